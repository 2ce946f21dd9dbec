import { Button } from '@cloudflare/kumo/components/button'
import { useRef } from 'react'
import type { OutboxItem as Item } from '../../domain/outbox.ts'
import { can } from '../../domain/roles.ts'
import { RequestLink } from '../approvals/request-link.tsx'
import { useSession } from '../lib/session.ts'
import { exactTime } from '../lib/time.ts'
import { useDeed } from '../ui/use-deed.ts'

type Props = {
  item: Item
  onSend: () => Promise<void>
}

/** One e-mail: to whom, what about, what became of it, and the request under which it was approved. */
export function OutboxItem({ item, onSend }: Props) {
  const { me } = useSession()
  const row = useRef<HTMLLIElement>(null)
  const { busy, start } = useDeed(row, onSend)
  const { from, to, subject, status, delivery, maySend, at, sentAt, requestId } = item
  const own = from.id === me.id
  const when = sentAt ?? at
  return (
    <li ref={row} tabIndex={-1} className="mail">
      <div className="grid gap-1">
        <h2 className="mail-subject">{subject}</h2>
        <p className="card-note">
          To {to}
          {!own && `, from ${from.name}`}
        </p>
      </div>
      <div className="mail-foot">
        <p className="mail-delivery" data-status={status}>
          {delivery}
        </p>
        {maySend && (
          <Button variant="secondary" aria-disabled={busy} onClick={start}>
            {busy ? 'Sending…' : 'Send now'}
            <span className="sr-only">: {subject}</span>
          </Button>
        )}
      </div>
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
