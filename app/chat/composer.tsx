import { Button } from '@cloudflare/kumo/components/button'
import { ArrowUpIcon } from '@phosphor-icons/react/dist/csr/ArrowUp'
import { StopIcon } from '@phosphor-icons/react/dist/csr/Stop'
import { type KeyboardEvent, useId, useLayoutEffect, useRef } from 'react'
import { limits } from '../../domain/protocol.ts'

const LIMIT = limits.messageCharacters
const count = new Intl.NumberFormat('en-US')

type Props = {
  text: string
  onText: (text: string) => void
  onSend: (text: string) => void
  /** Given while a reply is being written. */
  onStop?: (() => void) | undefined
  /** One sentence beside the composer: a refusal, a lost connection. */
  status?: string | null
  onStatus: (status: string | null) => void
  autoFocus?: boolean
}

/** Where a person writes. Enter sends, Shift+Enter begins a new line. */
export function Composer(props: Props) {
  const { text, onText, onSend, onStop, status = null, onStatus, autoFocus = false } = props
  const id = useId()
  const own = useRef<HTMLTextAreaElement>(null)
  const over = text.trim().length > LIMIT

  // Grows with its text up to the maximum that the style sheet gives.
  useLayoutEffect(() => {
    const field = own.current
    if (!field) return
    field.style.height = 'auto'
    field.style.height = `${field.scrollHeight}px`
  }, [text])

  useLayoutEffect(() => {
    // A touch keyboard that opens by itself would hide half of the page.
    if (autoFocus && matchMedia('(pointer: fine)').matches) own.current?.focus()
  }, [autoFocus])

  function submit(): void {
    const message = text.trim()
    own.current?.focus()
    if (!message) return onStatus('Write a message first.')
    if (over) return
    onStatus(null)
    onSend(message)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    submit()
  }

  const hint = over
    ? `Your message has ${count.format(text.trim().length)} characters; shorten it to ${count.format(LIMIT)} to send it.`
    : status
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className="composer-box">
        <textarea
          ref={own}
          rows={1}
          aria-label="Message"
          aria-describedby={`${id}-status`}
          aria-invalid={over}
          placeholder="Ask me to book, pay, send…"
          value={text}
          onChange={(event) => {
            onText(event.target.value)
            if (status) onStatus(null)
          }}
          onKeyDown={onKeyDown}
        />
        {onStop && (
          <Button
            variant="secondary"
            shape="circle"
            icon={<StopIcon weight="fill" />}
            aria-label="Stop"
            onClick={() => {
              onStop()
              own.current?.focus()
            }}
          />
        )}
        {(!onStop || text.trim() !== '') && (
          <Button
            type="submit"
            variant="primary"
            shape="circle"
            icon={<ArrowUpIcon weight="bold" />}
            aria-label="Send"
          />
        )}
      </div>
      <div className="composer-foot">
        <p id={`${id}-status`} role="status" data-alert={over}>
          {hint}
        </p>
        {text.length > LIMIT * 0.9 && (
          <span className="composer-count">
            {count.format(text.length)} of {count.format(LIMIT)}
          </span>
        )}
      </div>
    </form>
  )
}
