import { type ReactNode, useRef, useState } from 'react'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import { aRole, type Person } from '../../domain/roles.ts'
import { exactTime, useNow } from '../lib/time.ts'
import { Moment } from './moment.tsx'
import { MoreTime } from './more-time.tsx'
import type { RequestActions } from './use-request-actions.ts'
import { nameFirst } from './who.ts'

type Props = {
  request: ApprovalRequest
  viewer: Person
  /** Present where this person may give the request more time. */
  actions: RequestActions | null
}

/** What the clock has brought to a request that waits and what it will bring, up to what its end means. */
export function Clock({ request, viewer, actions }: Props) {
  const now = useNow()
  const [open, setOpen] = useState(false)
  const toggle = useRef<HTMLButtonElement>(null)
  const { requester, requestedAt, expiresAt, onExpiry } = request
  const asker = nameFirst(requester, viewer)
  const close = () => {
    setOpen(false)
    toggle.current?.focus()
  }
  return (
    <div className="clock">
      <p className="card-note">
        {asker} asked <Moment at={requestedAt} now={now} />.{' '}
        {steps(request, now).map((step, index) => (
          <span key={index}>{step} </span>
        ))}
        {expiresAt && (
          <>
            Unanswered, it {onExpiry === 'approve' ? 'counts as approved' : 'expires as denied'}{' '}
            <Moment at={expiresAt} now={now} />{' '}
            <span className="whitespace-nowrap">({exactTime(expiresAt)})</span>.
          </>
        )}{' '}
        {actions && (
          <button
            ref={toggle}
            type="button"
            className="text-button clock-more"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            Give it more time
          </button>
        )}
      </p>
      {open && actions && (
        <MoreTime
          expiresAt={expiresAt}
          onChosen={async (until) => {
            if (!(await actions.extend(until))) close()
          }}
          onCancel={close}
        />
      )}
    </div>
  )
}

/** The reminder and the escalation, each as what has happened or what will. */
function steps(request: ApprovalRequest, now: number): ReactNode[] {
  const { remindAt, remindedAt, escalateAt, escalatedAt, escalateTo, approvers } = request
  const told: ReactNode[] = []
  if (remindedAt) {
    told.push(
      <>
        A reminder went out <Moment at={remindedAt} now={now} />.
      </>,
    )
  } else if (remindAt) {
    told.push(
      <>
        A reminder goes out <Moment at={remindAt} now={now} />.
      </>,
    )
  }
  if (!escalateTo || approvers.every(({ role }) => role === escalateTo)) return told
  const whom = aRole(escalateTo)
  if (escalatedAt) {
    told.push(
      <>
        It went to {whom} as well <Moment at={escalatedAt} now={now} />.
      </>,
    )
  } else if (escalateAt) {
    told.push(
      <>
        It goes to {whom} as well <Moment at={escalateAt} now={now} />.
      </>,
    )
  }
  return told
}
