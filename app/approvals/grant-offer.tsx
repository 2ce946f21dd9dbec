import { lazy, Suspense, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { Grant } from '../../domain/grants.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import { exactTime } from '../lib/time.ts'
import { FormUnavailable, FormWaiting } from './form-waiting.tsx'

const GrantForm = lazy(() => import('./grant-form.tsx').catch(() => ({ default: FormUnavailable })))

/** "Don't ask again", for somebody whose yes alone was enough; afterwards, what was given. */
export function GrantOffer({ request }: { request: ApprovalRequest }) {
  const [open, setOpen] = useState(false)
  const [given, setGiven] = useState<Grant | null>(null)
  const root = useRef<HTMLDivElement>(null)
  const focus = () => requestAnimationFrame(() => root.current?.focus())

  return (
    <div ref={root} tabIndex={-1} className="grant-offer">
      {open ? (
        <Suspense fallback={<FormWaiting />}>
          <GrantForm
            request={request}
            onGiven={(grant: Grant) => {
              setGiven(grant)
              setOpen(false)
              focus()
            }}
            onCancel={() => {
              setOpen(false)
              focus()
            }}
          />
        </Suspense>
      ) : given ? (
        <p className="card-note">
          Requests like this are not asked again, {times(given.uses)} at most, until{' '}
          {exactTime(given.endsAt)}.{' '}
          <Link href="/grants" className="text-link">
            See your grants
          </Link>
        </p>
      ) : (
        <button type="button" className="quiet-button" onClick={() => setOpen(true)}>
          Don’t ask again for this…
        </button>
      )}
    </div>
  )
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`)
