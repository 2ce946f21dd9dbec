import { Button } from '@cloudflare/kumo/components/button'
import { useRef } from 'react'
import type { WebhookItem as Item } from '../../domain/webhook.ts'
import { RequestLink } from '../approvals/request-link.tsx'
import { exactTime, timeFromNow } from '../lib/time.ts'
import { useDeed } from '../ui/use-deed.ts'
import { subjects, triesOf } from './words.ts'

type Props = {
  item: Item
  now: number
  /** Absent where there is nothing to send again. */
  onSendAgain?: () => Promise<void>
}

/** One message: what it tells, what has become of it, and the way to send it again. */
export function WebhookItem({ item, now, onSendAgain }: Props) {
  const row = useRef<HTMLLIElement>(null)
  const { busy, start } = useDeed(row, async () => onSendAgain?.())
  const { type, title, mayOpen, requestId, status, at, nextAt, settledAt, reason } = item
  const subject = subjects[type]
  const tries = triesOf(item)
  return (
    <li ref={row} tabIndex={-1} className="webhook" data-status={status}>
      <div className="grid gap-1">
        <h3 className="webhook-subject">
          {subject}
          {title && `: ${title}`}
        </h3>
        <p className="card-note">
          <time dateTime={at}>{exactTime(at)}</time>
          {mayOpen && (
            <>
              {' · '}
              <RequestLink requestId={requestId}>
                Show the request<span className="sr-only">: {title}</span>
              </RequestLink>
            </>
          )}
        </p>
      </div>
      {reason && status !== 'delivered' && <p className="webhook-problem">{reason}</p>}
      <div className="webhook-foot">
        <p className="card-note">
          {status === 'delivered' && 'Delivered'}
          {status === 'dead' && tries}
          {settledAt && (
            <>
              {', '}
              <time dateTime={settledAt}>{exactTime(settledAt)}</time>
            </>
          )}
          {nextAt &&
            `${tries ? `${tries}, next` : 'Next attempt'} ${soonOr(Date.parse(nextAt), now)}`}
        </p>
        {onSendAgain && (
          <Button variant="secondary" aria-disabled={busy} onClick={start}>
            {busy ? 'Sending…' : 'Send again'}
            <span className="sr-only">
              : {subject}
              {title && `, ${title}`}
            </span>
          </Button>
        )}
      </div>
    </li>
  )
}

const soonOr = (at: number, now: number): string =>
  at > now ? timeFromNow(at, now) : 'at any moment'
