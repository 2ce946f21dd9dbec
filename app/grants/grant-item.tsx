import { Button } from '@cloudflare/kumo/components/button'
import { useEffect, useRef, useState } from 'react'
import { type MeteredGrant, mayRevoke } from '../../domain/grants.ts'
import { formatMoney, usd } from '../../domain/money.ts'
import { coverInWords } from '../approvals/grant-words.ts'
import { RequestLink } from '../approvals/request-link.tsx'
import { nameFor } from '../approvals/who.ts'
import { useSession } from '../lib/session.ts'
import { exactTime } from '../lib/time.ts'
import { endOf } from './grant-state.ts'
import { Meter } from './meter.tsx'

const until = {
  open: 'Until',
  ended: 'Ended',
  'used up': 'Used up; it was to last until',
  revoked: 'Revoked; it was to last until',
} as const

type Props = { grant: MeteredGrant; now: number; onRevoke: () => Promise<void> }

/** One grant: what it covers, whose it is, what is left of it, and the way to take it back. */
export function GrantItem({ grant, now, onRevoke }: Props) {
  const { me } = useSession()
  const item = useRef<HTMLLIElement>(null)
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState(false)
  // The button is gone once it has done its work; whoever was on it stays at the grant.
  useEffect(() => {
    if (tried && document.activeElement === document.body) item.current?.focus()
  }, [tried])
  const { subject, by, used, uses, spent, spendCap, createdAt, endsAt, revokedAt, revokedBy } =
    grant
  const end = endOf(grant, now)
  const cover = coverInWords(grant.tool, grant.when)
  const asks = subject.id === me.id ? 'you ask' : `${subject.name} asks`

  return (
    <li ref={item} tabIndex={-1} className="grant" data-ended={end !== null}>
      <div className="grid gap-1">
        <h2 className="grant-cover">{cover}</h2>
        <p className="card-note">
          When {asks} for it. Given by {nameFor(by, me)},{' '}
          <time dateTime={createdAt}>{exactTime(createdAt)}</time>.{' '}
          <RequestLink requestId={grant.requestId}>
            Show the request<span className="sr-only"> on which it was given: {cover}</span>
          </RequestLink>
        </p>
      </div>
      <div className="grant-meters">
        <Meter label="Times used" value={used} max={uses} words={`${used} of ${uses}`} />
        {spendCap !== undefined && (
          <Meter
            label="Spent"
            value={spent}
            max={spendCap}
            words={`${formatMoney(usd(spent))} of ${formatMoney(usd(spendCap))}`}
          />
        )}
      </div>
      <div className="grant-foot">
        <p className="card-note">
          {revokedAt ? (
            <>
              Revoked{revokedBy && ` by ${nameFor(revokedBy, me)}`},{' '}
              <time dateTime={revokedAt}>{exactTime(revokedAt)}</time>
            </>
          ) : (
            <>
              {until[end ?? 'open']} <time dateTime={endsAt}>{exactTime(endsAt)}</time>
            </>
          )}
        </p>
        {end === null && mayRevoke(grant, me) && (
          <Button
            variant="secondary"
            aria-disabled={busy}
            onClick={() => {
              if (busy) return
              setBusy(true)
              void onRevoke().finally(() => {
                setBusy(false)
                setTried(true)
              })
            }}
          >
            Revoke<span className="sr-only">: {cover}</span>
          </Button>
        )}
      </div>
    </li>
  )
}
