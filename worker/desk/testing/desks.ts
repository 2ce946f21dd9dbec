import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { ApprovalRequest } from '../../../domain/protocol.ts'
import type { Person } from '../../../domain/roles.ts'
import type { Fact } from '../../approvals/store.ts'
import type { Desk } from '../../rpc.ts'
import type { DeskForHosts, Judgement } from '../stub.ts'

export const HOUR = 3_600_000
export const NOW = Date.parse('2026-11-20T09:00:00Z')
export const mira: Person = { id: 'mira', name: 'Mira', role: 'member' }
export const milo: Person = { id: 'milo', name: 'Milo', role: 'member' }
export const ravi: Person = { id: 'ravi', name: 'Ravi', role: 'reviewer' }
export const mona: Person = { id: 'mona', name: 'Mona', role: 'manager' }

let made = 0
/** A desk that nobody else writes to. */
export function freshDesk() {
  made += 1
  const object = env.ReviewDesk.getByName(`desk-${made}-${crypto.randomUUID()}`)
  return {
    object,
    desk: object as unknown as Desk & DeskForHosts,
    /** Runs inside the object, over its storage. */
    inside: <T>(work: (storage: DurableObjectStorage) => T | Promise<T>): Promise<T> =>
      runInDurableObject(object, async (_, { storage }) => work(storage)),
  }
}

/** A request of $200.00 that waits for a reviewer. */
export const requestOf = (change: Partial<ApprovalRequest> = {}): ApprovalRequest => ({
  id: 'c_conversation_one1',
  kind: 'tool',
  status: 'pending',
  version: 1,
  digest: '0'.repeat(64),
  tool: 'send_payment',
  title: 'Send $200.00 to Harbor Print',
  summary: [],
  input: { payee: 'Harbor Print', amount: 200_00 },
  risk: 'low',
  rule: { id: 'send_payment-reviewer', reason: 'A reviewer confirms.', policyVersion: 1 },
  model: { id: 'builtin', promptVersion: '1' },
  requester: mira,
  approvers: [{ role: 'reviewer', count: 1 }],
  votes: [],
  requestedAt: new Date(NOW).toISOString(),
  ...change,
})

export const factOf = (seq: number, change: Partial<Fact> = {}): Fact => ({
  seq,
  at: NOW + seq,
  type: 'request.proposed',
  requestId: 'c_conversation_one1',
  body: { seq },
  ...change,
})

/** A payment that a host asks about. */
export const callOf = (change: Partial<Judgement> = {}): Judgement => ({
  requestId: 'c_conversation_one1',
  version: 1,
  requester: mira,
  tool: 'send_payment',
  input: { payee: 'Harbor Print', amount: 200_00 },
  amount: 200_00,
  now: NOW,
  ...change,
})
