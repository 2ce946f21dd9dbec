import { ArrowLeftIcon } from '@phosphor-icons/react/dist/csr/ArrowLeft'
import { useCallback, useState } from 'react'
import { Link } from 'wouter'
import { ApprovalCard } from '../approvals/card.tsx'
import { ApiError, sentenceOf } from '../lib/api.ts'
import { useLoadRequest, useRequest } from '../lib/requests.ts'
import { useSession } from '../lib/session.ts'
import { NotFound } from '../ui/not-found.tsx'
import { Notice } from '../ui/notice.tsx'
import { useTitle } from '../ui/title.ts'
import { Waiting } from '../ui/waiting.tsx'
import { ExcerptView } from './excerpt.tsx'

/** `/review/:requestId`: one request with the words that led to it. */
export default function RequestPage({ id }: { id: string }) {
  const { me } = useSession()
  const request = useRequest(id)
  const [error, setError] = useState<unknown>(null)
  useLoadRequest(
    id,
    useCallback((cause: unknown) => setError(cause), []),
  )
  useTitle(request?.title ?? 'Request')

  if (!request) {
    if (error instanceof ApiError && error.status === 404) {
      return <NotFound text="There is no such request, or it is not yours to see." />
    }
    if (error) {
      return (
        <Notice
          title="This request could not be loaded"
          text={sentenceOf(error)}
          action={{ label: 'Try again', run: () => location.reload() }}
        />
      )
    }
    return <Waiting />
  }
  const own = request.requester.id === me.id
  return (
    <main className="page">
      <div className="column grid gap-6">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <Link href="/review" className="back-link">
            <ArrowLeftIcon aria-hidden="true" /> All requests
          </Link>
          {own && request.conversationId && (
            <Link href={`/c/${request.conversationId}`} className="back-link">
              Open the conversation
            </Link>
          )}
        </div>
        <h1 className="sr-only">Request</h1>
        <ApprovalCard request={request} />
        {request.conversationId && <ExcerptView request={request} />}
      </div>
    </main>
  )
}
