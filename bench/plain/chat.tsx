import { useAgentChat } from '@cloudflare/ai-chat/react'
import { useAgent } from 'agents/react'
import { getToolName, isToolUIPart, type ToolUIPart, type DynamicToolUIPart } from 'ai'
import { useState } from 'react'

/** The chat of the SDK's guide, with Countersign's names for what both are measured by. */
export function Chat({ name }: { name: string }) {
  const agent = useAgent({ agent: 'PlainChat', name })
  const { messages, sendMessage, addToolApprovalResponse } = useAgentChat({ agent })
  const [text, setText] = useState('')
  return (
    <main>
      <div role="log" aria-label="Conversation">
        {messages.map((message) => (
          <div key={message.id}>
            {message.parts.map((part, index) => {
              if (part.type === 'text') return <p key={index}>{part.text}</p>
              if (!isToolUIPart(part)) return null
              return (
                <ToolCall
                  key={part.toolCallId}
                  part={part}
                  onAnswer={(id, approved) => void addToolApprovalResponse({ id, approved })}
                />
              )
            })}
          </div>
        ))}
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void sendMessage({ text })
          setText('')
        }}
      >
        <input
          aria-label="Message"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit">Send</button>
      </form>
    </main>
  )
}

type Props = {
  part: ToolUIPart | DynamicToolUIPart
  onAnswer(approvalId: string, approved: boolean): void
}

function ToolCall({ part, onAnswer }: Props) {
  const title = `${getToolName(part)} ${JSON.stringify(part.input)}`
  return (
    <div role="group" data-status={statusOf(part)} data-request-id={part.toolCallId}>
      <p>{title}</p>
      {part.state === 'approval-requested' && (
        <>
          <button type="button" onClick={() => onAnswer(part.approval.id, true)}>
            Approve
          </button>
          <button type="button" onClick={() => onAnswer(part.approval.id, false)}>
            Reject
          </button>
        </>
      )}
      {part.state === 'output-available' && <pre>{JSON.stringify(part.output)}</pre>}
    </div>
  )
}

function statusOf(part: Props['part']): string {
  switch (part.state) {
    case 'input-streaming':
    case 'input-available':
    case 'approval-requested':
      return 'pending'
    case 'approval-responded':
      return 'approved'
    case 'output-available':
      return 'succeeded'
    case 'output-denied':
      return 'denied'
    case 'output-error':
      return 'failed'
  }
}
