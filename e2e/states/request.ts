import { approvalRequest, type ApprovalRequest } from '../../domain/protocol.ts'
import type { Person } from '../../domain/roles.ts'

/** The people in the pictures. */
export const maya: Person = { id: 'maya', name: 'Maya', role: 'member' }
export const rob: Person = { id: 'rob', name: 'Rob', role: 'reviewer' }
export const ines: Person = { id: 'ines', name: 'Ines', role: 'manager' }

/** The moment at which the pictures are taken. */
export const NOW = Date.parse('2026-11-23T14:41:00Z')
const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** ISO 8601, so many minutes before or after the pictures. */
export const minutes = (count: number): string => new Date(NOW + count * MINUTE).toISOString()
export const hours = (count: number): string => new Date(NOW + count * HOUR).toISOString()

/** What the server writes for the fields of `send_payment`. */
const editable = {
  type: 'object',
  properties: {
    payee: { type: 'string', title: 'Payee', minLength: 1, maxLength: 120 },
    amount: {
      type: 'integer',
      title: 'Amount',
      format: 'usd-cents',
      exclusiveMinimum: 0,
      maximum: 1_000_000_00,
    },
    memo: { type: 'string', title: 'Memo', maxLength: 140, description: 'Shown to the payee.' },
  },
  required: ['payee', 'amount'],
  additionalProperties: false,
}

type Over = Partial<ApprovalRequest>

const base: ApprovalRequest = {
  id: 'c_states_',
  kind: 'tool',
  status: 'pending',
  version: 1,
  digest: 'd'.repeat(64),
  tool: 'send_payment',
  title: 'Send $40.00 to Harbor Print',
  summary: [
    { label: 'Payee', value: 'Harbor Print' },
    { label: 'Amount', value: '$40.00' },
    { label: 'Memo', value: 'Posters for the open day' },
    { label: 'From', value: 'Operating account' },
    { label: 'Undo', value: 'For 10 seconds after approval' },
  ],
  input: { payee: 'Harbor Print', amount: 40_00, memo: 'Posters for the open day' },
  risk: 'low',
  rule: {
    id: 'send_payment-own',
    reason: 'Up to $250 in 24 hours, you confirm a payment yourself.',
    policyVersion: 1,
  },
  model: { id: 'built-in', promptVersion: '1' },
  requester: maya,
  approvers: [{ role: 'requester', count: 1 }],
  votes: [],
  requestedAt: minutes(-5),
  remindAt: hours(4),
  escalateAt: hours(24),
  escalateTo: 'manager',
  expiresAt: hours(7 * 24),
  grantable: [
    { fact: 'payee', op: 'eq', value: 'Harbor Print' },
    { fact: 'amount', op: 'lte', value: 40_00 },
  ],
}

/** A payment that its requester confirms, as far as nothing else is said; parsed as a client parses it. */
export const small = (over: Over = {}): ApprovalRequest =>
  approvalRequest.parse({
    ...base,
    ...((over.status ?? 'pending') === 'pending' && { editable }),
    ...over,
  })

/** A payment that a reviewer confirms. */
export const large = (over: Over = {}): ApprovalRequest =>
  small({
    tool: 'pay_invoice',
    title: 'Pay $1,850.00 to Northwind Catering for invoice INV-1002',
    summary: [
      { label: 'Payee', value: 'Northwind Catering' },
      { label: 'Amount', value: '$1,850.00' },
      { label: 'Invoice', value: 'INV-1002' },
      { label: 'Due', value: 'Dec 23, 2026' },
      { label: 'Undo', value: 'Cannot be undone' },
    ],
    input: { invoice: 'INV-1002', payee: 'Northwind Catering', amount: 1_850_00 },
    risk: 'medium',
    rule: {
      id: 'pay_invoice-reviewer',
      reason: 'Above $250 in 24 hours, a reviewer confirms the payment.',
      policyVersion: 1,
    },
    approvers: [{ role: 'reviewer', count: 1 }],
    ...over,
  })

const vote = (by: Person, verdict: 'approve' | 'deny', at: number, more: object) => ({
  by,
  verdict,
  at: minutes(at),
  version: 1,
  ...more,
})
export const yes = (by: Person, at: number, more: { version?: number; reason?: string } = {}) =>
  vote(by, 'approve', at, more)
export const no = (by: Person, at: number, reason?: string) =>
  vote(by, 'deny', at, reason ? { reason } : {})

type Effect = NonNullable<ApprovalRequest['effect']>

export const effect = (status: Effect['status'], more: Partial<Effect> = {}): Effect => ({
  status,
  key: 'c_states_request.1.1',
  attempts: 1,
  ...more,
})

/** What a payment leaves behind. */
export const paid: Effect['receipt'] = {
  title: 'Paid $40.00 to Harbor Print',
  facts: [
    { label: 'Amount', value: '$40.00' },
    { label: 'Balance', value: '$49,960.00' },
    { label: 'Paid', value: 'Nov 23, 2026' },
    { label: 'Reference', value: 'c_states_request.1.1' },
  ],
}
