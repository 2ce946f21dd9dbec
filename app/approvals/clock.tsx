import type { ApprovalRequest } from '../../domain/protocol.ts'
import { exactTime, timeFromNow, useNow } from '../lib/time.ts'

function Moment({ at, now }: { at: string; now: number }) {
  return (
    <time dateTime={at} title={exactTime(at)}>
      {timeFromNow(Date.parse(at), now)}
    </time>
  )
}

/** Since when a request waits and until when; both relative, the exact moment of the end beside it. */
export function Clock({ request }: { request: ApprovalRequest }) {
  const now = useNow()
  return (
    <p className="card-note">
      Asked <Moment at={request.requestedAt} now={now} />
      {request.expiresAt && (
        <>
          {' · expires '}
          <Moment at={request.expiresAt} now={now} />{' '}
          <span className="whitespace-nowrap">({exactTime(request.expiresAt)})</span>
        </>
      )}
    </p>
  )
}
