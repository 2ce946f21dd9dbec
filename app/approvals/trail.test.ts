import { expect, test } from 'vitest'
import type { Status } from '../../domain/approval.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import { approved, at, denied, manager, member, request, reviewer } from './testing/request.ts'
import { trailOf } from './trail.ts'

const later = '2026-11-22T10:00:00.000Z'
const settled = { by: manager, reason: 'I looked.', at: later }
const effect = { status: 'succeeded', key: 'k', attempts: 1, settled } as const

const texts = (over: Partial<ApprovalRequest>) =>
  trailOf(request({ decidedAt: at, ...over }), member).map(({ text }) => text)

const ends: [Status, Partial<ApprovalRequest>, string[]][] = [
  ['approved', { votes: [approved(reviewer)] }, ['Reviewer approved']],
  ['denied', { votes: [denied(reviewer)] }, ['Reviewer denied']],
  ['denied', {}, ['Denied by a rule']],
  ['expired', {}, ['Expired']],
  ['expired', { votes: [approved(reviewer)] }, ['Reviewer approved', 'Expired']],
  ['withdrawn', { closedBy: member }, ['Withdrawn by you']],
  ['superseded', { closedBy: member }, ['Replaced by you']],
  [
    'undone',
    { votes: [approved(member)], closedBy: reviewer },
    ['You approved', 'Undone by Reviewer'],
  ],
  ['succeeded', { clearance: { by: 'rule', id: 'r', at } }, ['Allowed by a rule']],
  ['succeeded', { clearance: { by: 'grant', id: 'g', at } }, ['Allowed by a grant']],
  ['succeeded', { clearance: { by: 'expiry', id: 'expiry', at } }, ['Approved by expiry']],
  [
    'succeeded',
    { votes: [approved(reviewer)], effect },
    ['Reviewer approved', 'Manager settled it: it happened'],
  ],
  [
    'failed',
    { votes: [approved(reviewer)], effect: { ...effect, status: 'failed' } },
    ['Reviewer approved', 'Manager settled it: it did not happen'],
  ],
]

test.each(ends)('%s: who did what', (status, over, expected) => {
  expect(texts({ status, ...over })).toEqual(expected)
})

test('every step has its moment, and the words that were said', () => {
  const votes = [{ ...denied(reviewer), reason: 'Too late.' }]
  expect(trailOf(request({ status: 'denied', votes, decidedAt: at }), reviewer)).toEqual([
    { text: 'You denied', at, words: 'Too late.' },
  ])
  const byRule = request({ status: 'denied', decidedAt: at })
  expect(trailOf(byRule, member)).toEqual([
    { text: 'Denied by a rule', at, words: 'A reviewer confirms it.' },
  ])
})

test('answers to an older version are told apart, before what replaced it', () => {
  const change = { cause: 'edited', by: member, at: later, fields: [] } as const
  const votes = [approved(reviewer), approved(manager, 2)]
  const revised = request({
    status: 'succeeded',
    version: 2,
    votes,
    change: { ...change, fields: [] },
  })
  expect(trailOf(revised, member)).toEqual([
    { text: 'Reviewer approved version 1, which no longer counts', at, void: true },
    { text: 'You edited it', at: later },
    { text: 'Manager approved', at },
  ])
  const moved = { ...revised, change: { cause: 'moved' as const, at: later, fields: [] } }
  expect(trailOf(moved, member)[1]?.text).toBe('The facts changed, so it asked again')
})
