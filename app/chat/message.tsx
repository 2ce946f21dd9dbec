import { lazy, memo, Suspense } from 'react'
import { EventRow } from './event-row.tsx'
import { eventOf, toolCallOf } from './parts.ts'
import { ToolPart } from './tool-part.tsx'
import type { Message } from './use-transcript.ts'

type Text = { text: string; streaming: boolean }
const Plain = ({ text }: Text) => <p className="whitespace-pre-wrap">{text}</p>
// Where the code for Markdown cannot be loaded, the words are still worth reading.
const Markdown = lazy(() => import('./markdown.tsx').catch(() => ({ default: Plain })))

type Props = { message: Message; streaming: boolean }

const isWords = (part: Message['parts'][number]): boolean =>
  part.type === 'text' && part.text !== ''

/** One message as people read it. */
export const MessageView = memo(function MessageView({ message, streaming }: Props) {
  if (message.role === 'system') {
    const event = eventOf(message)
    return event && <EventRow requestId={event.requestId} text={event.text} />
  }
  if (message.role === 'user') {
    return (
      <div className="bubble">
        <span className="sr-only">You: </span>
        {message.parts.map((part) => (part.type === 'text' ? part.text : ''))}
      </div>
    )
  }
  return (
    <div className="reply">
      <span className="sr-only">Assistant: </span>
      {message.parts.map((part, index) => {
        const call = toolCallOf(part)
        if (call) {
          const told = streaming || message.parts.slice(index + 1).some(isWords)
          return <ToolPart key={call.toolCallId} call={call} told={told} />
        }
        if (part.type !== 'text' || part.text === '') return null
        return (
          <div key={index} className="prose">
            <Suspense fallback={<Plain text={part.text} streaming={streaming} />}>
              <Markdown text={part.text} streaming={streaming} />
            </Suspense>
          </div>
        )
      })}
    </div>
  )
})
