import { z } from 'zod'
import {
  type Approval,
  type Approver,
  type Status,
  statuses,
  type Vote,
} from '../../domain/approval.ts'
import {
  type ApprovalRequest,
  approvalRequest,
  fact,
  receipt,
  type Receipt,
} from '../../domain/protocol.ts'
import { type Person, person } from '../../domain/roles.ts'

/** A request as its host keeps it: the state machine's view, what was frozen, and the journal's row. */
export type RequestRecord = Approval & {
  id: string
  kind: ApprovalRequest['kind']
  tool: string
  toolCallId: string | null
  target: string
  /** The member's message that led to it. */
  askedIn: string
  title: string
  summary: ApprovalRequest['summary']
  input: Record<string, unknown>
  risk: ApprovalRequest['risk']
  rule: ApprovalRequest['rule']
  model: ApprovalRequest['model']
  requestedAt: number
  remindAt: number | null
  escalateAt: number | null
  expiresAt: number | null
  /** Whether the conversation has heard the outcome. */
  told: boolean
  effect: Effect | null
  sharedWith: { name: string; at: number }[]
}

export type Effect = {
  key: string
  status: 'pending' | 'executing' | 'succeeded' | 'failed' | 'unknown'
  attempts: number
  receipt: Receipt | null
  error: string | null
}

type Row = Record<string, SqlStorageValue>

const number = (value: SqlStorageValue | undefined): number | null =>
  value === null || value === undefined ? null : Number(value)
const json = <T>(schema: z.ZodType<T>, value: SqlStorageValue | undefined): T =>
  schema.parse(JSON.parse(String(value)))

const input = z.record(z.string(), z.unknown())

export function recordFromRow(
  row: Row,
  votes: Row[],
  effect: Row | undefined,
  views: Row[],
): RequestRecord {
  const decidedAt = number(row.decided_at)
  return {
    id: String(row.id),
    kind: approvalRequest.shape.kind.parse(row.kind),
    tool: String(row.tool),
    toolCallId: row.tool_call_id === null ? null : String(row.tool_call_id),
    target: String(row.target),
    askedIn: String(row.asked_in),
    status: z.enum(statuses).parse(row.status) satisfies Status,
    version: Number(row.version),
    digest: String(row.digest),
    title: String(row.title),
    summary: json(z.array(fact), row.summary),
    input: json(input, row.input),
    risk: approvalRequest.shape.risk.parse(row.risk),
    rule: json(approvalRequest.shape.rule, row.rule),
    model: json(approvalRequest.shape.model, row.model),
    requester: json(person, row.requester),
    approvers: json(approvalRequest.shape.approvers, row.approvers) satisfies Approver[],
    reasonRequired: row.reason_required === 1,
    votes: votes.map(voteFromRow),
    requestedAt: Number(row.requested_at),
    remindAt: number(row.remind_at),
    escalateAt: number(row.escalate_at),
    expiresAt: number(row.expires_at),
    ...(decidedAt !== null && { decidedAt }),
    told: row.told === 1,
    effect: effect ? effectFromRow(effect) : null,
    sharedWith: views.map((view) => ({ name: String(view.name), at: Number(view.at) })),
  }
}

const voteFromRow = (row: Row): Vote => ({
  by: json(person, row.by) satisfies Person,
  verdict: row.verdict === 'deny' ? 'deny' : 'approve',
  at: Number(row.at),
  version: Number(row.version),
  ...(row.reason !== null && { reason: String(row.reason) }),
})

const effectFromRow = (row: Row): Effect => ({
  key: String(row.key),
  status: z.enum(['pending', 'executing', 'succeeded', 'failed', 'unknown']).parse(row.status),
  attempts: Number(row.attempts),
  receipt: row.receipt === null ? null : json(receipt, row.receipt),
  error: row.error === null ? null : String(row.error),
})

const iso = (at: number): string => new Date(at).toISOString()

/** The record as every client sees it. */
export function requestFromRecord(record: RequestRecord, conversationId: string): ApprovalRequest {
  const { effect } = record
  return {
    id: record.id,
    kind: record.kind,
    status: record.status,
    version: record.version,
    digest: record.digest,
    conversationId,
    ...(record.toolCallId !== null && { toolCallId: record.toolCallId }),
    tool: record.tool,
    title: record.title,
    summary: record.summary,
    input: record.input,
    risk: record.risk,
    rule: record.rule,
    model: record.model,
    requester: record.requester,
    approvers: [...record.approvers],
    votes: record.votes.map((vote) => ({ ...vote, at: iso(vote.at) })),
    requestedAt: iso(record.requestedAt),
    ...(record.remindAt !== null && { remindAt: iso(record.remindAt) }),
    ...(record.escalateAt !== null && { escalateAt: iso(record.escalateAt) }),
    ...(record.expiresAt !== null && { expiresAt: iso(record.expiresAt) }),
    ...(record.decidedAt !== undefined && { decidedAt: iso(record.decidedAt) }),
    ...(effect && {
      effect: {
        status: effect.status,
        key: effect.key,
        attempts: effect.attempts,
        ...(effect.receipt && { receipt: effect.receipt }),
        ...(effect.error !== null && { error: effect.error }),
      },
    }),
    ...(record.sharedWith.length > 0 && {
      sharedWith: record.sharedWith.map(({ name, at }) => ({ name, at: iso(at) })),
    }),
  }
}
