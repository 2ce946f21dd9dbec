import { digestOf } from '../../../domain/digest.ts'
import { forgetTables, migrate } from '../schema.ts'

type Old = {
  id: string
  status: 'pending' | 'approved'
  input: { payee: string; amount: number }
  requestedAt: number
  remindAt: number | null
  escalateAt: number | null
  expiresAt: number | null
}

const people = {
  member: { id: 'hana', name: 'hana', role: 'member' },
  reviewer: { id: 'hugo', name: 'hugo', role: 'reviewer' },
}

/** Rows as the first release wrote them, in tables as the first release made them. */
export function asOfFirstRelease(storage: DurableObjectStorage, requests: readonly Old[]): void {
  forgetTables(storage)
  migrate(storage, 1)
  const { sql } = storage
  for (const { id, status, input, ...times } of requests) {
    const title = `Pay ${input.amount} to ${input.payee}`
    const summary = [
      { label: 'Payee', value: input.payee },
      { label: 'Amount', value: String(input.amount) },
    ]
    const digest = digestOf({ tool: 'world_pay', version: 1, title, summary, input })
    sql.exec(
      `INSERT INTO approval_request (
        id, kind, tool, tool_call_id, target, asked_in, status, version, digest, title, summary, input, risk,
        rule, model, requester, approvers, reason_required, requested_at, remind_at, escalate_at, expires_at,
        decided_at, told
      ) VALUES (?, 'tool', 'world_pay', 'call', ?, 'question', ?, 1, ?, ?, ?, ?, 'low', ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, 0)`,
      id,
      `payee:${input.payee}`,
      status,
      digest,
      title,
      JSON.stringify(summary),
      JSON.stringify(input),
      JSON.stringify({ id: 'pay-reviewer', reason: 'A reviewer confirms this.', policyVersion: 1 }),
      JSON.stringify({ id: 'builtin', promptVersion: '1' }),
      JSON.stringify(people.member),
      JSON.stringify([{ role: 'reviewer', count: 1 }]),
      times.requestedAt,
      times.remindAt,
      times.escalateAt,
      times.expiresAt,
      status === 'approved' ? times.requestedAt + 1 : null,
    )
    if (status !== 'approved') continue
    sql.exec(
      `INSERT INTO vote (request_id, version, person_id, by, verdict, reason, at) VALUES (?, 1, 'hugo', ?, 'approve', NULL, ?)`,
      id,
      JSON.stringify(people.reviewer),
      times.requestedAt + 1,
    )
    sql.exec(
      `INSERT INTO effect (key, request_id, status, attempts) VALUES (?, ?, 'pending', 0)`,
      `${id}.1.1`,
      id,
    )
  }
}
