import { describe, expect, test } from 'vitest'
import { type Approval, mayBecome, type Status, statuses } from './approval.ts'
import { type Event, evolve } from './events.ts'
import { isApproved, mayDecide } from './quorum.ts'
import { now } from './testing/policies.ts'
import {
  after,
  approvedBy,
  asked,
  begun,
  mia,
  mo,
  oneReviewer,
  rea,
  twoPeople,
  unknown,
  voteOf,
} from './testing/requests.ts'

const KEY = 'c_one_1.1.1'
const digest = 'digest of version 1'
const pending = asked(oneReviewer)
const approved = approvedBy(pending, rea)

const leadsTo: Partial<Record<Status, Event>> = {
  approved: { type: 'request.approved', version: 1, digest },
  denied: { type: 'request.denied', version: 1, digest },
  expired: { type: 'request.expired' },
  withdrawn: { type: 'request.withdrawn', by: mia },
  superseded: { type: 'request.superseded', by: mia, replacedBy: 'c_one_2' },
  undone: { type: 'request.undone', by: mia },
  succeeded: { type: 'request.succeeded', key: KEY },
  failed: { type: 'request.failed', key: KEY },
}

describe('an arc that is not there', () => {
  const { effect } = approved

  test.each(statuses)('from %s is a bug in whoever made the event', (status) => {
    const state: Approval = { ...pending, status, effect: effect! }
    for (const [to, event] of Object.entries(leadsTo)) {
      if (mayBecome(status, to as Status)) continue
      expect(() => evolve(state, event, now)).toThrow(`cannot go from ${status} to ${to}.`)
    }
  })

  test.each(['denied', 'expired', 'withdrawn', 'superseded', 'undone', 'executing'] as const)(
    'from %s back to pending neither',
    (status) => {
      expect(() => evolve({ ...pending, status }, revised(), now)).toThrow(
        `A request cannot go from ${status} to pending.`,
      )
    },
  )

  test('an attempt at another effect, or at none, is one too', () => {
    const other = { type: 'effect.started', key: 'c_one_1.2.1', attempt: 1 } as const
    expect(() => evolve(approved, other, now)).toThrow('c_one_1.2.1 is not the effect of c_one_1.')
    expect(() => evolve(pending, { ...other, key: KEY }, now)).toThrow()
    expect(() => evolve(begun(), { type: 'request.failed', key: 'x' }, now)).toThrow()
    const delayed = { type: 'effect.delayed', key: KEY, nextAt: 1, error: '' } as const
    expect(() => evolve(pending, delayed, now)).toThrow('no effect in its journal')
  })
})

/** What Mo made of it: two people must answer now. */
const revised = (change: Partial<Extract<Event, { type: 'request.revised' }>> = {}): Event => ({
  type: 'request.revised',
  cause: 'edited',
  by: mo,
  version: 2,
  digest: 'digest of version 2',
  editor: mo,
  approvers: twoPeople,
  reasonRequired: true,
  timers: { onExpiry: 'deny', expiresAt: now + 9 },
  content: { title: 'Pay $2' },
  ...change,
})

describe('a decision', () => {
  test('opens the journal, and the undo window where there is one', () => {
    expect(approved).toMatchObject({
      status: 'approved',
      decidedAt: now,
      effect: { key: KEY, status: 'pending', attempts: 0 },
    })
    expect(approved).not.toHaveProperty('undoUntil')
    expect(approvedBy(asked(oneReviewer, { undoMs: 5 }), rea).undoUntil).toBe(now + 5)
  })

  test('keeps the rule that made it', () => {
    const clearance = { by: 'rule', id: 'small', at: now, version: 1 } as const
    for (const type of ['request.approved', 'request.denied'] as const)
      expect(evolve(pending, { type, version: 1, digest, clearance }, now)).toMatchObject({
        status: type.slice('request.'.length),
        clearance,
        decidedAt: now,
      })
  })
})

describe('a new version', () => {
  test('keeps every vote as it was, and gives it no weight', () => {
    const halfway = approvedBy(asked(twoPeople), mo)
    const next = evolve(halfway, revised({ editor: rea, by: rea }), now)
    expect(next.votes).toEqual([voteOf(mo)])
    expect(isApproved({ ...next, approvers: [{ role: 'manager', count: 1 }] })).toBe(false)
    expect(mayDecide(next, mo)).toBe(true)
  })

  test('has its own terms, timers and content', () => {
    const timers = { remindAt: 1, remindedAt: 2, escalatedAt: 3, onExpiry: 'approve' } as const
    expect(evolve(asked(oneReviewer, { timers }), revised(), now)).toEqual({
      ...pending,
      version: 2,
      digest: 'digest of version 2',
      editor: mo,
      approvers: twoPeople,
      reasonRequired: true,
      timers: { onExpiry: 'deny', expiresAt: now + 9 },
      title: 'Pay $2',
    })
  })

  test('forgets what was decided on the old one', () => {
    const clearance = { by: 'rule', id: 'small', at: now, version: 1 } as const
    const old = { ...approved, clearance, undoUntil: now, editor: rea }
    const { editor: _, ...own } = revised() as Extract<Event, { type: 'request.revised' }>
    const next = evolve(old, { ...own, cause: 'moved' }, now)
    expect(next).toMatchObject({ status: 'pending', version: 2 })
    for (const gone of ['clearance', 'decidedAt', 'undoUntil', 'effect', 'editor'])
      expect(next).not.toHaveProperty(gone)
  })

  test('that a rule allows is approved at once, with a key of its own', () => {
    const clearance = { by: 'rule', id: 'small', at: now, version: 2 } as const
    expect(evolve(approved, revised({ cause: 'moved', clearance }), now + 3)).toMatchObject({
      status: 'approved',
      version: 2,
      clearance,
      decidedAt: now + 3,
      effect: { key: 'c_one_1.2.1', attempts: 0 },
    })
  })
})

describe('the clock', () => {
  test('marks each timer that has fired, and leaves the others', () => {
    const timers = { remindAt: 1, escalateAt: 2, expiresAt: 9, onExpiry: 'deny' } as const
    const state = after(
      asked(oneReviewer, { timers }),
      [
        { type: 'request.reminded' },
        { type: 'request.escalated', to: 'manager', approvers: twoPeople },
        { type: 'request.extended', by: mia, expiresAt: 20 },
      ],
      7,
    )
    expect(state.timers).toEqual({ ...timers, remindedAt: 7, escalatedAt: 7, expiresAt: 20 })
    expect(state.approvers).toBe(twoPeople)
    expect(state.status).toBe('pending')
  })
})

describe('the journal', () => {
  test('an outcome clears what was said of earlier attempts', () => {
    const receipt = { title: 'Paid', facts: [] }
    const state = evolve(unknown(), { type: 'request.succeeded', key: KEY, receipt }, now)
    expect(state.effect).toEqual({
      key: KEY,
      status: 'succeeded',
      attempts: 1,
      startedAt: now,
      receipt,
    })
  })

  test('who settled it is kept with the moment', () => {
    const settled = { by: mo, reason: 'I called.' }
    const event = { type: 'request.failed', key: KEY, error: 'Not done.', settled } as const
    expect(evolve(unknown(), event, now + 8).effect?.settled).toEqual({ ...settled, at: now + 8 })
  })
})

test('nothing is changed in place', () => {
  const frozen = Object.freeze({ ...pending, votes: Object.freeze([]) }) as Approval
  const before = structuredClone(frozen)
  evolve(frozen, { type: 'vote.cast', vote: voteOf(rea), digest }, now)
  evolve(frozen, revised(), now)
  expect(frozen).toEqual(before)
})
