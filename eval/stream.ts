import type { Frame } from '../bench/chat-socket.ts'

/** A tool call as it came by in the stream of a reply. */
export type StreamedCall = { toolCallId: string; tool: string; input: Record<string, unknown> }

type Chunk = {
  type?: string
  delta?: string
  toolCallId?: string
  toolName?: string
  input?: unknown
  errorText?: string
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Gathers what the frames of one reply say. */
export class Reply {
  text = ''
  readonly calls: StreamedCall[] = []
  /** What went wrong with the reply itself, such as a provider that refused the key. */
  error: string | undefined

  hear({ type, body }: Frame): void {
    if (type !== 'cf_agent_use_chat_response' || !body) return
    let chunk: Chunk
    try {
      chunk = JSON.parse(body)
    } catch {
      // An error that no reply could be made of comes as plain words.
      this.error ??= body
      return
    }
    const { toolCallId, toolName } = chunk
    // Steps are paragraphs of their own.
    if (chunk.type === 'text-start' && this.text) this.text += '\n'
    if (chunk.type === 'text-delta') this.text += chunk.delta ?? ''
    if (chunk.type === 'error') this.error ??= chunk.errorText ?? 'The reply failed.'
    const isCall = chunk.type === 'tool-input-available' || chunk.type === 'tool-input-error'
    if (isCall && toolCallId && toolName && !this.calls.some((c) => c.toolCallId === toolCallId)) {
      const input = isObject(chunk.input) ? chunk.input : {}
      this.calls.push({ toolCallId, tool: toolName, input })
    }
  }
}
