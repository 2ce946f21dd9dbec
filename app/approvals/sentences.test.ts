import { describe, expect, test } from 'vitest'
import { type Status, statuses } from '../../domain/approval.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import { headline, outcomeLine, toneOf } from './sentences.ts'
import {
  approved,
  at,
  denied,
  manager,
  member,
  now,
  own,
  request,
  reviewer,
} from './testing/request.ts'

type Effect = NonNullable<ApprovalRequest['effect']>
const effect = (status: Effect['status'], over: Partial<Effect> = {}): Effect => ({
  status,
  key: 'k',
  attempts: 1,
  ...over,
})
const receipt = { title: 'Paid $1,850.00 to Northwind Catering', facts: [] }
const votes = [approved(reviewer)]
const settled = { by: manager, reason: 'I looked.', at }

test('the person who must answer is told so, everyone else whom it waits for', () => {
  expect(headline(request(), reviewer)).toBe('Needs your answer')
  expect(headline(request(), member)).toBe('Waiting for a reviewer')
  const mine = request({ approvers: own })
  expect(headline(mine, member)).toBe('Needs your answer')
  expect(headline(mine, reviewer)).toBe('Waiting for Member')
})

test('each status has a headline and a tone of its own, for whoever looks', () => {
  const seen = statuses.map((status) => headline(request({ status }), member))
  expect(new Set(seen).size).toBe(statuses.length)
  for (const status of statuses) {
    for (const viewer of [member, reviewer, manager]) {
      expect(toneOf(request({ status }), viewer)).toBeTruthy()
    }
  }
})

const outcomes: [Status, Partial<ApprovalRequest>, asMember: string, asReviewer: string][] = [
  [
    'approved',
    { votes },
    'Approved by Reviewer; it is about to be carried out.',
    'Approved by you; it is about to be carried out.',
  ],
  [
    'executing',
    { votes },
    'Approved by Reviewer; it is being carried out.',
    'Approved by you; it is being carried out.',
  ],
  [
    'succeeded',
    { votes, effect: effect('succeeded', { receipt }) },
    'Paid $1,850.00 to Northwind Catering, approved by Reviewer.',
    'Paid $1,850.00 to Northwind Catering, approved by you.',
  ],
  [
    'failed',
    { votes },
    'Approved by Reviewer, but it could not be carried out.',
    'Approved by you, but it could not be carried out.',
  ],
  [
    'unknown',
    { votes },
    'Approved by Reviewer, but no answer came back: nobody can say yet whether it happened. It will not be done twice.',
    'Approved by you, but no answer came back: nobody can say yet whether it happened. It will not be done twice.',
  ],
  [
    'denied',
    { votes: [denied(reviewer)] },
    'Denied by Reviewer; nothing was done.',
    'Denied by you; nothing was done.',
  ],
  [
    'expired',
    {},
    'Nobody answered in time, so it counts as denied; nothing was done.',
    'Nobody answered in time, so it counts as denied; nothing was done.',
  ],
  [
    'withdrawn',
    { closedBy: member },
    'Withdrawn by you; nothing was done.',
    'Withdrawn by Member; nothing was done.',
  ],
  [
    'superseded',
    { closedBy: member },
    'Replaced by you with a newer request; nothing was done.',
    'Replaced by Member with a newer request; nothing was done.',
  ],
  [
    'undone',
    { votes, closedBy: reviewer },
    'Undone by Reviewer before it was carried out; nothing was done.',
    'Undone by you before it was carried out; nothing was done.',
  ],
]

describe('the outcome says who and what', () => {
  test.each(outcomes)('%s', (status, over, asMember, asReviewer) => {
    const decided = request({ status, ...over })
    expect(outcomeLine(decided, member, now)).toBe(asMember)
    expect(outcomeLine(decided, reviewer, now)).toBe(asReviewer)
  })

  test('of every status but the one that waits', () => {
    expect(['pending', ...outcomes.map(([status]) => status)]).toEqual([...statuses])
    expect(outcomeLine(request(), member, now)).toBe(null)
  })
})

test.each([
  ['rule', 'Paid $1,850.00 to Northwind Catering, allowed by a rule.'],
  ['grant', 'Paid $1,850.00 to Northwind Catering, allowed by a grant.'],
  ['expiry', 'Paid $1,850.00 to Northwind Catering, approved because nobody answered in time.'],
] as const)('a yes of a %s is called that', (by, sentence) => {
  const done = { status: 'succeeded', effect: effect('succeeded', { receipt }) } as const
  const cleared = request({ ...done, clearance: { by, id: 'x', at } })
  expect(outcomeLine(cleared, member, now)).toBe(sentence)
})

test('what a rule denied, no person denied', () => {
  const sentence = 'Denied by a rule; nothing was done.'
  expect(outcomeLine(request({ status: 'denied' }), member, now)).toBe(sentence)
})

test('one yes of two is not nobody', () => {
  const expired = request({ status: 'expired', votes })
  expect(outcomeLine(expired, member, now)).toMatch(/^Not everybody answered in time/)
})

test('as long as it can be undone the moment of no return is named, and no longer', () => {
  const undoUntil = new Date(now + 10_000).toISOString()
  const open = request({ status: 'approved', votes, undoUntil })
  expect(outcomeLine(open, reviewer, now)).toMatch(
    /^Approved by you; it is carried out at .+:10 [AP]M unless it is undone before\.$/,
  )
  expect(outcomeLine(open, reviewer, now + 10_000)).toBe(
    'Approved by you; it is about to be carried out.',
  )
})

test.each([{ attempts: 2 }, { nextAt: at }])('an attempt that did not get through (%o)', (over) => {
  const retried = request({ status: 'executing', votes, effect: effect('executing', over) })
  expect(headline(retried, member)).toBe('Trying again')
  expect(toneOf(retried, member)).toBe('doubt')
  expect(outcomeLine(retried, member, now)).toMatch(/tried again\. It will not be done twice\.$/)
})

test('what a manager settled is said to be settled', () => {
  const happened = request({
    status: 'succeeded',
    votes,
    effect: effect('succeeded', { receipt, settled }),
  })
  expect(outcomeLine(happened, member, now)).toBe(
    'Done, as Manager settled it; approved by Reviewer.',
  )
  const not = request({ status: 'failed', votes, effect: effect('failed', { settled }) })
  expect(outcomeLine(not, manager, now)).toBe(
    'Approved by Reviewer, but not done, as you settled it.',
  )
})

test('a card that waits for somebody else is calm', () => {
  expect(toneOf(request(), reviewer)).toBe('action')
  expect(toneOf(request(), member)).toBe('waiting')
})
