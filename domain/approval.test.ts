import { describe, expect, test } from 'vitest'
import {
  decisiveVote,
  effectKey,
  isSettled,
  isUnresolved,
  mayBecome,
  statuses,
} from './approval.ts'
import { asked, mo, oneReviewer, rea, twoPeople, voteOf } from './testing/requests.ts'

const next = (from: (typeof statuses)[number]) => statuses.filter((to) => mayBecome(from, to))

describe('the arcs', () => {
  test('a decision, the clock, the requester or a newer request end the waiting', () => {
    expect(next('pending')).toEqual(['approved', 'denied', 'expired', 'withdrawn', 'superseded'])
  })

  test('what is approved begins, goes back to people or is undone', () => {
    expect(next('approved')).toEqual(['pending', 'executing', 'undone'])
  })

  test('from executing there is no way back: it ends, or nobody knows', () => {
    expect(next('executing')).toEqual(['succeeded', 'failed', 'unknown'])
    expect(next('unknown')).toEqual(['succeeded', 'failed'])
  })

  test('history stays as it is', () => {
    const settled = [
      'succeeded',
      'failed',
      'denied',
      'expired',
      'withdrawn',
      'superseded',
      'undone',
    ]
    expect(statuses.filter(isSettled)).toEqual(settled)
    expect(statuses.filter(isSettled).flatMap(next)).toEqual([])
  })

  test('approved, executing and unknown are unresolved: something may be about to happen', () => {
    expect(statuses.filter(isUnresolved)).toEqual(['approved', 'executing', 'unknown'])
  })
})

test('an effect is named after the request and the version that people approved', () => {
  expect(effectKey('c_one_1', 3)).toBe('c_one_1.3.1')
})

describe('the decisive vote', () => {
  test('is the last one on the current version', () => {
    const votes = [voteOf(mo), voteOf(rea)]
    expect(decisiveVote(asked(twoPeople, { votes }))?.by).toEqual(rea)
  })

  test('is none of an older version', () => {
    const edited = asked(oneReviewer, { version: 2, votes: [voteOf(rea)] })
    expect(decisiveVote(edited)).toBeUndefined()
  })
})
