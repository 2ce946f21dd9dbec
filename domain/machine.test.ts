import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Approval, Approver } from './approval.ts'
import { decide, mayEdit } from './machine.ts'
import { isApproved, mayDecide } from './quorum.ts'
import type { Person } from './roles.ts'
import { now } from './testing/policies.ts'
import {
  ada,
  ann,
  approvedBy,
  asked,
  ballot,
  deniedBy,
  eventsOf,
  everyone,
  itself,
  max,
  mia,
  mo,
  oneReviewer,
  rea,
  refusalOf,
  rob,
  taken,
  twoPeople,
} from './testing/requests.ts'

const WHEN = '20 Nov 2026, 09:00 UTC'

const says = (state: Approval, by: Person, verdict: 'approve' | 'deny' = 'approve', why?: string) =>
  decide(state, by, ballot(state, verdict, why), now)

describe('one person suffices', () => {
  test('the requester confirms what policy leaves to them', () => {
    const request = asked(itself)
    const { version, digest } = request
    expect(eventsOf(says(request, mia))).toEqual([
      { type: 'vote.cast', digest, vote: { by: mia, verdict: 'approve', at: now, version } },
      { type: 'request.approved', version, digest },
    ])
  })

  test('a no ends it and keeps the reason, trimmed', () => {
    const denied = taken(asked(oneReviewer), says(asked(oneReviewer), rea, 'deny', ' Too late '))
    expect(denied).toMatchObject({
      status: 'denied',
      decidedAt: now,
      votes: [{ reason: 'Too late' }],
    })
  })

  test('an empty reason is none', () => {
    const [vote] = approvedBy(asked(oneReviewer), rea).votes
    expect(vote).not.toHaveProperty('reason')
  })

  test.each<[string, readonly Approver[], Person, string]>([
    ['another member, for the requester', itself, max, 'the requester; your role (member)'],
    ['a manager, for the requester', itself, mo, 'the requester; your role (manager)'],
    ['a member, for a reviewer', oneReviewer, max, 'a reviewer; your role (member)'],
    ['an auditor, for a reviewer', oneReviewer, ann, 'a reviewer; your role (auditor)'],
    ['an admin, for a reviewer', oneReviewer, ada, 'a reviewer; your role (admin)'],
  ])('not allowed: %s', (_what, approvers, voter, words) => {
    for (const verdict of ['approve', 'deny'] as const)
      expect(refusalOf(says(asked(approvers), voter, verdict))).toEqual({
        code: 'not_allowed',
        message: `This request needs ${words} cannot answer it now.`,
      })
  })

  test('nobody reviews what they asked for or changed', () => {
    expect(refusalOf(says(asked(oneReviewer, { requester: mo }), mo))).toMatchObject({
      message: 'You asked for this yourself; a reviewer must answer it.',
    })
    expect(refusalOf(says(asked(oneReviewer, { editor: rea }), rea))).toMatchObject({
      message: 'You changed this request yourself; a reviewer must answer it.',
    })
  })
})

describe('two people, one of them a manager', () => {
  const halfway = approvedBy(asked(twoPeople), mo)

  test('the first yes waits, the second approves', () => {
    expect(halfway.status).toBe('pending')
    expect(approvedBy(halfway, rea)).toMatchObject({
      status: 'approved',
      effect: { key: 'c_one_1.1.1', status: 'pending', attempts: 0 },
    })
  })

  test('the same answer again is no event', () => {
    expect(eventsOf(says(halfway, mo))).toEqual([])
  })

  test('the opposite answer is told what they said before, and when', () => {
    // Of two who have answered it is their own answer, not the last one.
    const threePeople = asked([...twoPeople, { role: 'reviewer', count: 1 }])
    expect(refusalOf(says(approvedBy(threePeople, rea, rob), rea, 'deny'))).toEqual({
      code: 'already_decided',
      message: `You answered this request on ${WHEN}; your new answer changed nothing.`,
      decidedBy: rea,
      decidedAt: now,
      status: 'pending',
    })
  })

  test('a second reviewer has no say while a manager is missing', () => {
    const state = approvedBy(asked(twoPeople), rea)
    for (const verdict of ['approve', 'deny'] as const)
      expect(refusalOf(says(state, rob, verdict))).toMatchObject({ code: 'not_allowed' })
  })

  test('one no outweighs a yes', () => {
    const denied = deniedBy(halfway, rea)
    expect(denied.status).toBe('denied')
    expect(isApproved(denied)).toBe(false)
  })
})

describe('after the decision', () => {
  const approved = approvedBy(asked(oneReviewer), rea)

  test('the same answer again is no news, in every later state', () => {
    for (const status of ['approved', 'executing', 'succeeded', 'failed', 'unknown'] as const)
      expect(eventsOf(says({ ...approved, status }, rea))).toEqual([])
  })

  test('the loser of a race is told who decided, what and when', () => {
    const told = {
      code: 'already_decided',
      message: `Rea approved this request on ${WHEN}; your answer changed nothing.`,
      decidedBy: rea,
      decidedAt: now,
      status: 'approved',
    }
    expect(refusalOf(says(approved, rob, 'deny'))).toEqual(told)
    expect(refusalOf(says(approved, rea, 'deny'))).toEqual(told)
    expect(refusalOf(says(deniedBy(asked(oneReviewer), rea), rob))).toMatchObject({
      message: `Rea denied this request on ${WHEN}; your answer changed nothing.`,
      status: 'denied',
    })
  })

  test('whoever was never asked learns nothing about the outcome', () => {
    expect(refusalOf(says(approved, max))).toMatchObject({ code: 'not_allowed' })
  })
})

describe('what they saw', () => {
  const edited = asked(oneReviewer, { version: 2, digest: 'digest of version 2' })
  const seen = ballot(edited)

  test.each([
    ['an older version', { ...seen, version: 1, digest: 'digest of version 1' }],
    ['the version with another digest', { ...seen, digest: 'digest of version 1' }],
    ['the digest with another version', { ...seen, version: 1 }],
  ])('%s is stale', (_what, quoted) => {
    const { version, digest } = edited
    const stale = {
      code: 'stale',
      message: 'This request changed, after you opened it; look at it again before you answer.',
      version,
      digest,
    }
    expect(refusalOf(decide(edited, rea, quoted, now))).toEqual(stale)
    expect(refusalOf(mayEdit(edited, rea, quoted))).toEqual(stale)
  })
})

describe('checks come in order: who they are, whether it is open, what they saw, their reason', () => {
  const strict = asked(oneReviewer, { reasonRequired: true })
  const old = { verdict: 'approve', version: 0, digest: '' } as const

  test('who was not asked is told so first', () => {
    const denied = deniedBy(asked(oneReviewer), rea)
    expect(refusalOf(decide(denied, max, old, now)).code).toBe('not_allowed')
  })

  test('then who came too late', () => {
    const denied = deniedBy(asked(oneReviewer), rea)
    expect(refusalOf(decide(denied, rob, old, now)).code).toBe('already_decided')
  })

  test('then who saw something else', () => {
    expect(refusalOf(decide(strict, rob, old, now)).code).toBe('stale')
  })

  test.each([undefined, '', '  '])('then who gives no reason: %j', (reason) => {
    expect(refusalOf(says(strict, rea, 'approve', reason))).toEqual({
      code: 'invalid',
      field: 'reason',
      message: 'Please give a reason; the rule asks for one.',
    })
  })

  test('any words are a reason', () => {
    expect(taken(strict, says(strict, rea, 'approve', 'Agreed')).status).toBe('approved')
  })
})

describe('whatever comes in whatever order', () => {
  type Said = [Person, 'approve' | 'deny', boolean]
  const ballots: fc.Arbitrary<Said[]> = fc.array(
    fc.tuple(
      fc.constantFrom(...everyone),
      fc.constantFrom('approve', 'approve', 'deny'),
      fc.boolean(),
    ),
    { maxLength: 12 },
  )
  const approvers = fc.constantFrom(itself, oneReviewer, twoPeople)

  const replayed = (start: Approval, said: readonly Said[]) =>
    said.reduce((state, [by, verdict, stale]) => {
      const quoted = ballot(state, verdict)
      const step = decide(state, by, stale ? { ...quoted, version: 7 } : quoted, now)
      return step.ok ? taken(state, step) : state
    }, start)

  test('distinct people of the right roles approve, and nobody else', () => {
    fc.assert(
      fc.property(approvers, ballots, (places, said) => {
        const end = replayed(asked(places), said)
        const people = end.votes.map(({ by }) => by.id)
        expect(new Set(people).size).toBe(people.length)
        expect(isApproved(end)).toBe(end.status === 'approved')
        if (end.status !== 'approved') return
        expect(end.votes.every(({ verdict }) => verdict === 'approve')).toBe(true)
        expect(people).toHaveLength(places.length)
        expect(people.includes(mia.id)).toBe(places === itself)
        if (places === twoPeople)
          expect(end.votes.some(({ by }) => by.role === 'manager')).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  test('mayDecide says beforehand whose vote would be recorded', () => {
    fc.assert(
      fc.property(approvers, ballots, fc.constantFrom(...everyone), (places, said, voter) => {
        const state = replayed(asked(places), said)
        const step = says(state, voter)
        expect(step.ok && step.events.length > 0).toBe(mayDecide(state, voter))
      }),
      { numRuns: 2_000 },
    )
  })
})
