import { isToolUIPart, type UIMessage } from 'ai'
import { decisiveVote } from '../../domain/approval.ts'
import type { RequestRecord } from '../approvals/record.ts'
import { outcomeOf } from './outcome.ts'

type Part = Extract<UIMessage['parts'][number], { toolCallId: string }>
export type FindRequest = (toolCallId: string) => RequestRecord | null

/** The calls of a message that became requests. */
export const requestsIn = (message: UIMessage, find: FindRequest): RequestRecord[] =>
  message.parts.flatMap((part) => {
    const record = isToolUIPart(part) ? find(part.toolCallId) : null
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
export function projected(message: UIMessage, find: FindRequest): UIMessage | null {
  let changed = false
  const parts = message.parts.map((part) => {
    // Only an error may turn out otherwise: an unknown outcome that is found out later.
    if (
      !isToolUIPart(part) ||
      part.state === 'output-available' ||
      part.state === 'output-denied'
    ) {
      return part
    }
    const record = find(part.toolCallId)
    const next = record && partFor(part.type, part.toolCallId, record)
    if (!next || part.state === next.state) return part
    changed = true
    return next
  })
  return changed ? { ...message, parts } : null
}

function partFor(type: string, toolCallId: string, record: RequestRecord): Part | null {
  const base = { type: type as `tool-${string}`, toolCallId, input: record.input }
  const approval = { id: record.id }
  switch (record.status) {
    case 'pending':
    case 'approved':
    case 'executing':
      return { ...base, state: 'approval-requested', approval }
    case 'succeeded':
      return { ...base, state: 'output-available', output: outcomeOf(record) }
    case 'failed':
    case 'unknown':
      return { ...base, state: 'output-error', errorText: outcomeOf(record).error ?? '' }
    case 'denied':
    case 'expired':
    case 'withdrawn':
    case 'superseded':
    case 'undone': {
      // Somebody's yes may stand beside an end that was not theirs.
      const word = record.status === 'denied' ? decisiveVote(record)?.reason : undefined
      const reason = word ?? record.rule.reason
      return { ...base, state: 'output-denied', approval: { ...approval, approved: false, reason } }
    }
  }
}
