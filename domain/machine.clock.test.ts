import { describe, expect, test } from 'vitest'
import type { Approval, Timers } from './approval.ts'
import { decide, due, dueTimes, start } from './machine.ts'
import { HOUR, now } from './testing/policies.ts'
import {
  after,
  approvedBy,
  asked,
  ballot,
  begun,
  deniedBy,
  itself,
  mo,
  oneReviewer,
  rea,
  refusalOf,
  taken,
  unknown,
} from './testing/requests.ts'

const timers: Timers = {
  remindAt: now + HOUR,
  escalateAt: now + 2 * HOUR,
  escalateTo: 'manager',
  expiresAt: now + 3 * HOUR,
  onExpiry: 'deny',
}
const waiting = asked(itself, { timers })

const typesAt = (state: Approval, at: number) => due(state, at).map(({ type }) => type)
const passed = (state: Approval, at: number) => after(state, due(state, at), at)

describe('what the clock brings', () => {
  test('nothing before its time', () => {
    expect(due(waiting, now + HOUR - 1)).toEqual([])
  })

  test('a reminder, once', () => {
    const reminded = passed(waiting, now + HOUR)
    expect(reminded.timers.remindedAt).toBe(now + HOUR)
    expect(due(reminded, now + HOUR + 1)).toEqual([])
  })

  test('an escalation, once: a manager may answer in the requester’s place', () => {
    const late = passed(passed(waiting, now + HOUR), now + 2 * HOUR)
    expect(late.timers.escalatedAt).toBe(now + 2 * HOUR)
    expect(late.approvers).toEqual([{ role: 'requester', count: 1, or: 'manager' }])
    expect(due(late, now + 2 * HOUR + 1)).toEqual([])
    expect(approvedBy(late, mo).status).toBe('approved')
  })

  test('both, in order, when nobody was awake for the first', () => {
    expect(typesAt(waiting, now + 2 * HOUR)).toEqual(['request.reminded', 'request.escalated'])
  })

  test('the end, without reminding of what has ended', () => {
    expect(typesAt(waiting, now + 3 * HOUR)).toEqual(['request.expired'])
    const gone = passed(waiting, now + 3 * HOUR)
    expect(gone).toMatchObject({ status: 'expired', decidedAt: now + 3 * HOUR })
    expect(due(gone, now + 9 * HOUR)).toEqual([])
  })

  test('who asks too late is told that it expired, and when', () => {
    const gone = passed(asked(oneReviewer, { timers }), now + 3 * HOUR)
    expect(refusalOf(decide(gone, rea, ballot(gone), now + 4 * HOUR))).toEqual({
      code: 'already_decided',
      message: 'This request expired on 20 Nov 2026, 12:00 UTC; your answer changed nothing.',
      decidedAt: now + 3 * HOUR,
      status: 'expired',
    })
  })

  test('silence approves only where its rule says so, and only what can still be undone', () => {
    const silence = { timers: { ...timers, onExpiry: 'approve' } } as const
    const at = now + 3 * HOUR
    const approved = passed(asked(itself, { ...silence, undoMs: HOUR }), at)
    expect(approved).toMatchObject({
      status: 'approved',
      clearance: { by: 'expiry', at, version: 1 },
    })
    expect(start(approved, at).ok).toBe(false)
    expect(start(approved, at + HOUR).ok).toBe(true)
    expect(passed(asked(itself, silence), at).status).toBe('expired')
  })

  test('nothing for what is decided, on its way or over', () => {
    const states = [
      approvedBy(asked(oneReviewer, { timers }), rea),
      deniedBy(asked(oneReviewer, { timers }), rea),
      begun({ timers }),
      unknown({ timers }),
    ]
    expect(states.flatMap((state) => due(state, now + 9 * HOUR))).toEqual([])
  })

  test('a role to escalate to is needed for escalating', () => {
    const { escalateTo: _, ...noRole } = timers
    const state = asked(itself, { timers: noRole })
    expect(typesAt(state, now + 2 * HOUR)).toEqual(['request.reminded'])
    expect(dueTimes(state).map(({ kind }) => kind)).toEqual(['remind', 'expire'])
  })
})

describe('when to wake', () => {
  test('at each timer that has not fired', () => {
    expect(dueTimes(waiting)).toEqual([
      { kind: 'remind', at: now + HOUR },
      { kind: 'escalate', at: now + 2 * HOUR },
      { kind: 'expire', at: now + 3 * HOUR },
    ])
    expect(dueTimes(passed(waiting, now + 2 * HOUR))).toEqual([
      { kind: 'expire', at: now + 3 * HOUR },
    ])
  })

  test('at once for what is approved or was cut short', () => {
    const approved = approvedBy(asked(oneReviewer), rea)
    expect(dueTimes(approved)).toEqual([{ kind: 'attempt', at: 0 }])
    expect(dueTimes(taken(approved, start(approved, now)))).toEqual([{ kind: 'attempt', at: 0 }])
  })

  test('when the undo window closes, and when the journal tries again', () => {
    const window = approvedBy(asked(oneReviewer, { undoMs: 10_000 }), rea)
    expect(dueTimes(window)).toEqual([{ kind: 'attempt', at: now + 10_000 }])
    expect(dueTimes(unknown())).toEqual([{ kind: 'attempt', at: now + 1 }])
  })

  test('never for what is over', () => {
    expect(dueTimes(deniedBy(asked(oneReviewer), rea))).toEqual([])
  })
})
