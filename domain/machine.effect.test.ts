import { describe, expect, test } from 'vitest'
import type { Approval } from './approval.ts'
import type { Revision } from './events.ts'
import { type Attempt, decide, finish, mayStart, revise, settle, start } from './machine.ts'
import { now } from './testing/policies.ts'
import {
  approvedBy,
  asked,
  ballot,
  begun,
  deniedBy,
  eventsOf,
  mia,
  mo,
  oneReviewer,
  rea,
  refusalOf,
  taken,
  twoPeople,
  unknown,
  voteOf,
} from './testing/requests.ts'

const approved = approvedBy(asked(oneReviewer), rea)
const done: Attempt = { status: 'succeeded', receipt: { title: 'Paid', facts: [] } }
const failed: Attempt = { status: 'failed', error: 'The account is closed.' }
const lost: Attempt = { status: 'unknown', error: 'No answer came back.', nextAt: now + 5 }
const again: Attempt = { status: 'delayed', error: 'No answer yet.', nextAt: now + 5 }

describe('the gate before the effect', () => {
  test('opens for what enough people approved', () => {
    expect(eventsOf(start(approved, now))).toEqual([
      { type: 'effect.started', key: 'c_one_1.1.1', attempt: 1 },
    ])
  })

  test.each<[string, Partial<Approval>]>([
    ['a vote of somebody else’s place', { votes: [voteOf(mia)] }],
    ['no votes', { votes: [] }],
    ['votes on another version', { version: 2 }],
    ['too few votes', { approvers: twoPeople }],
    ['the editor’s vote', { editor: rea }],
    ['a no beside the yes', { votes: [voteOf(rea), voteOf(mo, 'deny')] }],
    ['the key of another version', { effect: { ...approved.effect!, key: 'c_one_1.2.1' } }],
    ['a status that is over', { status: 'denied' }],
  ])('stays closed for %s', (_what, change) => {
    const forged = { ...approved, ...change }
    expect(mayStart(forged, now)).toBe(false)
    expect(start(forged, now).ok).toBe(false)
  })

  test('stays closed while it can be undone', () => {
    const window = approvedBy(asked(oneReviewer, { undoMs: 10_000 }), rea)
    expect(refusalOf(start(window, now + 9_999))).toMatchObject({ status: 'approved' })
    expect(start(window, now + 10_000).ok).toBe(true)
  })

  test('says so of what waits or was denied', () => {
    expect(refusalOf(start(asked(oneReviewer), now))).toMatchObject({ code: 'not_allowed' })
    expect(refusalOf(start(deniedBy(asked(oneReviewer), rea), now))).toMatchObject({
      status: 'denied',
      decidedBy: rea,
    })
  })

  test('counts each attempt under the same key, from the first one on', () => {
    const first = taken(approved, start(approved, now), now)
    const second = taken(first, start(first, now + 7), now + 7)
    expect(second).toMatchObject({
      status: 'executing',
      effect: { key: 'c_one_1.1.1', status: 'executing', attempts: 2, startedAt: now },
    })
  })
})

describe('what an attempt came to', () => {
  test('done or not done is the end', () => {
    expect(taken(begun(), finish(begun(), done))).toMatchObject({
      status: 'succeeded',
      effect: { status: 'succeeded', attempts: 1, receipt: { title: 'Paid' } },
    })
    expect(taken(begun(), finish(begun(), failed))).toMatchObject({
      status: 'failed',
      effect: { status: 'failed', error: 'The account is closed.' },
    })
  })

  test('no answer yet keeps it executing, until the next attempt', () => {
    const delayed = taken(begun(), finish(begun(), again))
    expect(delayed).toMatchObject({ status: 'executing', effect: { nextAt: now + 5 } })
    expect(taken(delayed, start(delayed, now)).effect).not.toHaveProperty('nextAt')
  })

  test('nobody knows, until a later look finds out', () => {
    const looking = taken(unknown(), start(unknown(), now))
    expect(looking).toMatchObject({ status: 'unknown', effect: { attempts: 2 } })
    expect(taken(looking, finish(looking, lost)).status).toBe('unknown')
    expect(taken(looking, finish(looking, done))).toMatchObject({
      status: 'succeeded',
      effect: { status: 'succeeded', receipt: { title: 'Paid' } },
    })
  })

  test('people who were told that nobody knows are not told that all is well again', () => {
    expect(taken(unknown(), finish(unknown(), again))).toMatchObject({
      status: 'unknown',
      effect: { status: 'unknown', error: 'No answer yet.', nextAt: now + 5 },
    })
  })

  test('an outcome without an attempt, or after the end, is no event', () => {
    const settled = taken(unknown(), settle(unknown(), mo, 'failed', 'I called them.'))
    for (const state of [asked(oneReviewer), approved, settled])
      expect(eventsOf(finish(state, done))).toEqual([])
  })
})

describe('a manager’s word on what nobody could find out', () => {
  test('done', () => {
    const settled = taken(unknown(), settle(unknown(), mo, 'succeeded', ' The bank says so. '), now)
    expect(settled).toMatchObject({
      status: 'succeeded',
      effect: {
        settled: { by: mo, reason: 'The bank says so.', at: now },
        receipt: {
          title: 'Mo settled this as done',
          facts: [
            { label: 'Reason', value: 'The bank says so.' },
            { label: 'Reference', value: 'c_one_1.1.1' },
          ],
        },
      },
    })
    expect(settled.effect).not.toHaveProperty('error')
  })

  test('not done; saying it again is no event', () => {
    const settled = taken(unknown(), settle(unknown(), mo, 'failed', 'I called them.'))
    expect(settled.effect).toMatchObject({ error: 'Mo settled this as not done: I called them.' })
    expect(settled.effect).not.toHaveProperty('nextAt')
    expect(eventsOf(settle(settled, mo, 'failed', 'I called them.'))).toEqual([])
    expect(refusalOf(settle(settled, mo, 'succeeded', 'No.')).code).toBe('already_decided')
  })

  test.each<[string, Approval, typeof mo]>([
    ['a reviewer', unknown(), rea],
    ['the member', unknown(), mia],
    ['a manager who asked for it', unknown({ requester: mo }), mo],
    ['a manager who changed it', unknown({ editor: mo }), mo],
  ])('never of %s', (_who, state, by) => {
    expect(refusalOf(settle(state, by, 'succeeded', 'Trust me.'))).toEqual({
      code: 'not_allowed',
      message: 'Only a manager who neither asked for this nor changed it can settle its outcome.',
    })
  })

  test.each<[string, Approval, string]>([
    ['waits', asked(oneReviewer), 'not_allowed'],
    ['is approved', approved, 'already_decided'],
    ['is on its way', begun(), 'already_decided'],
    ['was denied', deniedBy(asked(oneReviewer), rea), 'already_decided'],
  ])('not on what %s', (_what, state, code) => {
    expect(refusalOf(settle(state, mo, 'failed', 'I know.')).code).toBe(code)
  })

  test('needs a reason', () => {
    expect(refusalOf(settle(unknown(), mo, 'failed', '  '))).toMatchObject({
      code: 'invalid',
      field: 'reason',
    })
  })
})

describe('a new version', () => {
  const revision: Omit<Revision, 'version'> = {
    digest: 'digest of version 2',
    approvers: twoPeople,
    reasonRequired: true,
    timers: { onExpiry: 'deny' },
    content: {},
  }

  test('facts that moved before the first attempt ask people again', () => {
    const moved = taken(approved, revise(approved, 'moved', revision))
    expect(moved).toMatchObject({ status: 'pending', version: 2, votes: [voteOf(rea)] })
    expect(mayStart(moved, now)).toBe(false)
    const reason = ballot(moved, 'approve', 'Still good.')
    expect(taken(moved, decide(moved, rea, reason, now)).status).toBe('pending')
  })

  test('from the first attempt on nothing moves any more', () => {
    for (const state of [begun(), unknown()]) {
      expect(refusalOf(revise(state, 'moved', revision)).code).toBe('already_decided')
      expect(refusalOf(revise(state, 'edited', revision, mia)).code).toBe('already_decided')
    }
  })

  test('an edit is for what waits, moved facts are for what is approved', () => {
    const waiting = asked(oneReviewer)
    expect(eventsOf(revise(waiting, 'edited', revision, rea))).toMatchObject([
      { type: 'request.revised', cause: 'edited', by: rea, version: 2 },
    ])
    expect(refusalOf(revise(approved, 'edited', revision, rea)).code).toBe('already_decided')
    expect(refusalOf(revise(waiting, 'moved', revision)).code).toBe('not_allowed')
  })
})
