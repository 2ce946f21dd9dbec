import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { statuses } from './approval.ts'
import { broken, brokenMachine } from './testing/broken-machines.ts'
import { type Machine, machine, problemOf, shrunk } from './testing/run-sequence.ts'
import { sequenceInWords } from './testing/sequence-words.ts'
import { sequenceOf } from './testing/sequences.ts'
import { arrows, type Tally } from './testing/witness.ts'

const BATCH = 1_000
const MINUTE = 60_000
const whole = process.env.PROVE === '1'
const sequences = whole ? 1_000_000 : 100_000
/** One sequence to tell again, by the number that a failure names. */
const again = process.env.SEQUENCE

/** The sequence of this seed in as few moves as show its problem; null when it has none. */
function objection(seed: number, parts: Machine, tally: Tally = new Map()): string | null {
  const sequence = sequenceOf(seed)
  if (problemOf(sequence, parts, tally) === null) return null
  const short = shrunk(sequence, parts)
  const problem = problemOf(short, parts, new Map())
  return `${problem}\nSequence ${seed}, as short as it gets:\n${sequenceInWords(short)}`
}

describe('whatever people, the clock and providers do in whatever order', () => {
  const tally: Tally = new Map()

  if (again !== undefined)
    test('nothing in the sequence that SEQUENCE names', () => {
      expect(objection(Number(again), machine)).toBeNull()
    })

  test(
    `nothing happens that should not: ${sequences} sequences`,
    () => {
      fc.assert(
        fc.property(fc.nat(), (first) => {
          for (let seed = first; seed < first + BATCH; seed += 1) {
            const found = objection(seed, machine, tally)
            if (found !== null) throw new Error(found)
          }
        }),
        // A batch has shrunk its own sequence; there is nothing smaller among other batches.
        { numRuns: sequences / BATCH, endOnFailure: true },
      )
    },
    (whole ? 30 : 5) * MINUTE,
  )

  test('and everything that can happen did, often', () => {
    const all = statuses.flatMap((from) => arrows[from].map((to) => `${from} → ${to}`))
    const seldom = [...all, ...also].filter((what) => (tally.get(what) ?? 0) < 100)
    expect(seldom).toEqual([])
  })
})

const also = [
  'vote.cast',
  'request.reminded',
  'request.escalated',
  'request.extended',
  'request.revised',
  'effect.started',
  'effect.delayed',
  'cleared by rule',
  'cleared by grant',
  'cleared by expiry',
  'settled by a person',
  'refused: not_allowed',
  'refused: already_decided',
  'refused: stale',
  'refused: invalid',
]

describe('a machine with a mistake does not pass', () => {
  test.each(Object.entries(broken))(
    '%s',
    (_mistake, { parts, noticed }) => {
      const made = brokenMachine(parts)
      let problem: string | null = null
      for (let seed = 0; seed < 50_000 && problem === null; seed += 1) {
        problem = problemOf(sequenceOf(seed), made, new Map())
      }
      expect(problem).toMatch(noticed)
    },
    MINUTE,
  )

  test('and is shown in the few moves that it takes', () => {
    const made = brokenMachine(broken['one yes is enough']!.parts)
    const seeds = Array.from({ length: 1_000 }, (_, seed) => seed)
    const first = seeds.find((seed) => problemOf(sequenceOf(seed), made, new Map()) !== null)
    expect(objection(first!, made)).toMatch(
      /^Approved by too few.*\nSequence \d+.*\n {2}0\. .* asks;.*(\n {2}\d\. .*){1,3}$/,
    )
  })
})
