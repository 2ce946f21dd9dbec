import type { Message } from './use-transcript.ts'

type Part = Message['parts'][number]

/** A call of a tool, as the transcript keeps it. */
export type ToolCall = {
  name: string
  toolCallId: string
  state: string
  output: unknown
  errorText: string | null
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** The tool call in a message part, or null for text and all else. */
export function toolCallOf(part: Part): ToolCall | null {
  if (!('toolCallId' in part)) return null
  const name = part.type === 'dynamic-tool' ? part.toolName : part.type.replace(/^tool-/, '')
  return {
    name,
    toolCallId: part.toolCallId,
    state: part.state,
    output: 'output' in part ? part.output : undefined,
    errorText: 'errorText' in part ? text(part.errorText) : null,
  }
}

/** Tools that only look; everything else has consequences and asks. */
const reading: Readonly<Record<string, [doing: string, done: string]>> = {
  list_invoices: ['Looking up invoices…', 'Looked up invoices'],
  get_balance: ['Checking the balance…', 'Checked the balance'],
  balance: ['Checking the balance…', 'Checked the balance'],
  list_waiting: ['Looking up what is waiting…', 'Looked up what is waiting'],
  list_requests: ['Looking up requests…', 'Looked up requests'],
  read_invoice_note: ['Reading the note…', 'Read the note'],
  find_availability: ['Looking up what is free…', 'Looked up what is free'],
  list_bookings: ['Looking up your bookings…', 'Looked up your bookings'],
  find_order: ['Looking up the order…', 'Looked up the order'],
  list_orders: ['Looking up orders…', 'Looked up orders'],
  list_people: ['Looking up people…', 'Looked up people'],
  withdraw_request: ['Taking it back…', 'Took back the request'],
}

/** One quiet line for a tool that only reads; null for one with consequences. */
export function readingLine({ name, state }: ToolCall): string | null {
  const lines = reading[name]
  return lines ? lines[state === 'output-available' ? 1 : 0] : null
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** The ids of the requests that a read tool found, for drawing their cards. */
export function listedRequests({ name, output }: ToolCall): string[] {
  if (name !== 'list_waiting' || !isRecord(output) || !Array.isArray(output.requests)) return []
  return output.requests.flatMap((item: unknown) =>
    isRecord(item) && typeof item.id === 'string' ? [item.id] : [],
  )
}

/** The request that an effect's output names, where its card belongs to an earlier call. */
export function namedRequest({ output }: ToolCall): string | null {
  return isRecord(output) ? text(output.requestId) : null
}

/** Only a reply that asked for nothing may be written anew. */
export const canRegenerate = (message: Message): boolean =>
  message.role === 'assistant' &&
  message.parts.every((part) => {
    const call = toolCallOf(part)
    return !call || reading[call.name] !== undefined
  })

/** What an event row says and of which request; null for messages of people and the assistant. */
export function eventOf(message: Message): { requestId: string; text: string } | null {
  const event = message.metadata?.event
  if (message.role !== 'system' || !isRecord(event)) return null
  const requestId = text(event.requestId)
  const words = text(event.text)
  return requestId && words ? { requestId, text: words } : null
}
