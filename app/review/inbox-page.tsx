import { Button } from '@cloudflare/kumo/components/button'
import { useCallback, useEffect, useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import { can } from '../../domain/roles.ts'
import { ApprovalCard } from '../approvals/card.tsx'
import { sentenceOf } from '../lib/api.ts'
import { loadRequests, useRequests } from '../lib/requests.ts'
import { useSession } from '../lib/session.ts'
import { useTitle } from '../ui/title.ts'

type Filter = 'waiting' | 'decided'
const labels = { waiting: 'Waiting', decided: 'Decided' } as const

/** `/review`: the requests that this person may see, live, newest first. */
export default function InboxPage() {
  const { me } = useSession()
  const [search, setSearch] = useSearchParams()
  const filter: Filter = search.get('show') === 'decided' ? 'decided' : 'waiting'
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading')
  const [problem, setProblem] = useState('')
  const [cursor, setCursor] = useState<string | null>(null)
  useTitle('Review')

  const load = useCallback(
    async (after?: string) => {
      try {
        setCursor(
          await loadRequests({
            ...(filter === 'waiting' && { status: 'pending' }),
            ...(after !== undefined && { cursor: after }),
          }),
        )
        setState('ready')
      } catch (error) {
        setProblem(sentenceOf(error))
        setState('failed')
      }
    },
    [filter],
  )
  useEffect(() => void load(), [load])

  const shown = useShown(filter)
  return (
    <main className="page">
      <div className="column grid gap-6">
        <div className="flex flex-wrap items-end justify-between gap-4">
          <h1 className="page-title">Review</h1>
          <div className="segmented" role="group" aria-label="Show">
            {(['waiting', 'decided'] as const).map((value) => (
              <button
                key={value}
                type="button"
                aria-pressed={filter === value}
                onClick={() => setSearch(value === 'waiting' ? {} : { show: value })}
              >
                {labels[value]}
              </button>
            ))}
          </div>
        </div>
        <ul className="grid gap-5" aria-label="Requests" role="list">
          {shown.map((request) => (
            <li key={request.id} className="grid gap-1.5">
              <ApprovalCard request={request} />
              <Link href={`/review/${request.id}`} className="card-link">
                Open with its conversation
                <span className="sr-only">: {request.title}</span>
              </Link>
            </li>
          ))}
        </ul>
        {state === 'loading' && shown.length === 0 && <p className="waiting empty">Loading…</p>}
        {state === 'ready' && shown.length === 0 && (
          <Empty filter={filter} reviews={can(me.role, 'review')} />
        )}
        {state === 'failed' && (
          <p className="empty" role="status">
            {problem}{' '}
            <button type="button" className="text-button" onClick={() => void load()}>
              Try again
            </button>
          </p>
        )}
        {cursor && (
          <Button variant="secondary" className="mx-auto" onClick={() => void load(cursor)}>
            Show more
          </Button>
        )}
      </div>
    </main>
  )
}

/**
 * What the filter shows. A request that is decided while it is on the screen stays where it is, so
 * that its receipt can be read and nothing slides under the pointer.
 */
function useShown(filter: Filter): ApprovalRequest[] {
  const [kept] = useState(() => new Set<string>())
  return useRequests(
    useCallback(
      (request) => {
        if (filter === 'decided') return request.status !== 'pending'
        if (request.status === 'pending') kept.add(request.id)
        return kept.has(request.id)
      },
      [filter, kept],
    ),
  )
}

function Empty({ filter, reviews }: { filter: Filter; reviews: boolean }) {
  if (filter === 'decided') return <p className="empty">Nothing has been decided yet.</p>
  return (
    <p className="empty">
      {reviews
        ? 'Nothing waits for you. New requests appear here by themselves.'
        : 'Nothing of yours is waiting. Requests that you make in a conversation appear here.'}
    </p>
  )
}
