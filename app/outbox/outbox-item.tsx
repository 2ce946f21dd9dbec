import type { OutboxItem as Item } from '../../domain/outbox.ts'
import { can } from '../../domain/roles.ts'
import { RequestLink } from '../approvals/request-link.tsx'
import { useSession } from '../lib/session.ts'
import { exactTime } from '../lib/time.ts'

/** One e-mail: to whom, what about, what became of it, and the request under which it was approved. */
export function OutboxItem({ item }: { item: Item }) {
  const { me } = useSession()
  const { from, to, subject, status, delivery, at, sentAt, requestId } = item
  const own = from.id === me.id
  const when = sentAt ?? at
  return (
    <li className="mail">
      <div className="grid gap-1">
        <h2 className="mail-subject">{subject}</h2>
        <p className="card-note">
          To {to}
          {!own && `, from ${from.name}`}
        </p>
      </div>
      <p className="mail-delivery" data-status={status}>
        {delivery}
      </p>
      <p className="card-note">
        <time dateTime={when}>{exactTime(when)}</time>
        {requestId && (own || can(me.role, 'review')) && (
          <>
            {' · '}
            <RequestLink requestId={requestId}>
              Show the request<span className="sr-only">: {subject}</span>
            </RequestLink>
          </>
        )}
      </p>
    </li>
  )
}
