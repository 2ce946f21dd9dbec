import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Status } from '../../domain/approval.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Person } from '../../domain/roles.ts'
import { deskOf } from './stub.ts'

const HOUR = 3_600_000
const now = Date.parse('2026-11-20T09:00:00Z')
const mira: Person = { id: 'mira', name: 'Mira', role: 'member' }

const request = (status: Status): ApprovalRequest => ({
  id: 'c_conversation_one',
  kind: 'tool',
  status,
  version: 1,
  digest: '0'.repeat(64),
  tool: 'send_payment',
  title: 'Send $200.00 to Harbor Print',
  summary: [],
  input: {},
  risk: 'low',
  rule: { id: 'send_payment-own', reason: 'Small.', policyVersion: 1 },
  model: { id: 'builtin', promptVersion: '1' },
  requester: mira,
  approvers: [{ role: 'requester', count: 1 }],
  votes: [],
  requestedAt: new Date(now).toISOString(),
})

const deliver = (seq: number, status: Status) =>
  deskOf(env).receive({
    source: 'conversation',
    facts: [{ seq, at: now, type: 'request.any', requestId: request(status).id, body: {} }],
    requests: [request(status)],
  })

const judge = (requestId: string, amount: number, at: number) =>
  deskOf(env).judge({
    requestId,
    requester: mira,
    tool: 'send_payment',
    input: {},
    amount,
    now: at,
  })

beforeEach(() => deskOf(env).wipe())

describe('what was spent', () => {
  it('counts for 24 hours, even when an old delivery arrives again', async () => {
    await judge(request('pending').id, 200_00, now)
    await deliver(1, 'pending')
    await deliver(2, 'succeeded')
    await deliver(1, 'pending')
    const soon = await judge('c_conversation_two', 60_00, now + 23 * HOUR)
    expect(soon.rule.id).toBe('send_payment-reviewer')
    const later = await judge('c_conversation_three', 60_00, now + 25 * HOUR)
    expect(later.rule.id).toBe('send_payment-own')
  })
})
