import { digestOf } from '../../domain/digest.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Person } from '../../domain/roles.ts'
import type { Fact } from '../../worker/approvals/store.ts'
import type { Delivery } from '../../worker/desk/stub.ts'
import { requestIdFor } from '../../worker/rpc.ts'

const EACH = 50
const MINUTE = 60_000
/** One in so many still waits. */
const WAITING = 20

const somebody = (role: 'member' | 'reviewer', number: number): Person => ({
  id: `busy-${role}-${number}`,
  name: `Busy ${role} ${number}`,
  role,
})

/**
 * What conversations of a busy workspace would have handed over: so many requests from number `from` on,
 * fifty a conversation, most of them paid long ago.
 */
export function busyDeliveries(from: number, count: number, now: number): Delivery[] {
  const deliveries: Delivery[] = []
  for (let first = from; first < from + count; first += EACH) {
    const source = `busy${String(first).padStart(20, '0')}`
    const requests: ApprovalRequest[] = []
    const facts: Fact[] = []
    for (let number = first; number < Math.min(first + EACH, from + count); number += 1) {
      const request = requestOf(source, number, now)
      requests.push(request)
      for (const fact of storyOf(request)) facts.push({ ...fact, seq: facts.length + 1 })
    }
    deliveries.push({ source, facts, requests })
  }
  return deliveries
}

function requestOf(source: string, number: number, now: number): ApprovalRequest {
  const id = requestIdFor(source, String(number).padStart(8, '0'))
  const at = now - (number + 1) * MINUTE
  const [requestedAt, decidedAt] = [new Date(at), new Date(at + MINUTE / 2)].map((each) =>
    each.toISOString(),
  ) as [string, string]
  const version = 1
  const invoice = `INV-${10_000 + number}`
  const input = { invoice, payee: 'Harbor Print', amount: 300_00 }
  const digest = digestOf({ tool: 'pay_invoice', version, input })
  const waits = number % WAITING === 0
  const by = somebody('reviewer', number % 20)
  return {
    id,
    kind: 'tool',
    status: waits ? 'pending' : 'succeeded',
    version,
    digest,
    conversationId: source,
    toolCallId: `call_${number}`,
    tool: 'pay_invoice',
    title: `Pay $300.00 to Harbor Print for invoice ${invoice}`,
    summary: [
      { label: 'Payee', value: 'Harbor Print' },
      { label: 'Amount', value: '$300.00' },
      { label: 'Invoice', value: invoice },
      { label: 'From', value: 'Operating account, $40,000.00 left afterwards' },
      { label: 'Undo', value: 'Cannot be undone; a refund would be a new request' },
    ],
    input,
    risk: 'medium',
    rule: { id: 'pay_invoice-reviewer', reason: 'A reviewer confirms.', policyVersion: 1 },
    model: { id: 'builtin', promptVersion: '1' },
    requester: somebody('member', number % 200),
    approvers: [{ role: 'reviewer', count: 1 }],
    votes: waits ? [] : [{ by, verdict: 'approve', at: decidedAt, version }],
    requestedAt,
    ...(!waits && {
      decidedAt,
      effect: { status: 'succeeded' as const, key: `${id}.1.1`, attempts: 1 },
    }),
  }
}

/** Its facts, numbered by the source that tells them. */
function storyOf(request: ApprovalRequest): Omit<Fact, 'seq'>[] {
  const { id: requestId, version, digest, votes, requestedAt, decidedAt, effect } = request
  const { votes: _votes, decidedAt: _decidedAt, effect: _effect, ...proposed } = request
  const asked = { ...proposed, status: 'pending', votes: [] }
  const proposal = { type: 'request.proposed', at: Date.parse(requestedAt), body: asked }
  if (!decidedAt || !effect) return [{ ...proposal, requestId }]
  const at = Date.parse(decidedAt)
  const [vote] = votes
  const { key } = effect
  return [
    { ...proposal, requestId },
    { type: 'vote.cast', at, requestId, body: { vote: { ...vote, at }, digest } },
    { type: 'request.approved', at, requestId, body: { version, digest } },
    { type: 'effect.started', at, requestId, body: { key, attempt: 1 } },
    { type: 'request.succeeded', at, requestId, body: { key } },
  ]
}
