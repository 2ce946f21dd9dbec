import { useEffect, useState } from 'react'
import { type ApprovalRequest, excerpt, type Excerpt } from '../../domain/protocol.ts'
import { get, sentenceOf } from '../lib/api.ts'
import { useSession } from '../lib/session.ts'
import { shortTime } from '../lib/time.ts'

/** The part of the conversation that led to a request, as the server selects it. */
export function ExcerptView({ request }: { request: ApprovalRequest }) {
  const { me } = useSession()
  const [items, setItems] = useState<Excerpt['items'] | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    let current = true
    get(`/api/approvals/${encodeURIComponent(request.id)}/excerpt`, excerpt).then(
      (answer) => current && setItems(answer.items),
      (error: unknown) => current && setProblem(sentenceOf(error)),
    )
    return () => {
      current = false
    }
  }, [request.id])

  return (
    <section aria-labelledby="excerpt-title" className="excerpt">
      <h2 id="excerpt-title" className="text-sm font-semibold">
        From the conversation
      </h2>
      {request.requester.id !== me.id && (
        <p className="card-note">{request.requester.name} can see that you read this.</p>
      )}
      {problem && <p className="card-note">{problem}</p>}
      {items?.length === 0 && <p className="card-note">There are no words around this request.</p>}
      <ol>
        {items?.map((item) => (
          <li key={item.id}>
            <p className="excerpt-from">
              {item.from}
              {item.at && <time dateTime={item.at}>{shortTime(item.at)}</time>}
            </p>
            <p className="whitespace-pre-wrap">{item.text}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
