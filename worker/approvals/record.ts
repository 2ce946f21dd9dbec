import type { Approval } from '../../domain/approval.ts'
import type { Condition } from '../../domain/condition.ts'
import type { ApprovalRequest, JsonSchema } from '../../domain/protocol.ts'

/** What people decide on: frozen with its version, replaced as a whole by the next. */
export type Content = {
  title: string
  summary: ApprovalRequest['summary']
  input: Record<string, unknown>
  risk: ApprovalRequest['risk']
  rule: ApprovalRequest['rule']
  target: string
  grantable?: Condition[]
  change?: NonNullable<ApprovalRequest['change']>
  /** The input of version 1, once a later version stands. */
  requested?: Record<string, unknown>
}

/** A request as its host keeps it: the machine's state, what was frozen, and where it came from. */
export type RequestRecord = Approval &
  Content & {
    kind: ApprovalRequest['kind']
    tool: string
    toolCallId: string | null
    /** The member's message that led to it. */
    askedIn: string
    model: ApprovalRequest['model']
    /** The turn had read words of strangers: no grant and no rule allows any version by itself. */
    untrusted: boolean
    requestedAt: number
    editable?: JsonSchema
    /** Whether the conversation has heard the outcome. */
    told: boolean
    sharedWith: { name: string; at: number }[]
  }

const iso = (at: number): string => new Date(at).toISOString()
const moment = <Name extends string>(name: Name, at: number | undefined) =>
  (at === undefined ? {} : { [name]: iso(at) }) as { [name in Name]?: string }

/** The record as every client sees it; `conversationId` is null for requests of the workspace. */
export function requestFromRecord(
  record: RequestRecord,
  conversationId: string | null,
): ApprovalRequest {
  const { effect, timers, clearance, status } = record
  const waits = status === 'pending'
  return {
    id: record.id,
    kind: record.kind,
    status,
    version: record.version,
    digest: record.digest,
    ...(conversationId !== null && { conversationId }),
    ...(record.toolCallId !== null && { toolCallId: record.toolCallId }),
    tool: record.tool,
    title: record.title,
    summary: record.summary,
    input: record.input,
    risk: record.risk,
    rule: record.rule,
    model: record.model,
    requester: record.requester,
    ...(record.editor && { editor: record.editor }),
    approvers: [...record.approvers],
    ...(record.reasonRequired && { reasonRequired: true }),
    votes: record.votes.map((vote) => ({ ...vote, at: iso(vote.at) })),
    ...(clearance && {
      clearance: { by: clearance.by, id: clearance.id, at: iso(clearance.at) },
    }),
    requestedAt: iso(record.requestedAt),
    ...moment('remindAt', timers.remindAt),
    ...moment('remindedAt', timers.remindedAt),
    ...moment('escalateAt', timers.escalateAt),
    ...(timers.escalateTo && { escalateTo: timers.escalateTo }),
    ...moment('escalatedAt', timers.escalatedAt),
    ...moment('expiresAt', timers.expiresAt),
    ...(timers.onExpiry === 'approve' && { onExpiry: timers.onExpiry }),
    ...moment('decidedAt', record.decidedAt),
    ...moment('undoUntil', record.undoUntil),
    ...(record.closedBy && { closedBy: record.closedBy }),
    ...(record.replacedBy !== undefined && { replacedBy: record.replacedBy }),
    ...(record.change && { change: record.change }),
    ...(record.requested && { requested: record.requested }),
    ...(waits && record.editable && { editable: record.editable }),
    ...(record.grantable && { grantable: record.grantable }),
    ...(effect && {
      effect: {
        status: effect.status,
        key: effect.key,
        attempts: effect.attempts,
        ...moment('nextAt', effect.nextAt),
        ...(effect.receipt && { receipt: effect.receipt }),
        ...(effect.error !== undefined && { error: effect.error }),
        ...(effect.settled && {
          settled: { ...effect.settled, at: iso(effect.settled.at) },
        }),
      },
    }),
    ...(record.sharedWith.length > 0 && {
      sharedWith: record.sharedWith.map(({ name, at }) => ({ name, at: iso(at) })),
    }),
  }
}
