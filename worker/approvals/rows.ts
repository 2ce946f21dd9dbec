import { z } from 'zod'
import { type EffectState, statuses, type Vote } from '../../domain/approval.ts'
import { canonicalJson } from '../../domain/digest.ts'
import { condition } from '../../domain/condition.ts'
import { approvalRequest, change, jsonSchema } from '../../domain/protocol.ts'
import { fact, receipt } from '../../domain/receipt.ts'
import { person, role } from '../../domain/roles.ts'
import type { RequestRecord } from './record.ts'

export type Row = Record<string, SqlStorageValue>

/** What stands in the columns is parsed like anything that comes from outside the code. */
const json = <T>(schema: z.ZodType<T>, value: SqlStorageValue | undefined): T =>
  schema.parse(JSON.parse(String(value)))
const text = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))

/** A property for the record, or nothing when the column is null. */
function optional<Name extends string, T>(
  name: Name,
  value: SqlStorageValue | undefined,
  read: (value: SqlStorageValue) => T,
): { [name in Name]?: T } {
  return (value === null || value === undefined ? {} : { [name]: read(value) }) as {
    [name in Name]?: T
  }
}
const parsed =
  <T>(schema: z.ZodType<T>) =>
  (value: SqlStorageValue): T =>
    json(schema, value)

// Made once: a request is read many times.
export const status = z.enum(statuses)
const effectStatus = z.enum(['pending', 'executing', 'succeeded', 'failed', 'unknown'])
const summary = z.array(fact)
const grantable = z.array(condition)
const input = z.record(z.string(), z.unknown())
const clearance = z.object({
  by: z.enum(['rule', 'grant', 'expiry']),
  id: z.string(),
  at: z.number(),
  version: z.int(),
})
const settled = z.object({ by: person, reason: z.string(), at: z.number() })

export function recordFromRow(
  row: Row,
  votes: Row[],
  effect: Row | undefined,
  views: Row[],
): RequestRecord {
  return {
    id: String(row.id),
    kind: approvalRequest.shape.kind.parse(row.kind),
    tool: String(row.tool),
    toolCallId: row.tool_call_id === null ? null : String(row.tool_call_id),
    target: String(row.target),
    askedIn: String(row.asked_in),
    status: status.parse(row.status),
    version: Number(row.version),
    digest: String(row.digest),
    title: String(row.title),
    summary: json(summary, row.summary),
    input: json(input, row.input),
    risk: approvalRequest.shape.risk.parse(row.risk),
    rule: json(approvalRequest.shape.rule, row.rule),
    model: json(approvalRequest.shape.model, row.model),
    untrusted: row.untrusted === 1,
    requester: json(person, row.requester),
    ...optional('editor', row.editor, parsed(person)),
    approvers: json(approvalRequest.shape.approvers, row.approvers) as RequestRecord['approvers'],
    reasonRequired: row.reason_required === 1,
    votes: votes.map(voteFromRow),
    ...optional('clearance', row.clearance, parsed(clearance)),
    requestedAt: Number(row.requested_at),
    timers: {
      ...optional('remindAt', row.remind_at, Number),
      ...optional('remindedAt', row.reminded_at, Number),
      ...optional('escalateAt', row.escalate_at, Number),
      ...optional('escalateTo', row.escalate_to, (value) => role.parse(value)),
      ...optional('escalatedAt', row.escalated_at, Number),
      ...optional('expiresAt', row.expires_at, Number),
      onExpiry: row.on_expiry === 'approve' ? 'approve' : 'deny',
    },
    ...optional('decidedAt', row.decided_at, Number),
    ...optional('undoMs', row.undo_ms, Number),
    ...optional('undoUntil', row.undo_until, Number),
    ...optional('closedBy', row.closed_by, parsed(person)),
    ...optional('replacedBy', row.replaced_by, String),
    ...optional('change', row.change, parsed(change)),
    ...optional('requested', row.requested, parsed(input)),
    ...optional('editable', row.editable, parsed(jsonSchema)),
    ...optional('grantable', row.grantable, parsed(grantable)),
    told: row.told === 1,
    ...(effect && { effect: effectFromRow(effect) }),
    sharedWith: views.map((view) => ({ name: String(view.name), at: Number(view.at) })),
  }
}

const voteFromRow = (row: Row): Vote => ({
  by: json(person, row.by),
  verdict: row.verdict === 'deny' ? 'deny' : 'approve',
  at: Number(row.at),
  version: Number(row.version),
  ...optional('reason', row.reason, String),
})

const effectFromRow = (row: Row): EffectState => ({
  key: String(row.key),
  status: effectStatus.parse(row.status),
  attempts: Number(row.attempts),
  ...optional('startedAt', row.started_at, Number),
  ...optional('nextAt', row.next_at, Number),
  ...optional('receipt', row.receipt, parsed(receipt)),
  ...optional('error', row.error, String),
  ...optional('settled', row.settled, parsed(settled)),
})

/** The columns of `approval_request` for a record. */
export const rowOf = (record: RequestRecord): Row => ({
  id: record.id,
  kind: record.kind,
  tool: record.tool,
  tool_call_id: record.toolCallId,
  target: record.target,
  asked_in: record.askedIn,
  status: record.status,
  version: record.version,
  digest: record.digest,
  title: record.title,
  summary: JSON.stringify(record.summary),
  input: canonicalJson(record.input),
  risk: record.risk,
  rule: JSON.stringify(record.rule),
  model: JSON.stringify(record.model),
  untrusted: record.untrusted ? 1 : 0,
  requester: JSON.stringify(record.requester),
  editor: text(record.editor),
  approvers: JSON.stringify(record.approvers),
  reason_required: record.reasonRequired ? 1 : 0,
  clearance: text(record.clearance),
  requested_at: record.requestedAt,
  remind_at: record.timers.remindAt ?? null,
  reminded_at: record.timers.remindedAt ?? null,
  escalate_at: record.timers.escalateAt ?? null,
  escalate_to: record.timers.escalateTo ?? null,
  escalated_at: record.timers.escalatedAt ?? null,
  expires_at: record.timers.expiresAt ?? null,
  on_expiry: record.timers.onExpiry,
  decided_at: record.decidedAt ?? null,
  undo_ms: record.undoMs ?? null,
  undo_until: record.undoUntil ?? null,
  closed_by: text(record.closedBy),
  replaced_by: record.replacedBy ?? null,
  change: text(record.change),
  requested: text(record.requested),
  editable: text(record.editable),
  grantable: text(record.grantable),
  told: record.told ? 1 : 0,
})

/** The columns of `effect` for a record's journal entry. */
export const effectRowOf = (requestId: string, effect: EffectState): Row => ({
  key: effect.key,
  request_id: requestId,
  status: effect.status,
  attempts: effect.attempts,
  started_at: effect.startedAt ?? null,
  next_at: effect.nextAt ?? null,
  receipt: text(effect.receipt),
  error: effect.error ?? null,
  settled: text(effect.settled),
})
