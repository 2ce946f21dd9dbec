import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import {
  type Approval,
  type Approver,
  approversInWords,
  type Ballot,
  decide,
  decisiveVote,
  isApproved,
  isAsked,
  isSettled,
  isUnresolved,
  mayBecome,
  mayDecide,
  statuses,
  type Verdict,
  type Vote,
} from './approval.ts'
import type { Person, Role } from './roles.ts'

const someone = (id: string, role: Role): Person => ({ id, name: id, role })
const member = someone('mia', 'member')
const other = someone('max', 'member')
const reviewer = someone('rea', 'reviewer')
const second = someone('rob', 'reviewer')
const manager = someone('mo', 'manager')
const boss = someone('may', 'manager')
const auditor = someone('ann', 'auditor')
const admin = someone('ada', 'admin')

const DIGEST = 'a'.repeat(64)
const AT = 1_000

const itself: Approver[] = [{ role: 'requester', count: 1 }]
const oneReviewer: Approver[] = [{ role: 'reviewer', count: 1 }]
const twoPeople: Approver[] = [
  { role: 'manager', count: 1 },
  { role: 'reviewer', count: 1 },
]

const request = (approvers: Approver[], change: Partial<Approval> = {}): Approval => ({
  status: 'pending',
  version: 1,
  digest: DIGEST,
  requester: member,
  approvers,
  votes: [],
  ...change,
})

const vote = (by: Person, verdict: Verdict = 'approve', version = 1): Vote => ({
  by,
  verdict,
  at: AT,
  version,
})

const yes: Ballot = { verdict: 'approve', version: 1, digest: DIGEST }
const no: Ballot = { verdict: 'deny', version: 1, digest: DIGEST }

/** Replays ballots the way a host does: what is recorded is stored, the rest changes nothing. */
const replay = (start: Approval, ballots: readonly (readonly [Person, Ballot])[]): Approval =>
  ballots.reduce((approval, [voter, ballot]) => {
    const decision = decide(approval, voter, ballot, AT)
    return decision.kind === 'recorded'
      ? { ...approval, status: decision.status, votes: [...approval.votes, decision.vote] }
      : approval
  }, start)

const refusal = (approval: Approval, voter: Person, ballot: Ballot) => {
  const decision = decide(approval, voter, ballot, AT)
  return decision.kind === 'refused' ? decision.refusal : decision.kind
}

describe('one person suffices', () => {
  test('the requester confirms what policy leaves to them', () => {
    expect(decide(request(itself), member, yes, AT)).toEqual({
      kind: 'recorded',
      vote: vote(member),
      status: 'approved',
    })
  })

  test('a denial ends it and keeps the reason', () => {
    const decision = decide(request(oneReviewer), reviewer, { ...no, reason: 'Too late' }, AT)
    expect(decision).toMatchObject({ status: 'denied', vote: { reason: 'Too late' } })
  })

  test('a manager may stand in for a reviewer', () => {
    expect(decide(request(oneReviewer), manager, yes, AT)).toMatchObject({ status: 'approved' })
  })

  test.each([
    ['another member, for the requester', itself, other],
    ['a manager, for the requester', itself, manager],
    ['a member, for a reviewer', oneReviewer, other],
    ['an auditor, for a reviewer', oneReviewer, auditor],
    ['an admin, for a reviewer', oneReviewer, admin],
    ['a reviewer, for a manager', [{ role: 'manager', count: 1 }] as Approver[], reviewer],
  ])('not allowed: %s', (_what, approvers, voter) => {
    for (const ballot of [yes, no])
      expect(refusal(request(approvers), voter, ballot)).toMatchObject({ code: 'not_allowed' })
  })

  test.each([reviewer, manager])('a $role does not review their own request', (requester) => {
    const own = request(oneReviewer, { requester })
    expect(refusal(own, requester, yes)).toMatchObject({
      code: 'not_allowed',
      message: 'You asked for this yourself; a reviewer must answer it.',
    })
    expect(isAsked(own, requester)).toBe(false)
    expect(mayDecide(own, requester)).toBe(false)
  })
})

describe('two people, one of them a manager', () => {
  test.each([
    ['manager first', [manager, reviewer]],
    ['reviewer first', [reviewer, manager]],
    ['two managers', [manager, boss]],
  ])('%s', (_order, voters) => {
    const [first, last] = voters as [Person, Person]
    const halfway = replay(request(twoPeople), [[first, yes]])
    expect(halfway.status).toBe('pending')
    expect(replay(halfway, [[last, yes]]).status).toBe('approved')
  })

  test('a manager who came first is not spent on the place that a reviewer can fill', () => {
    const places: Approver[] = [
      { role: 'reviewer', count: 1 },
      { role: 'manager', count: 1 },
    ]
    expect(
      replay(request(places), [
        [manager, yes],
        [reviewer, yes],
      ]).status,
    ).toBe('approved')
  })

  test('a second reviewer does not fill the place of the manager', () => {
    const halfway = replay(request(twoPeople), [[reviewer, yes]])
    expect(mayDecide(halfway, second)).toBe(false)
    expect(refusal(halfway, second, yes)).toMatchObject({ code: 'not_allowed' })
    expect(mayDecide(halfway, manager)).toBe(true)
  })

  test('one manager is one person, however often their vote is stored', () => {
    const forged = request(twoPeople, { votes: [vote(manager), vote(manager)] })
    expect(isApproved(forged)).toBe(false)
  })

  test('who has answered is not asked again', () => {
    const halfway = replay(request(twoPeople), [[manager, yes]])
    expect(mayDecide(halfway, manager)).toBe(false)
    expect(refusal(halfway, manager, yes)).toBe('repeated')
    expect(halfway.votes).toHaveLength(1)
  })

  test('one denial outweighs an approval', () => {
    const denied = replay(request(twoPeople), [
      [manager, yes],
      [reviewer, no],
    ])
    expect(denied.status).toBe('denied')
    expect(isApproved(denied)).toBe(false)
  })
})

describe('afterwards', () => {
  const approved = replay(request(oneReviewer, { decidedAt: AT }), [[reviewer, yes]])

  test('the same answer again is no news, in every later state', () => {
    for (const status of ['approved', 'executing', 'succeeded', 'failed', 'unknown'] as const)
      expect(refusal({ ...approved, status }, reviewer, yes)).toBe('repeated')
  })

  test('the opposite answer is told what was decided, by whom and when', () => {
    expect(refusal(approved, reviewer, no)).toEqual({
      code: 'already_decided',
      message: 'This request was approved by rea already; your answer changed nothing.',
      decidedBy: reviewer,
      decidedAt: AT,
      status: 'approved',
    })
  })

  test('the loser of a race is told the same', () => {
    expect(refusal(approved, second, no)).toMatchObject({
      code: 'already_decided',
      decidedBy: reviewer,
    })
    const denied = replay(request(oneReviewer), [[reviewer, no]])
    expect(refusal(denied, second, yes)).toMatchObject({
      message: 'This request was denied by rea already; your answer changed nothing.',
      status: 'denied',
    })
  })

  test.each(['expired', 'withdrawn', 'superseded'] as const)('%s needs no voter', (status) => {
    const refused = refusal(request(oneReviewer, { status }), reviewer, yes)
    expect(refused).toMatchObject({ code: 'already_decided', status })
    expect(refused).not.toHaveProperty('decidedBy')
  })

  test('whoever was never asked learns nothing about the outcome', () => {
    expect(refusal(approved, other, yes)).toMatchObject({ code: 'not_allowed' })
  })
})

describe('what they saw', () => {
  const edited = request(oneReviewer, { version: 2, digest: 'b'.repeat(64) })

  test.each([
    ['an older version', yes],
    ['the version with another digest', { ...yes, version: 2 }],
    ['the digest with another version', { ...yes, digest: edited.digest }],
  ])('%s is stale', (_what, ballot) => {
    expect(refusal(edited, reviewer, ballot)).toMatchObject({
      code: 'stale',
      version: 2,
      digest: edited.digest,
    })
  })

  test('votes on an older version count for nothing', () => {
    const voided = { ...edited, votes: [vote(reviewer)] }
    expect(isApproved(voided)).toBe(false)
    expect(mayDecide(voided, reviewer)).toBe(true)
    expect(decisiveVote(voided)).toBeUndefined()
    const current = { verdict: 'approve', version: 2, digest: edited.digest } as const
    expect(decide(voided, reviewer, current, AT)).toMatchObject({ status: 'approved' })
  })
})

describe('a required reason', () => {
  const strict = request(oneReviewer, { reasonRequired: true })

  test.each([undefined, '', '  '])('%j is none', (reason) => {
    const ballot = { ...yes, ...(reason !== undefined && { reason }) }
    expect(refusal(strict, reviewer, ballot)).toMatchObject({ code: 'invalid', field: 'reason' })
  })

  test('any words will do', () => {
    expect(decide(strict, reviewer, { ...yes, reason: 'Agreed' }, AT).kind).toBe('recorded')
  })
})

describe('the machine', () => {
  test('has no way out of history, and no way round executing', () => {
    for (const from of statuses.filter(isSettled))
      expect(statuses.filter((to) => mayBecome(from, to))).toEqual([])
    expect(statuses.filter((to) => mayBecome('executing', to))).toEqual([
      'succeeded',
      'failed',
      'unknown',
    ])
    expect(statuses.filter((from) => mayBecome(from, 'executing'))).toEqual(['approved'])
    expect(statuses.filter(isUnresolved)).toEqual(['approved', 'executing', 'unknown'])
  })

  test('says who must confirm', () => {
    expect(approversInWords(itself)).toBe('the requester')
    expect(approversInWords(twoPeople)).toBe('a manager and a reviewer')
    expect(approversInWords([{ role: 'reviewer', count: 2 }])).toBe('2 reviewers')
    expect(approversInWords([])).toBe('nobody')
  })

  const everyone = [member, other, reviewer, second, manager, boss, auditor, admin]
  const ballots = fc.array(
    fc.tuple(fc.constantFrom(...everyone), fc.constantFrom(yes, no, { ...yes, version: 2 })),
    { maxLength: 12 },
  )
  const approvers = fc.constantFrom(itself, oneReviewer, twoPeople)

  test('approves only with distinct people of the right roles, whatever comes in what order', () => {
    fc.assert(
      fc.property(approvers, ballots, (places, sequence) => {
        const end = replay(request(places), sequence)
        const people = end.votes.map(({ by }) => by.id)
        expect(new Set(people).size).toBe(people.length)
        expect(isApproved(end)).toBe(end.status === 'approved')
        if (end.status !== 'approved') return
        expect(end.votes.every(({ verdict }) => verdict === 'approve')).toBe(true)
        expect(people).toHaveLength(places.reduce((sum, { count }) => sum + count, 0))
        expect(people.includes(member.id)).toBe(places === itself)
        if (places === twoPeople)
          expect(end.votes.some(({ by }) => by.role === 'manager')).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  test('mayDecide says beforehand whose approval would be recorded', () => {
    fc.assert(
      fc.property(approvers, ballots, fc.constantFrom(...everyone), (places, sequence, voter) => {
        const state = replay(request(places), sequence)
        expect(decide(state, voter, yes, AT).kind === 'recorded').toBe(mayDecide(state, voter))
      }),
      { numRuns: 2_000 },
    )
  })
})
