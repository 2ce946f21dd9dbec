import { decisiveVote } from '../../domain/approval.ts'
import { approversInWords } from '../../domain/quorum.ts'
import type { Receipt } from '../../domain/receipt.ts'
import type { RequestRecord } from '../approvals/record.ts'

/** What the model is told of one of its calls; the same words whether it hears them now or in a month. */
export type CallOutcome = {
  status: RequestRecord['status']
  title: string
  requestId: string
  waitingFor?: string
  note?: string
  decidedBy?: string | null
  reason?: string
  receipt?: Receipt
  error?: string
  /** What the model asked for and what stands instead, once people or facts changed it. */
  requested?: Record<string, unknown>
  current?: Record<string, unknown>
  changed?: string
}

/** Whose word it was; nobody's, when a rule, a grant or the end of its time spoke after the first of them. */
const deciding = (record: RequestRecord) =>
  record.clearance?.version === record.version ? undefined : decisiveVote(record)

/** The newest truth about a call, from its request's row. */
export function outcomeOf(record: RequestRecord): CallOutcome {
  const { status, title, id: requestId } = record
  const base = { status, title, requestId, ...versionOf(record) }
  const vote = deciding(record)
  const decidedBy = vote?.by.name ?? null
  switch (status) {
    case 'pending':
      return {
        ...base,
        waitingFor: approversInWords(record.approvers),
        note: 'A person must decide first. Do not repeat this call.',
      }
    case 'approved':
    case 'executing':
      return {
        ...base,
        decidedBy,
        note: 'Approved; it is being carried out. Do not repeat this call.',
      }
    case 'succeeded':
      return {
        ...base,
        decidedBy,
        ...(record.effect?.receipt && { receipt: record.effect.receipt }),
      }
    case 'denied': {
      const reason = vote ? vote.reason : record.rule.reason
      return { ...base, decidedBy, ...(reason !== undefined && { reason }) }
    }
    case 'failed':
    case 'unknown':
      return { ...base, decidedBy, error: record.effect?.error ?? 'No further details are known.' }
    case 'expired':
      return { ...base, note: 'Nobody answered in time; nothing was done.' }
    case 'withdrawn':
      return { ...base, note: 'The member withdrew it; nothing was done.' }
    case 'superseded':
      return { ...base, note: 'A newer request of the member took its place; nothing was done.' }
    case 'undone':
      return { ...base, note: 'It was undone before it was carried out; nothing was done.' }
  }
}

/** After an edit the model must speak of what stands now, not of what it asked for. */
function versionOf(record: RequestRecord): Partial<CallOutcome> {
  const { requested, input, change, requester } = record
  if (!requested || !change) return {}
  const { by } = change
  const changed = !by
    ? 'the facts changed after this was asked for'
    : by.id === requester.id
      ? 'the member edited it after asking'
      : `${by.name} edited it after this was asked for`
  return { requested, current: input, changed }
}

/** The id of the row that tells this outcome to the conversation; one for each outcome. */
export const eventId = ({ id, status }: RequestRecord): string => `event_${id}_${status}`

/** One line for the conversation when an outcome arrives after it moved on. */
export function eventSentence(record: RequestRecord): string {
  const vote = deciding(record)
  const who = vote?.by.name ?? (record.clearance?.by === 'grant' ? 'A grant' : 'Policy')
  switch (record.status) {
    case 'succeeded':
      return `${who} approved: ${record.title}`
    case 'denied':
      return `${who} denied: ${record.title}`
    case 'failed':
      return `Approved by ${who}, but failed: ${record.title}`
    case 'unknown':
      return `Approved by ${who}; the outcome is being checked: ${record.title}`
    case 'expired':
      return `Nobody answered in time, so this expired: ${record.title}`
    case 'undone':
      return `${record.closedBy?.name ?? 'Somebody'} undid this before it was carried out: ${record.title}`
    default:
      return `Now ${record.status}: ${record.title}`
  }
}
