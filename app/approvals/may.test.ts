import { expect, test } from 'vitest'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Person } from '../../domain/roles.ts'
import { mayOf } from './may.ts'
import {
  approved,
  at,
  auditor,
  manager,
  member,
  now,
  own,
  request,
  reviewer,
} from './testing/request.ts'

/** What this person may do, by name. */
const may = (over: Partial<ApprovalRequest>, viewer: Person) =>
  Object.entries(mayOf(request(over), viewer, now)).flatMap(([name, yes]) => (yes ? [name] : []))

const editable = { type: 'object', properties: {} }
const effect = { status: 'unknown', key: 'k', attempts: 1 } as const

test('of a request that waits', () => {
  expect(may({ editable }, member)).toEqual(['edit', 'withdraw', 'extend'])
  expect(may({ editable }, reviewer)).toEqual(['answer', 'edit', 'extend'])
  expect(may({}, reviewer)).toEqual(['answer', 'extend'])
  expect(may({ editable, approvers: own }, member)).toEqual([
    'answer',
    'edit',
    'withdraw',
    'extend',
  ])
  expect(may({ editable, approvers: own }, reviewer)).toEqual([])
  expect(may({ editable }, auditor)).toEqual([])
})

test('whoever edited a version does not answer it, but may mend it', () => {
  expect(may({ version: 2, editor: reviewer, editable }, reviewer)).toEqual(['edit', 'extend'])
  expect(may({ version: 2, editor: reviewer }, manager)).toEqual(['answer', 'extend'])
})

test('a request waits for 90 more days at most', () => {
  const expiresAt = new Date(now + 90 * 24 * 3_600_000).toISOString()
  expect(may({ expiresAt }, member)).toEqual(['withdraw'])
})

test('while it can be undone, those who asked or approved may', () => {
  const undoUntil = new Date(now + 10_000).toISOString()
  const over = { status: 'approved', votes: [approved(reviewer)], undoUntil } as const
  expect(may({ ...over, votes: [approved(reviewer)] }, member)).toEqual(['undo'])
  expect(may({ ...over, votes: [approved(reviewer)] }, reviewer)).toEqual(['undo'])
  expect(may({ ...over, votes: [approved(reviewer)] }, manager)).toEqual([])
  expect(may({ ...over, votes: [approved(reviewer)], undoUntil: at }, member)).toEqual([])
})

test('of an unknown outcome a manager who did not ask may say what it is', () => {
  const over = { status: 'unknown' as const, votes: [approved(reviewer)], effect }
  expect(may(over, member)).toEqual(['check'])
  expect(may(over, reviewer)).toEqual(['check'])
  expect(may(over, manager)).toEqual(['check', 'settle'])
  expect(may({ ...over, requester: manager }, manager)).toEqual(['check'])
  expect(may(over, auditor)).toEqual([])
})

test('a grant is offered to whoever approved alone, and to nobody else', () => {
  const grantable: ApprovalRequest['grantable'] = []
  const done = { status: 'succeeded' as const, grantable, votes: [approved(reviewer)] }
  expect(may(done, reviewer)).toEqual(['grant'])
  expect(may(done, manager)).toEqual([])
  expect(may(done, member)).toEqual([])
  expect(may({ ...done, approvers: own, votes: [approved(member)] }, member)).toEqual(['grant'])
  expect(may({ ...done, reasonRequired: true }, reviewer)).toEqual([])
  expect(may({ ...done, status: 'failed' }, reviewer)).toEqual([])
  const two = [{ role: 'reviewer' as const, count: 2 }]
  expect(
    may({ ...done, approvers: two, votes: [approved(reviewer), approved(manager)] }, reviewer),
  ).toEqual([])
})
