import { Button } from '@cloudflare/kumo/components/button'
import { useEffect, useId, useRef, useState } from 'react'
import type { Verdict } from '../../domain/approval.ts'
import { type ApprovalRequest, limits } from '../../domain/protocol.ts'
import type { RequestActions } from './use-request-actions.ts'
import { useSeen } from './use-seen.ts'

type Props = {
  request: ApprovalRequest
  verdict: Verdict
  actions: RequestActions
  onDone: () => void
  onCancel: () => void
}

const submits = { approve: 'Approve request', deny: 'Deny request' } as const
const hints = {
  approve: 'Everyone who sees this request reads it.',
  deny: 'Everyone who sees this request reads it, and the assistant goes on from it.',
} as const

/** Asks why: for a no, because people and the assistant go on from it; for a yes, where the rule wants it. */
export function ReasonForm({ request, verdict, actions, onDone, onCancel }: Props) {
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const { seen, toldOfChange } = useSeen(request)
  const required = request.reasonRequired ?? false
  useEffect(() => field.current?.focus(), [])

  async function send(): Promise<void> {
    if (actions.doing) return
    if (required && reason.trim() === '') {
      setMissing(true)
      field.current?.focus()
      return
    }
    const refused = await actions.decide(verdict, seen(), reason.trim())
    if (refused) toldOfChange()
    else onDone()
  }

  return (
    <form
      className="form"
      aria-busy={actions.doing !== null}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      <div className="form-field">
        <label htmlFor={id} className="form-label">
          Reason
        </label>
        <textarea
          ref={field}
          id={id}
          rows={2}
          className="field"
          value={reason}
          maxLength={limits.reasonCharacters}
          aria-required={required}
          aria-invalid={missing}
          aria-describedby={`${id}-hint${missing ? ` ${id}-problem` : ''}`}
          onChange={(event) => {
            setReason(event.target.value)
            setMissing(false)
          }}
        />
        <p id={`${id}-hint`} className="form-hint">
          {required && 'The rule asks for a reason. '}
          {hints[verdict]}
        </p>
        {missing && (
          <p id={`${id}-problem`} className="form-problem">
            Please say why.
          </p>
        )}
      </div>
      <div className="form-buttons">
        <Button type="submit" variant={verdict === 'deny' ? 'destructive' : 'primary'}>
          {submits[verdict]}
        </Button>
        <Button type="button" variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
