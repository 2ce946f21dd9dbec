import { useState } from 'react'
import { sentenceOf } from '../lib/api.ts'
import { useLoadRequest, useRequest } from '../lib/requests.ts'
import { ApprovalCard } from './card.tsx'

/** The card of a request of which only the id is known. */
export function RequestById({ id }: { id: string }) {
  const request = useRequest(id)
  const [problem, setProblem] = useState<string | null>(null)
  useLoadRequest(id, (error) => setProblem(sentenceOf(error)))
  if (request) return <ApprovalCard request={request} />
  return <p className="quiet-line">{problem ?? 'Loading the request…'}</p>
}
