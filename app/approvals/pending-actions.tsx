import { Button } from '@cloudflare/kumo/components/button'
import { lazy, Suspense, useRef, useState } from 'react'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import { FormUnavailable, FormWaiting } from './form-waiting.tsx'
import type { mayOf } from './may.ts'
import { ReasonForm } from './reason-form.tsx'
import { useAimedClick } from './use-aimed-click.ts'
import type { RequestActions } from './use-request-actions.ts'

const EditForm = lazy(() => import('./edit-form.tsx').catch(() => ({ default: FormUnavailable })))

type Mode = 'approve' | 'deny' | 'edit'
type Props = {
  request: ApprovalRequest
  may: ReturnType<typeof mayOf>
  actions: RequestActions
}

/** Approve, Deny, Edit and Withdraw, as far as this person may, and the forms that some of them open. */
export function PendingActions({ request, may, actions }: Props) {
  const [mode, setMode] = useState<Mode | null>(null)
  const row = useRef<HTMLDivElement>(null)
  const approve = useAimedClick(`${request.version} ${request.digest}`, () => {
    if (request.reasonRequired) setMode('approve')
    else void actions.decide('approve', request)
  })
  const close = () => setMode(null)
  const cancel = () => {
    close()
    const opener = `[data-opens="${mode}"]`
    requestAnimationFrame(() => row.current?.querySelector<HTMLElement>(opener)?.focus())
  }
  const form = { request, actions, onDone: close, onCancel: cancel }

  if (mode === 'edit' && may.edit) {
    return (
      <Suspense fallback={<FormWaiting />}>
        <EditForm {...form} />
      </Suspense>
    )
  }
  if ((mode === 'approve' || mode === 'deny') && may.answer) {
    return <ReasonForm key={mode} verdict={mode} {...form} />
  }
  if (!(may.answer || may.edit || may.withdraw)) return null
  return (
    <div ref={row} className="card-actions" data-busy={actions.doing !== null}>
      {may.answer && (
        <>
          <Button variant="primary" className="approve" data-opens="approve" {...approve}>
            Approve
          </Button>
          <Button variant="secondary" data-opens="deny" onClick={() => setMode('deny')}>
            Deny
          </Button>
        </>
      )}
      {may.edit && (
        <Button variant="secondary" data-opens="edit" onClick={() => setMode('edit')}>
          Edit
        </Button>
      )}
      {may.withdraw && (
        <Button
          variant={may.answer ? 'ghost' : 'secondary'}
          className="withdraw"
          onClick={() => void actions.withdraw()}
        >
          Withdraw
        </Button>
      )}
    </div>
  )
}
