import { expect, test } from 'vitest'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Person, Role } from '../../domain/roles.ts'
import { outcomeLine, toneOf, votesSoFar, waitingLine, whoAnswers } from './sentences.ts'

const person = (name: string, role: Role): Person => ({ id: name.toLowerCase(), name, role })
const member = person('Member', 'member')
const reviewer = person('Reviewer', 'reviewer')
const manager = person('Manager', 'manager')

const at = '2026-11-22T09:00:00.000Z'
const approved = (by: Person) => ({ by, verdict: 'approve' as const, at, version: 1 })

const request = (over: Partial<ApprovalRequest>): ApprovalRequest => ({
  id: 'c_conversation_request',
  kind: 'tool',
  status: 'pending',
  version: 1,
  digest: 'd',
  tool: 'pay_invoice',
  title: 'Pay $1,850.00 to Northwind Catering',
  summary: [],
  input: {},
  risk: 'medium',
  rule: { id: 'r', reason: 'A reviewer confirms it.', policyVersion: 1 },
  model: { id: 'm', promptVersion: '1' },
  requester: member,
  approvers: [{ role: 'reviewer', count: 1 }],
  votes: [],
  requestedAt: at,
  ...over,
})

const two: ApprovalRequest['approvers'] = [
  { role: 'manager', count: 1 },
  { role: 'reviewer', count: 1 },
]

test('the person who must answer is told so, everyone else whom it waits for', () => {
  expect(waitingLine(request({}), reviewer)).toBe('Needs your answer')
  expect(waitingLine(request({}), member)).toBe('Waiting for a reviewer')
  const own = request({ approvers: [{ role: 'requester', count: 1 }] })
  expect(waitingLine(own, member)).toBe('Needs your answer')
  expect(waitingLine(own, reviewer)).toBe('Waiting for Member')
})

test('who answers names everybody but the person who asked', () => {
  expect(whoAnswers(request({}), member)).toBe('A reviewer, but not you')
  expect(whoAnswers(request({ approvers: two }), reviewer)).toBe(
    'A manager and a reviewer, but not Member',
  )
  expect(whoAnswers(request({ approvers: [{ role: 'requester', count: 1 }] }), member)).toBe('You')
})

test('after the first of two approvals the missing place is named', () => {
  const half = request({ approvers: two, votes: [approved(reviewer)] })
  expect(votesSoFar(half, member)).toBe('Reviewer approved; a manager must approve too.')
  expect(votesSoFar(half, reviewer)).toBe('You approved; a manager must approve too.')
  const other = request({ approvers: two, votes: [approved(manager)] })
  expect(votesSoFar(other, member)).toBe('Manager approved; a reviewer must approve too.')
})

test('votes on an older version say nothing about this one', () => {
  expect(
    votesSoFar(request({ version: 2, approvers: two, votes: [approved(reviewer)] }), member),
  ).toBe(null)
})

test('the outcome says who and what', () => {
  expect(outcomeLine(request({ status: 'denied' }), member)).toBe(
    'Denied by a rule; nothing was done.',
  )
  const denied = request({ status: 'denied', votes: [{ ...approved(reviewer), verdict: 'deny' }] })
  expect(outcomeLine(denied, member)).toBe('Denied by Reviewer; nothing was done.')
  const receipt = { title: 'Paid $1,850.00 to Northwind Catering', facts: [] }
  const done = request({
    status: 'succeeded',
    votes: [approved(reviewer)],
    effect: { status: 'succeeded', key: 'k', attempts: 1, receipt },
  })
  expect(outcomeLine(done, reviewer)).toBe('Paid $1,850.00 to Northwind Catering, approved by you.')
})

test('a card that waits for somebody else is calm', () => {
  expect(toneOf(request({}), reviewer)).toBe('action')
  expect(toneOf(request({}), member)).toBe('waiting')
})
