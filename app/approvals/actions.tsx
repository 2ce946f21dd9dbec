import { Button } from '@cloudflare/kumo/components/button'
import { useRef, useState } from 'react'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Person } from '../../domain/roles.ts'
import { waitsFor } from '../../domain/waiting.ts'
import { DenyForm } from './deny-form.tsx'
import { useAimedClick } from './use-aimed-click.ts'
import type { useDecision } from './use-decision.ts'

type Props = {
  request: ApprovalRequest
  viewer: Person
  decision: ReturnType<typeof useDecision>
}

/** What this person may do about a request that waits. */
export function Actions({ request, viewer, decision }: Props) {
  const [denying, setDenying] = useState(false)
  const denyButton = useRef<HTMLButtonElement>(null)
  const approve = useAimedClick(
    `${request.version} ${request.digest}`,
    () => void decision.decide('approve'),
  )
  if (request.status !== 'pending') return null
  const answers = waitsFor(request, viewer)
  const withdraws = request.requester.id === viewer.id
  if (!answers && !withdraws) return null

  if (decision.doing) return null
  if (denying) {
    return (
      <DenyForm
        onDeny={(reason) => void decision.decide('deny', reason)}
        onCancel={() => {
          setDenying(false)
          requestAnimationFrame(() => denyButton.current?.focus())
        }}
      />
    )
  }
  return (
    <div className="card-actions">
      {answers && (
        <>
          <Button variant="primary" className="approve" {...approve}>
            Approve
          </Button>
          <Button ref={denyButton} variant="secondary" onClick={() => setDenying(true)}>
            Deny
          </Button>
        </>
      )}
      {withdraws && (
        <Button
          variant={answers ? 'ghost' : 'secondary'}
          className={answers ? 'ms-auto' : ''}
          onClick={() => void decision.withdraw()}
        >
          Withdraw
        </Button>
      )}
    </div>
  )
}
