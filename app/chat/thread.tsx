import { Button } from '@cloudflare/kumo/components/button'
import { ArrowDownIcon } from '@phosphor-icons/react/dist/csr/ArrowDown'
import { ArrowClockwiseIcon } from '@phosphor-icons/react/dist/csr/ArrowClockwise'
import { useStickToBottom } from 'use-stick-to-bottom'
import type { Failure } from './failure.ts'
import { MessageView } from './message.tsx'
import { canRegenerate } from './parts.ts'
import type { useTranscript } from './use-transcript.ts'

type Props = {
  transcript: ReturnType<typeof useTranscript>
  outbox: readonly string[]
  busy: boolean
  /** Why the last reply is missing or not whole. */
  failure: Failure | null
  onRegenerate: () => void
}

/** The messages, newest at the bottom, which stays in view unless the reader scrolls away. */
export function Thread({ transcript, outbox, busy, failure, onRegenerate }: Props) {
  const { messages, earlier, state, refresh } = transcript
  const { scrollRef, contentRef, isAtBottom, scrollToBottom } = useStickToBottom({
    initial: 'instant',
    resize: 'instant',
  })
  const last = messages.at(-1)
  const thinking = busy && (last?.role !== 'assistant' || last.parts.at(-1)?.type !== 'text')
  return (
    <div className="thread">
      <div
        ref={scrollRef}
        className="thread-scroll"
        tabIndex={0}
        role="region"
        aria-label="Messages"
      >
        <div ref={contentRef} className="column thread-body">
          {earlier.state !== 'none' && (
            <Button
              variant="ghost"
              size="sm"
              className="mx-auto"
              loading={earlier.state === 'loading'}
              onClick={earlier.show}
            >
              Show earlier messages
            </Button>
          )}
          {earlier.problem && <p className="quiet-line">{earlier.problem}</p>}
          <div role="log" aria-label="Conversation" aria-busy={busy} className="log">
            {messages.map((message) => (
              <MessageView
                key={message.id}
                message={message}
                streaming={busy && message === last}
              />
            ))}
            {outbox.map((text, index) => (
              <div key={`${index} ${text}`} className="bubble bubble-waiting">
                {text}
              </div>
            ))}
            {thinking && (
              <p className="thinking">
                <span className="sr-only">The assistant is replying</span>
              </p>
            )}
          </div>
          {state === 'failed' && (
            <p className="quiet-line" role="status">
              The messages could not be loaded.{' '}
              <button type="button" className="text-button" onClick={() => void refresh()}>
                Try again
              </button>
            </p>
          )}
          {failure && (
            <p className="quiet-line" role="status">
              {failure.sentence}{' '}
              {failure.canRetry && (
                <button type="button" className="text-button" onClick={onRegenerate}>
                  Retry
                </button>
              )}
            </p>
          )}
          {!busy && !failure && last && canRegenerate(last) && (
            <Button
              variant="ghost"
              size="sm"
              className="regenerate"
              icon={ArrowClockwiseIcon}
              onClick={onRegenerate}
            >
              Regenerate
            </Button>
          )}
        </div>
      </div>
      {!isAtBottom && (
        <Button
          className="to-bottom"
          shape="circle"
          icon={ArrowDownIcon}
          aria-label="Go to the newest message"
          onClick={() => void scrollToBottom('instant')}
        />
      )}
    </div>
  )
}
