import { convertToModelMessages, isToolUIPart, type ModelMessage, type UIMessage } from 'ai'
import { z } from 'zod'
import { messageMetadata } from '../../domain/protocol.ts'
import type { RequestRecord } from '../approvals/record.ts'
import { toolNamed } from '../tools/index.ts'
import { outcomeOf } from './outcome.ts'
import { type FindRequest, mayHaveRequest } from './projection.ts'

/** The newest messages that a prompt carries; older ones stay in the transcript. */
const PROMPT_MESSAGES = 40

/**
 * The transcript as the model sees it. Every call carries the newest truth from its request, open
 * ones included: a provider that is shown a call without a result drops it or asks for it again.
 * Of the event rows only those since the last word are told; the calls themselves tell the rest.
 */
export async function promptFrom(
  messages: readonly UIMessage[],
  find: FindRequest,
): Promise<ModelMessage[]> {
  const recent = asSpoken(messages.slice(-PROMPT_MESSAGES))
  const start = recent.findIndex((message) => message.role === 'user')
  const spoken = recent.slice(Math.max(start, 0))
  const lastWord = spoken.findLastIndex((message) => message.role !== 'system')
  const events = spoken.slice(lastWord + 1).flatMap((message) => eventFor(message, find))
  const transcript = spoken
    .filter((message) => message.role !== 'system')
    .map((message) => withOutcomes(message, find))
  return [...(await convertToModelMessages(transcript)), ...events]
}

const metadata = messageMetadata.catch({})

const timeOf = (message: UIMessage): number =>
  Date.parse(metadata.parse(message.metadata ?? {}).at ?? '')

/**
 * A message that is sent while a reply is being written is stored before that reply, although the
 * reply does not answer it: it comes after the reply here, or the next turn would have nothing to answer.
 */
function asSpoken(messages: readonly UIMessage[]): UIMessage[] {
  return messages.reduce<UIMessage[]>((spoken, message) => {
    const began = message.role === 'assistant' ? timeOf(message) : Number.NaN
    const before = spoken.findLastIndex((one) => one.role !== 'user' || !(timeOf(one) > began))
    return spoken.toSpliced(message.role === 'assistant' ? before + 1 : spoken.length, 0, message)
  }, [])
}

/** Marks an event row of the transcript; its text is for people. */
export type EventMetadata = { event: { requestId: string; toolCallId: string; text: string } }

const isEvent = (metadata: unknown): metadata is EventMetadata =>
  typeof metadata === 'object' && metadata !== null && 'event' in metadata

function eventFor(message: UIMessage, find: FindRequest): ModelMessage[] {
  if (!isEvent(message.metadata)) return []
  const record = find(message.metadata.event.toolCallId)
  return record ? [{ role: 'system', content: `Event: ${JSON.stringify(outcomeOf(record))}` }] : []
}

/**
 * The approved arguments as the call that a model may make: shown fields that the tool does not take, it
 * would give them the next time. All of them stand in the outcome where they matter.
 */
function asCalled({ tool, input }: RequestRecord): Record<string, unknown> {
  const takes = toolNamed(tool)?.input
  if (!(takes instanceof z.ZodObject)) return input
  return Object.fromEntries(Object.entries(input).filter(([field]) => field in takes.shape))
}

function withOutcomes(message: UIMessage, find: FindRequest): UIMessage {
  const parts = message.parts.flatMap((part): UIMessage['parts'] => {
    if (!isToolUIPart(part)) return [part]
    const record = mayHaveRequest(part) ? find(part.toolCallId) : null
    if (record) {
      const { type, toolCallId } = part
      return [
        {
          type: type as `tool-${string}`,
          toolCallId,
          state: 'output-available' as const,
          input: asCalled(record),
          output: outcomeOf(record),
        },
      ]
    }
    // A call that a crash or Stop cut off before it had a result never happened.
    return part.state === 'output-available' || part.state === 'output-error' ? [part] : []
  })
  return { ...message, parts }
}
