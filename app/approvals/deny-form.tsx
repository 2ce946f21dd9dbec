import { Button } from '@cloudflare/kumo/components/button'
import { useEffect, useId, useRef, useState } from 'react'
import { limits } from '../../domain/protocol.ts'

type Props = {
  onDeny: (reason: string) => void
  onCancel: () => void
}

/** Asks why, because the person and the assistant go on from the reason; it may stay empty. */
export function DenyForm({ onDeny, onCancel }: Props) {
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [reason, setReason] = useState('')
  useEffect(() => field.current?.focus(), [])
  return (
    <form
      className="mt-4 grid gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        onDeny(reason.trim())
      }}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      <label htmlFor={id} className="text-sm font-medium">
        Reason
      </label>
      <textarea
        ref={field}
        id={id}
        rows={2}
        className="field"
        value={reason}
        maxLength={limits.reasonCharacters}
        aria-describedby={`${id}-hint`}
        onChange={(event) => setReason(event.target.value)}
      />
      <p id={`${id}-hint`} className="card-note">
        Everyone who sees this request reads it, and the assistant goes on from it.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="destructive">
          Deny request
        </Button>
        <Button type="button" variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
