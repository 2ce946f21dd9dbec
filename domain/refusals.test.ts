import { describe, expect, test } from 'vitest'
import type { Clearance } from './approval.ts'
import {
  alreadyAnswered,
  alreadyDecided,
  invalid,
  inUtc,
  notAllowed,
  notAsked,
  stale,
} from './refusals.ts'
import {
  approvedBy,
  asked,
  begun,
  deniedBy,
  itself,
  mia,
  mo,
  oneReviewer,
  rea,
  rob,
  twoPeople,
  voteOf,
} from './testing/requests.ts'

const decidedAt = Date.parse('2026-11-22T14:03:59Z')
const ON = 'on 22 Nov 2026, 14:03 UTC; your answer changed nothing.'

test('moments are told in UTC, whatever the zone of the machine', () => {
  expect(inUtc(decidedAt)).toBe('22 Nov 2026, 14:03 UTC')
})

describe('who came too late is told who ended it, what and when', () => {
  const ended = asked(oneReviewer, { decidedAt, votes: [voteOf(rea)] })

  test.each([
    ['approved', `Rea approved this request ${ON}`],
    ['executing', `Rea approved this request ${ON}`],
    ['succeeded', `Rea approved this request ${ON}`],
    ['failed', `Rea approved this request ${ON}`],
    ['unknown', `Rea approved this request ${ON}`],
    ['denied', `Rea denied this request ${ON}`],
  ] as const)('%s: the one whose vote decided', (status, message) => {
    expect(alreadyDecided({ ...ended, status })).toEqual({
      code: 'already_decided',
      message,
      status,
      decidedBy: rea,
      decidedAt,
    })
  })

  test.each([
    ['withdrawn', `Mia withdrew this request ${ON}`],
    ['superseded', `Mia replaced this request with a newer one ${ON}`],
    ['undone', `Mia undid this request ${ON}`],
  ] as const)('%s: the one who closed it, not the one who voted', (status, message) => {
    expect(alreadyDecided({ ...ended, status, closedBy: mia })).toMatchObject({
      message,
      decidedBy: mia,
      decidedAt,
    })
  })

  test.each<[Clearance['by'], string]>([
    ['rule', `A rule allowed this ${ON}`],
    ['grant', `A grant allowed this ${ON}`],
    ['expiry', `Time ran out, and the rule allowed this ${ON}`],
  ])('by a %s: nobody is named, though some had voted', (by, message) => {
    const clearance = { by, id: 'x', at: decidedAt, version: 1 }
    const refusal = alreadyDecided({ ...ended, status: 'approved', clearance })
    expect(refusal).toEqual({ code: 'already_decided', message, status: 'approved', decidedAt })
  })

  test('denied by a rule, or expired: nobody is named', () => {
    const nobody = { ...ended, votes: [] }
    expect(alreadyDecided({ ...nobody, status: 'denied' }).message).toBe(`A rule denied this ${ON}`)
    expect(alreadyDecided({ ...ended, status: 'expired' })).toEqual({
      code: 'already_decided',
      message: `This request expired ${ON}`,
      status: 'expired',
      decidedAt,
    })
  })

  test('a vote on an older version decided nothing', () => {
    const edited = { ...ended, version: 2, status: 'denied' } as const
    expect(alreadyDecided(edited)).not.toHaveProperty('decidedBy')
  })

  test('while it still waits there is nobody to name', () => {
    expect(alreadyDecided(asked(twoPeople, { votes: [voteOf(rea)] }))).toEqual({
      code: 'not_allowed',
      message: 'This request still waits for an answer; nothing was changed.',
    })
  })

  test('who changes their mind is told of their own answer', () => {
    const state = asked(twoPeople, { votes: [voteOf(rea), voteOf(mo)] })
    expect(alreadyAnswered(state, { ...voteOf(rea), at: decidedAt })).toEqual({
      code: 'already_decided',
      message:
        'You answered this request on 22 Nov 2026, 14:03 UTC; your new answer changed nothing.',
      status: 'pending',
      decidedBy: rea,
      decidedAt,
    })
  })
})

test.each([
  [asked(oneReviewer), mia, 'You asked for this yourself; a reviewer must answer it.'],
  [
    asked([...itself, ...oneReviewer], { editor: rea }),
    rea,
    'You changed this request yourself; the requester and a reviewer must answer it.',
  ],
  [
    asked([{ role: 'manager', count: 2 }]),
    rob,
    'This request needs 2 managers; your role (reviewer) cannot answer it now.',
  ],
])('who is not asked is told who is', (request, voter, message) => {
  expect(notAsked(request, voter)).toEqual({ code: 'not_allowed', message })
})

test('who saw an older version is told what stands now', () => {
  expect(stale(asked(oneReviewer, { version: 4, digest: 'd4' }))).toMatchObject({
    code: 'stale',
    version: 4,
    digest: 'd4',
  })
})

test('every sentence is one sentence', () => {
  const refusals = [
    alreadyDecided(asked(itself)),
    alreadyDecided(approvedBy(asked(oneReviewer), rea)),
    alreadyDecided(deniedBy(asked(oneReviewer), rea)),
    alreadyDecided(begun()),
    notAsked(asked(oneReviewer), mia),
    stale(asked(itself)),
  ]
  for (const { message } of refusals) expect(message).toMatch(/^[A-Z][^.]+\.$/)
  expect(notAllowed('No.')).toEqual({ code: 'not_allowed', message: 'No.' })
  expect(invalid('reason', 'Why?')).toEqual({ code: 'invalid', field: 'reason', message: 'Why?' })
})

test('who saw an older version is told who changed it, and when', () => {
  const at = new Date(decidedAt).toISOString()
  const edited = asked(oneReviewer, { change: { cause: 'edited', by: rob, at } })
  expect(stale(edited)).toMatchObject({
    code: 'stale',
    message:
      'Rob changed this request on 22 Nov 2026, 14:03 UTC, after you opened it; look at it again before you answer.',
  })
  expect(stale({ ...edited, change: { cause: 'moved', at } }).message).toMatch(
    /^This request changed on 22 Nov 2026, 14:03 UTC, after/,
  )
})
