import { Button } from '@cloudflare/kumo/components/button'
import { useEffect, useId, useRef, useState } from 'react'
import { type ApprovalRequest, limits } from '../../domain/protocol.ts'
import type { RequestActions } from './use-request-actions.ts'

type Props = { request: ApprovalRequest; actions: RequestActions; onCancel: () => void }

const outcomes = { succeeded: 'It happened', failed: 'It did not happen' } as const
type Outcome = keyof typeof outcomes

/** A manager's word on what nobody could find out; it takes how they know. */
export default function SettleForm({ request, actions, onCancel }: Props) {
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [reason, setReason] = useState('')
  const [checking, setChecking] = useState(false)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])

  const missing = {
    outcome: checking && !outcome ? 'Please choose one.' : null,
    reason: checking && !reason.trim() ? 'Please say how you know.' : null,
  }

  function send(): void {
    setChecking(true)
    if (outcome && reason.trim()) return void actions.settle(outcome, reason.trim())
    form.current?.querySelector<HTMLElement>(outcome ? 'textarea' : 'input')?.focus()
  }

  return (
    <form
      ref={form}
      className="form"
      aria-label={`Settle: ${request.title}`}
      aria-busy={actions.doing !== null}
      onSubmit={(event) => {
        event.preventDefault()
        if (!actions.doing) send()
      }}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      <fieldset
        className="form-choices"
        aria-describedby={missing.outcome ? `${id}-outcome-problem` : undefined}
      >
        <legend className="form-label">What happened?</legend>
        {(['succeeded', 'failed'] as const).map((each) => (
          <label key={each} className="form-check">
            <input
              type="radio"
              className="form-box"
              name={id}
              checked={outcome === each}
              onChange={() => setOutcome(each)}
            />
            {outcomes[each]}
          </label>
        ))}
        {missing.outcome && (
          <p id={`${id}-outcome-problem`} className="form-problem">
            {missing.outcome}
          </p>
        )}
      </fieldset>
      <div className="form-field">
        <label htmlFor={id} className="form-label">
          How do you know?
        </label>
        <textarea
          id={id}
          rows={2}
          className="field"
          value={reason}
          maxLength={limits.reasonCharacters}
          aria-required
          aria-invalid={missing.reason !== null}
          aria-describedby={`${id}-hint${missing.reason ? ` ${id}-problem` : ''}`}
          onChange={(event) => setReason(event.target.value)}
        />
        <p id={`${id}-hint`} className="form-hint">
          Look where it would show, in the bank’s list for example. Your word ends the checking, and
          everyone who sees this request reads it.
        </p>
        {missing.reason && (
          <p id={`${id}-problem`} className="form-problem">
            {missing.reason}
          </p>
        )}
      </div>
      <div className="form-buttons">
        <Button type="submit" variant="primary">
          Settle
        </Button>
        <Button type="button" variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
