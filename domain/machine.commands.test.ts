import { describe, expect, test } from 'vitest'
import type { Approval } from './approval.ts'
import { decide, extend, mayEdit, supersede, undo, withdraw } from './machine.ts'
import type { Person } from './roles.ts'
import { DAY, HOUR, now } from './testing/policies.ts'
import {
  approvedBy,
  asked,
  ballot,
  begun,
  deniedBy,
  eventsOf,
  everyone,
  max,
  mia,
  mo,
  oneReviewer,
  rea,
  refusalOf,
  rob,
  taken,
} from './testing/requests.ts'

const WHEN = '20 Nov 2026, 09:00 UTC'

const says = (state: Approval, by: Person) => decide(state, by, ballot(state), now)

describe('withdraw', () => {
  test('the requester takes back what still waits; twice is once', () => {
    const gone = taken(asked(oneReviewer), withdraw(asked(oneReviewer), mia))
    expect(gone).toMatchObject({ status: 'withdrawn', closedBy: mia, decidedAt: now })
    expect(eventsOf(withdraw(gone, mia))).toEqual([])
    expect(refusalOf(says(gone, rea))).toMatchObject({
      message: `Mia withdrew this request on ${WHEN}; your answer changed nothing.`,
      decidedBy: mia,
    })
  })

  test('nobody else', () => {
    expect(refusalOf(withdraw(asked(oneReviewer), mo))).toEqual({
      code: 'not_allowed',
      message: 'Only Mia, who asked, can withdraw this.',
    })
  })

  test('not what is decided or on its way', () => {
    for (const state of [approvedBy(asked(oneReviewer), rea), begun()])
      expect(refusalOf(withdraw(state, mia))).toMatchObject({
        code: 'already_decided',
        decidedBy: rea,
        status: state.status,
      })
  })
})

describe('supersede', () => {
  test('a newer request takes the place of one that waits', () => {
    const gone = taken(asked(oneReviewer), supersede(asked(oneReviewer), 'c_one_2'))
    expect(gone).toMatchObject({ status: 'superseded', closedBy: mia, replacedBy: 'c_one_2' })
    expect(refusalOf(says(gone, rea)).message).toBe(
      `Mia replaced this request with a newer one on ${WHEN}; your answer changed nothing.`,
    )
  })

  test('not of one that is decided', () => {
    expect(refusalOf(supersede(begun(), 'c_one_2'))).toMatchObject({ code: 'already_decided' })
  })
})

describe('undo', () => {
  const approved = approvedBy(asked(oneReviewer, { undoMs: 10_000 }), rea)

  test.each([mia, rea])('$name can stop it until the window closes', (by) => {
    const undone = taken(approved, undo(approved, by, now + 9_999), now + 9_999)
    expect(undone).toMatchObject({ status: 'undone', closedBy: by, decidedAt: now + 9_999 })
    expect(undone).not.toHaveProperty('effect')
    expect(eventsOf(undo(undone, by, now + 20_000))).toEqual([])
    expect(refusalOf(says(undone, rob)).message).toBe(
      `${by.name} undid this request on ${WHEN}; your answer changed nothing.`,
    )
  })

  test('from the end of the window on nobody can', () => {
    expect(refusalOf(undo(approved, mia, now + 10_000))).toMatchObject({
      code: 'already_decided',
      decidedBy: rea,
      status: 'approved',
    })
  })

  test('not somebody who neither asked nor approved', () => {
    expect(refusalOf(undo(approved, rob, now))).toEqual({
      code: 'not_allowed',
      message: 'Only those who asked for this or approved it can undo it.',
    })
  })

  test('not what has no window', () => {
    expect(refusalOf(undo(begun(), mia, now))).toEqual({
      code: 'not_allowed',
      message: 'This cannot be undone; ask for the opposite instead.',
    })
  })

  test('there is nothing to undo before the decision, or after a no', () => {
    expect(refusalOf(undo(asked(oneReviewer, { undoMs: 1 }), mia, now))).toEqual({
      code: 'not_allowed',
      message: 'This request still waits for an answer; nothing was changed.',
    })
    expect(refusalOf(undo(deniedBy(asked(oneReviewer), rea), mia, now))).toMatchObject({
      code: 'already_decided',
      status: 'denied',
    })
  })
})

describe('extend', () => {
  const waiting = asked(oneReviewer, { timers: { expiresAt: now + HOUR, onExpiry: 'deny' } })

  test.each([mia, rea, mo])('$name gives it more time; the same moment twice is once', (by) => {
    const later = taken(waiting, extend(waiting, by, now + DAY, now))
    expect(later.timers).toEqual({ expiresAt: now + DAY, onExpiry: 'deny' })
    expect(eventsOf(extend(later, by, now + DAY, now))).toEqual([])
  })

  test('never less, and 90 days from now at most', () => {
    for (const [at, sentence] of [
      [now + HOUR - 1, 'Give a moment later than the one at which it expires now.'],
      [now + 90 * DAY + 1, 'A request can wait for 90 more days at most.'],
    ] as const)
      expect(refusalOf(extend(waiting, mia, at, now))).toEqual({
        code: 'invalid',
        field: 'expiresAt',
        message: sentence,
      })
    expect(eventsOf(extend(waiting, mia, now + 90 * DAY, now))).toHaveLength(1)
  })

  test('not into the past, also when it has no end', () => {
    expect(refusalOf(extend(asked(oneReviewer), mia, now, now)).code).toBe('invalid')
  })

  test('not by somebody who has nothing to do with it, and not what is decided', () => {
    expect(refusalOf(extend(waiting, max, now + DAY, now)).code).toBe('not_allowed')
    expect(refusalOf(extend(begun(), mia, now + DAY, now)).code).toBe('already_decided')
  })
})

describe('whether somebody may edit', () => {
  test('whoever asked or is asked, while it waits', () => {
    const request = asked(oneReviewer)
    const who = everyone.filter((by) => mayEdit(request, by, request).ok)
    expect(who.map(({ name }) => name)).toEqual(['Mia', 'Rea', 'Rob', 'Mo', 'May'])
    const state = begun()
    expect(refusalOf(mayEdit(state, mia, state))).toMatchObject({ code: 'already_decided' })
  })
})

test('one person’s edit is changed again by them or the member, by nobody on top', () => {
  const edited = asked(oneReviewer, { editor: rea, version: 2 })
  const seen = { version: 2, digest: edited.digest }
  expect(mayEdit(edited, rea, seen).ok).toBe(true)
  expect(mayEdit(edited, mia, seen).ok).toBe(true)
  expect(refusalOf(mayEdit(edited, rob, seen))).toEqual({
    code: 'not_allowed',
    message: 'Rea has changed this request; answer it, or let Mia change it.',
  })
})
