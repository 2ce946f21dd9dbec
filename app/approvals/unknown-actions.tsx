import { Button } from '@cloudflare/kumo/components/button'
import { lazy, Suspense, useRef, useState } from 'react'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import { FormUnavailable, FormWaiting } from './form-waiting.tsx'
import type { mayOf } from './may.ts'
import type { RequestActions } from './use-request-actions.ts'

const SettleForm = lazy(() =>
  import('./settle-form.tsx').catch(() => ({ default: FormUnavailable })),
)

type Props = {
  request: ApprovalRequest
  may: ReturnType<typeof mayOf>
  actions: RequestActions
}

/** What people can do about an effect of which nobody knows whether it happened. */
export function UnknownActions({ request, may, actions }: Props) {
  const [settling, setSettling] = useState(false)
  const settle = useRef<HTMLButtonElement>(null)
  if (settling && may.settle) {
    return (
      <Suspense fallback={<FormWaiting />}>
        <SettleForm
          request={request}
          actions={actions}
          onCancel={() => {
            setSettling(false)
            requestAnimationFrame(() => settle.current?.focus())
          }}
        />
      </Suspense>
    )
  }
  return (
    <div className="card-actions" data-busy={actions.doing !== null}>
      <Button variant="secondary" onClick={() => void actions.check()}>
        Check again
      </Button>
      {may.settle && (
        <Button ref={settle} variant="ghost" onClick={() => setSettling(true)}>
          Settle…
        </Button>
      )}
    </div>
  )
}
