import { isToolUIPart, type UIMessage } from 'ai'
import { decisiveVote, type Status } from '../../domain/approval.ts'
import type { RequestRecord } from '../approvals/record.ts'
import { toolNamed } from '../tools/index.ts'
import { outcomeOf } from './outcome.ts'

type Part = Extract<UIMessage['parts'][number], { toolCallId: string }>
export type FindRequest = (toolCallId: string) => RequestRecord | null
export type FindStatus = (toolCallId: string) => Status | null

/** The state of a tool part whose request is in this status. */
const stateOf = {
  pending: 'approval-requested',
  approved: 'approval-requested',
  executing: 'approval-requested',
  succeeded: 'output-available',
  failed: 'output-error',
  unknown: 'output-error',
  denied: 'output-denied',
  expired: 'output-denied',
  withdrawn: 'output-denied',
  superseded: 'output-denied',
  undone: 'output-denied',
} as const satisfies Record<Status, Part['state']>

/** Calls that only look something up have no request, and are most of a transcript. */
export const mayHaveRequest = (part: UIMessage['parts'][number]): part is Part =>
  isToolUIPart(part) && toolNamed(part.type.slice('tool-'.length))?.kind !== 'read'

/** The calls of a message that became requests. */
export const requestsIn = (message: UIMessage, find: FindRequest): RequestRecord[] =>
  message.parts.flatMap((part) => {
    const record = mayHaveRequest(part) ? find(part.toolCallId) : null
    return record ? [record] : []
  })

/**
 * The requests that a reply ends with, and so waits for; none when it has gone on to say something
 * since, because then a continuation would have nothing to answer.
 */
export function awaitedBy(message: UIMessage | undefined, find: FindRequest): RequestRecord[] {
  if (message?.role !== 'assistant') return []
  const { parts } = message
  const word = parts.findLastIndex((part) => part.type === 'text' && part.text.trim() !== '')
  return word > parts.findLastIndex(isToolUIPart) ? [] : requestsIn(message, find)
}

/**
 * The message as it should be stored, or null when it already is: tool parts are a projection of the
 * request table, so a crash between the two costs nothing but this step.
 */
export function projected(
  message: UIMessage,
  find: FindRequest,
  // Most calls are as they should be: to know that takes less than the whole request.
  statusOf: FindStatus = (id) => find(id)?.status ?? null,
): UIMessage | null {
  let changed = false
  const parts = message.parts.map((part) => {
    const status = mayHaveRequest(part) ? statusOf(part.toolCallId) : null
    if (!isToolUIPart(part) || !status || part.state === stateOf[status]) return part
    const record = find(part.toolCallId)
    if (!record) return part
    changed = true
    return partFor(part.type, part.toolCallId, record)
  })
  return changed ? { ...message, parts } : null
}

function partFor(type: string, toolCallId: string, record: RequestRecord): Part {
  const base = { type: type as `tool-${string}`, toolCallId, input: record.input }
  const approval = { id: record.id }
  switch (record.status) {
    case 'pending':
    case 'approved':
    case 'executing':
      return { ...base, state: stateOf[record.status], approval }
    case 'succeeded':
      return { ...base, state: stateOf[record.status], output: outcomeOf(record) }
    case 'failed':
    case 'unknown':
      return { ...base, state: stateOf[record.status], errorText: outcomeOf(record).error ?? '' }
    case 'denied':
    case 'expired':
    case 'withdrawn':
    case 'superseded':
    case 'undone': {
      // Somebody's yes may stand beside an end that was not theirs.
      const word = record.status === 'denied' ? decisiveVote(record)?.reason : undefined
      const reason = word ?? record.rule.reason
      const answered = { ...approval, approved: false as const, reason }
      return { ...base, state: stateOf[record.status], approval: answered }
    }
  }
}
