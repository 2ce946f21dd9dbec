import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Approver } from './approval.ts'
import {
  approversInWords,
  isApproved,
  isAsked,
  mayDecide,
  maySee,
  suffices,
  widened,
} from './quorum.ts'
import { seatsFilled } from './testing/naive-rules.ts'
import {
  ada,
  ann,
  asked,
  everyone,
  itself,
  max,
  may,
  mia,
  mo,
  oneReviewer,
  rea,
  rob,
  twoPeople,
  voteOf,
} from './testing/requests.ts'
import type { Person } from './roles.ts'

const isMeant = (approvers: readonly Approver[], who: Person, change = {}) =>
  isAsked(asked(approvers, change), who)

describe('who is asked', () => {
  test('the requester, about what policy leaves to them; nobody else, whatever their role', () => {
    expect(everyone.filter((who) => isMeant(itself, who))).toEqual([mia])
  })

  test('a reviewer: any reviewer or manager, but no member, auditor or admin', () => {
    expect(everyone.filter((who) => isMeant(oneReviewer, who))).toEqual([rea, rob, mo, may])
  })

  test('a manager: no reviewer will do', () => {
    expect(everyone.filter((who) => isMeant([{ role: 'manager', count: 1 }], who))).toEqual([
      mo,
      may,
    ])
  })

  test.each([rea, mo])('a $role never about their own request', (requester) => {
    expect(isMeant(oneReviewer, requester, { requester })).toBe(false)
    expect(mayDecide(asked(oneReviewer, { requester }), requester)).toBe(false)
  })

  test('whoever edited it is a requester of that version, and answers it no more', () => {
    expect(isMeant(twoPeople, mo, { editor: mo })).toBe(false)
    expect(isMeant(twoPeople, may, { editor: mo })).toBe(true)
  })
})

describe('enough people', () => {
  test.each<[string, readonly Person[], boolean]>([
    ['nobody', [], false],
    ['a manager alone', [mo], false],
    ['two reviewers', [rea, rob], false],
    ['a manager and a reviewer', [mo, rea], true],
    ['a reviewer and a manager', [rea, mo], true],
    ['two managers', [mo, may], true],
    ['a manager and an admin', [mo, ada], false],
  ])('two people, one of them a manager: %s', (_who, people, enough) => {
    expect(suffices(asked(twoPeople), people)).toBe(enough)
  })

  test('a manager who came first is not spent on the place that a reviewer can fill', () => {
    const places = twoPeople.toReversed()
    expect(suffices(asked(places), [mo, rea])).toBe(true)
  })

  test.each([
    ['nobody is asked', []],
    ['no place is to be filled', [{ role: 'reviewer', count: 0 }]],
  ] as [string, Approver[]][])('nobody’s yes never suffices: %s', (_how, places) => {
    expect(isApproved(asked(places))).toBe(false)
    expect(suffices(asked(places), [rea, mo])).toBe(false)
  })

  test('one manager is one person, however often their vote is stored', () => {
    expect(isApproved(asked(twoPeople, { votes: [voteOf(mo), voteOf(mo)] }))).toBe(false)
  })

  test('a role that somebody has now does not change what they voted as', () => {
    const promoted = { ...rea, role: 'manager' } as const
    const votes = [voteOf(rea), voteOf(promoted)]
    expect(isApproved(asked(twoPeople, { votes }))).toBe(false)
  })

  test('votes on an older version count for nothing', () => {
    const edited = asked(oneReviewer, { version: 2, votes: [voteOf(rea)] })
    expect(isApproved(edited)).toBe(false)
    expect(mayDecide(edited, rea)).toBe(true)
  })

  test('one no outweighs every yes, and what a rule allowed', () => {
    const clearance = { by: 'rule', id: 'r', at: 1, version: 1 } as const
    const votes = [voteOf(mo), voteOf(rea), voteOf(rob, 'deny')]
    expect(isApproved(asked(twoPeople, { votes, clearance }))).toBe(false)
  })

  test('a rule’s own yes is for one version only', () => {
    const clearance = { by: 'rule', id: 'r', at: 1, version: 1 } as const
    expect(isApproved(asked([], { clearance }))).toBe(true)
    expect(isApproved(asked([], { clearance, version: 2 }))).toBe(false)
  })
})

describe('whose answer would bring it closer', () => {
  const halfway = asked(twoPeople, { votes: [voteOf(rea)] })

  test('a second reviewer does not fill the place of the manager', () => {
    expect(everyone.filter((who) => mayDecide(halfway, who))).toEqual([mo, may])
  })

  test('who has answered is not asked again', () => {
    expect(mayDecide(halfway, rea)).toBe(false)
  })

  test('nobody, once it is decided', () => {
    expect(everyone.filter((who) => mayDecide({ ...halfway, status: 'approved' }, who))).toEqual([])
  })
})

describe('escalated to a manager', () => {
  test('a manager may answer for the requester, a reviewer still may not', () => {
    const late = widened(asked(itself), 'manager')
    expect(everyone.filter((who) => isMeant(late, who))).toEqual([mia, mo, may])
    expect(suffices(asked(late), [mo])).toBe(true)
  })

  test('but not the manager who asked', () => {
    const late = widened(asked(oneReviewer, { requester: mo }), 'manager')
    expect(everyone.filter((who) => isMeant(late, who, { requester: mo }))).toEqual([rea, rob, may])
  })

  test('a member’s word on somebody else’s edit stays their own', () => {
    const edited = asked([...itself, ...oneReviewer], { editor: rea })
    const late = widened(edited, 'manager')
    expect(late).toEqual([...itself, { role: 'reviewer', count: 1, or: 'manager' }])
    expect(suffices({ ...edited, approvers: late }, [mo, may])).toBe(false)
    expect(suffices({ ...edited, approvers: late }, [mo, mia])).toBe(true)
  })

  test('never in the place of a role that includes theirs', () => {
    const late = widened(asked([{ role: 'manager', count: 1 }, ...itself]), 'reviewer')
    expect(late).toEqual([
      { role: 'manager', count: 1 },
      { role: 'requester', count: 1, or: 'reviewer' },
    ])
  })

  test('each still counts once', () => {
    const late = widened(asked([...itself, ...oneReviewer]), 'manager')
    expect(suffices(asked(late), [mo])).toBe(false)
    expect(suffices(asked(late), [mo, may])).toBe(true)
  })
})

test('people see what is theirs, what they changed, are asked about or answered', () => {
  const request = { ...asked(twoPeople, { editor: max }), votes: [voteOf(ann)] }
  expect(everyone.filter((who) => maySee(who, request))).toEqual([mia, max, rea, rob, mo, may, ann])
})

test.each([
  [itself, 'the requester'],
  [twoPeople, 'a manager and a reviewer'],
  [[{ role: 'reviewer', count: 2 }], '2 reviewers'],
  [[{ role: 'reviewer', count: 1, or: 'manager' }], 'a reviewer or a manager'],
  [[...itself, ...twoPeople], 'the requester, a manager and a reviewer'],
  [[], 'nobody'],
] as [Approver[], string][])('who must confirm, in words: %j', (approvers, words) => {
  expect(approversInWords(approvers)).toBe(words)
})

describe('seats people as well as trying every order does', () => {
  const roles = ['requester', 'member', 'reviewer', 'manager', 'auditor', 'admin'] as const
  const places = fc.array(
    fc.record(
      {
        role: fc.constantFrom(...roles),
        count: fc.integer({ min: 0, max: 2 }),
        or: fc.constantFrom('reviewer', 'manager'),
      },
      { requiredKeys: ['role', 'count'] },
    ),
    { maxLength: 3 },
  ) as fc.Arbitrary<Approver[]>
  const person = fc.constantFrom(...everyone)
  const voters = fc.subarray([...everyone], { maxLength: 4 })
  const editors = fc.option(person, { nil: undefined })

  test('whatever the places, the people, the requester and the editor', () => {
    fc.assert(
      fc.property(places, voters, person, editors, (approvers, people, requester, editor) => {
        const terms = { approvers, requester, ...(editor && { editor }) }
        const seats = approvers.reduce((sum, { count }) => sum + count, 0)
        const filled = seatsFilled(terms, people)
        expect(suffices(terms, people)).toBe(seats > 0 && filled === seats)
        const request = asked(approvers, { ...terms, votes: people.map((by) => voteOf(by)) })
        for (const next of everyone.filter((each) => !people.includes(each)))
          expect(mayDecide(request, next)).toBe(seatsFilled(terms, [...people, next]) > filled)
      }),
      { numRuns: 1_000 },
    )
  })
})
