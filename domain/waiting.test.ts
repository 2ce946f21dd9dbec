import { expect, test } from 'vitest'
import type { ApprovalRequest } from './protocol.ts'
import { approvalOf, waitsFor } from './waiting.ts'

const member = { id: 'member', name: 'Member', role: 'member' } as const
const reviewer = { id: 'reviewer', name: 'Reviewer', role: 'reviewer' } as const
const manager = { id: 'manager', name: 'Manager', role: 'manager' } as const
const at = (minute: number) => new Date(minute * 60_000).toISOString()

const request: ApprovalRequest = {
  id: 'c_1_1',
  kind: 'tool',
  status: 'pending',
  version: 2,
  digest: 'd',
  tool: 'pay_invoice',
  title: 'Pay',
  summary: [],
  input: {},
  risk: 'low',
  rule: { id: 'r', reason: 'r', policyVersion: 1 },
  model: { id: 'm', promptVersion: '1' },
  requester: member,
  approvers: [{ role: 'requester', count: 1, or: 'manager' }],
  votes: [],
  requestedAt: at(0),
}

test('what the wire leaves out has its plain meaning', () => {
  expect(approvalOf(request)).toEqual({
    id: 'c_1_1',
    status: 'pending',
    version: 2,
    digest: 'd',
    requester: member,
    approvers: [{ role: 'requester', count: 1, or: 'manager' }],
    votes: [],
    reasonRequired: false,
    timers: { onExpiry: 'deny' },
  })
})

test('all that is there arrives, moments in milliseconds', () => {
  const approval = approvalOf({
    ...request,
    editor: reviewer,
    reasonRequired: true,
    onExpiry: 'approve',
    remindAt: at(1),
    remindedAt: at(2),
    escalateAt: at(3),
    escalateTo: 'manager',
    escalatedAt: at(4),
    expiresAt: at(5),
    decidedAt: at(6),
    undoUntil: at(7),
    closedBy: member,
    replacedBy: 'c_1_2',
    clearance: { by: 'rule', id: 'r', at: at(8) },
    votes: [{ by: manager, verdict: 'deny', reason: 'No.', at: at(9), version: 1 }],
    effect: {
      key: 'k',
      status: 'unknown',
      attempts: 2,
      nextAt: at(10),
      settled: { by: manager, reason: 'I looked.', at: at(11) },
    },
  })
  expect(approval).toMatchObject({
    editor: reviewer,
    reasonRequired: true,
    timers: {
      remindAt: 60_000,
      remindedAt: 120_000,
      escalateAt: 180_000,
      escalateTo: 'manager',
      escalatedAt: 240_000,
      expiresAt: 300_000,
      onExpiry: 'approve',
    },
    decidedAt: 360_000,
    undoUntil: 420_000,
    closedBy: member,
    replacedBy: 'c_1_2',
    clearance: { by: 'rule', id: 'r', at: 480_000, version: 2 },
    votes: [{ by: manager, verdict: 'deny', reason: 'No.', at: 540_000, version: 1 }],
    effect: {
      key: 'k',
      status: 'unknown',
      attempts: 2,
      nextAt: 600_000,
      settled: { by: manager, reason: 'I looked.', at: 660_000 },
    },
  })
})

test('it waits for whoever may answer, also since an escalation, and for nobody else', () => {
  expect(waitsFor(request, member)).toBe(true)
  expect(waitsFor(request, manager)).toBe(true)
  expect(waitsFor(request, reviewer)).toBe(false)
  expect(waitsFor({ ...request, editor: manager }, manager)).toBe(false)
  expect(waitsFor({ ...request, status: 'denied' }, member)).toBe(false)
})
