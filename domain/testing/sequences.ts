import type { Approver, Verdict } from '../approval.ts'
import type { Attempt } from '../machine.ts'
import type { Ruling } from '../policy.ts'
import { type Person, role } from '../roles.ts'
import { DAY, HOUR } from './policies.ts'
import { everyone } from './requests.ts'

/** What somebody had on their screen when they answered. */
type Saw = 'what stands' | 'the version before' | 'a digest of their own'

/** One thing that somebody, the clock or the host does to a request. */
export type Move =
  | { do: 'vote'; by: Person; verdict: Verdict; saw: Saw; reason: string }
  | { do: 'withdraw'; by: Person }
  | { do: 'supersede' }
  | { do: 'edit'; by: Person; saw: Saw; ruling: Ruling; material: boolean }
  | { do: 'facts move'; ruling: Ruling }
  | { do: 'extend'; by: Person; later: number }
  | { do: 'undo'; by: Person }
  | { do: 'wait'; ms: number; alarm: boolean }
  | { do: 'start' }
  | { do: 'finish'; status: Attempt['status'] }
  | { do: 'settle'; by: Person; outcome: 'succeeded' | 'failed'; reason: string }

/** A request as policy ruled on it, and all that is tried on it. */
export type Sequence = {
  seed: number
  requester: Person
  ruling: Ruling
  undoMs: number | undefined
  moves: readonly Move[]
}

/** Cheap numbers that look random and are the same for the same seed (mulberry32). */
export class Dice {
  #state: number

  constructor(seed: number) {
    this.#state = seed
  }

  /** A whole number from 0 to below `sides`. */
  roll(sides: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * sides)
  }

  /** True once in so many rolls. */
  once(rolls: number): boolean {
    return this.roll(rolls) === 0
  }

  pick<T>(list: readonly [T, ...T[]]): T
  pick<T>(list: readonly T[]): T
  pick<T>(list: readonly T[]): T {
    return list[this.roll(list.length)] as T
  }
}

/** Anybody; now and then with a role that they were given or lost since. */
function somebody(dice: Dice): Person {
  const person = dice.pick(everyone)
  return dice.once(24) ? { ...person, role: dice.pick(role.options) } : person
}

const usual: readonly (readonly Approver[])[] = [
  [{ role: 'requester', count: 1 }],
  [{ role: 'reviewer', count: 1 }],
  [{ role: 'reviewer', count: 1 }],
  [{ role: 'manager', count: 1 }],
  [{ role: 'reviewer', count: 2 }],
  [
    { role: 'manager', count: 1 },
    { role: 'reviewer', count: 1 },
  ],
  [
    { role: 'requester', count: 1 },
    { role: 'reviewer', count: 1 },
  ],
]

/** Of all kinds, also such as nobody would write into a policy. */
const odd = (dice: Dice): Approver[] =>
  Array.from({ length: dice.roll(4) }, () => ({
    role: dice.pick(['requester', ...role.options]),
    count: dice.roll(3),
  }))

function rulingFrom(dice: Dice): Ruling {
  const outcome = dice.once(8) ? dice.pick(['allow', 'deny'] as const) : 'ask'
  const asks = outcome === 'ask'
  const grant = outcome === 'allow' && dice.once(2) ? 'a grant' : undefined
  return {
    outcome,
    rule: { id: 'a rule', reason: 'It says so.', policyVersion: 1 },
    approvers: asks ? [...(dice.once(5) ? odd(dice) : dice.pick(usual))] : [],
    reasonRequired: dice.once(5),
    timers: {
      remindAfter: dice.once(2) ? dice.pick([HOUR, 30 * HOUR]) : undefined,
      escalateAfter: dice.once(2) ? dice.pick([HOUR, 2 * HOUR]) : undefined,
      escalateTo: dice.once(2) ? dice.pick(['manager', 'reviewer'] as const) : undefined,
      expireAfter: dice.pick([HOUR, 10 * HOUR, 7 * DAY]),
    },
    onExpiry: asks && dice.once(3) ? 'approve' : 'deny',
    ...(grant !== undefined && { grant }),
  }
}

const sight = (dice: Dice): Saw =>
  dice.once(8) ? dice.pick(['the version before', 'a digest of their own']) : 'what stands'

const makers: readonly [weight: number, make: (dice: Dice) => Move][] = [
  [
    38,
    (dice) => ({
      do: 'vote',
      by: somebody(dice),
      verdict: dice.once(12) ? 'deny' : 'approve',
      saw: sight(dice),
      reason: dice.pick(['', '  ', 'Fine', 'Fine']),
    }),
  ],
  [2, (dice) => ({ do: 'withdraw', by: somebody(dice) })],
  [1, () => ({ do: 'supersede' })],
  [
    9,
    (dice) => ({
      do: 'edit',
      by: somebody(dice),
      saw: sight(dice),
      ruling: rulingFrom(dice),
      material: dice.once(2),
    }),
  ],
  [4, (dice) => ({ do: 'facts move', ruling: rulingFrom(dice) })],
  [
    3,
    (dice) => ({
      do: 'extend',
      by: somebody(dice),
      later: dice.pick([-HOUR, 0, HOUR, 10 * DAY, 91 * DAY]),
    }),
  ],
  [4, (dice) => ({ do: 'undo', by: somebody(dice) })],
  [
    10,
    (dice) => ({
      do: 'wait',
      ms: dice.pick([1, 9_999, 10_000, HOUR, HOUR, 3 * HOUR, 8 * DAY]),
      alarm: dice.once(2),
    }),
  ],
  [16, () => ({ do: 'start' })],
  [
    14,
    (dice) => ({
      do: 'finish',
      status: dice.pick([
        'succeeded',
        'failed',
        'delayed',
        'delayed',
        'unknown',
        'unknown',
        'unknown',
      ]),
    }),
  ],
  [
    6,
    (dice) => ({
      do: 'settle',
      by: dice.once(2)
        ? dice.pick(everyone.filter(({ role }) => role === 'manager'))
        : somebody(dice),
      outcome: dice.pick(['succeeded', 'failed']),
      reason: dice.pick([' ', 'I called them.', 'I called them.']),
    }),
  ],
]

const bag = makers.flatMap(([weight, make]) => Array.from({ length: weight }, () => make))

/** The sequence of this seed; always the same one. */
export function sequenceOf(seed: number): Sequence {
  const dice = new Dice(seed)
  return {
    seed,
    requester: dice.once(2) ? dice.pick(everyone) : (everyone[0] as Person),
    ruling: rulingFrom(dice),
    undoMs: dice.once(3) ? dice.pick([10_000, HOUR]) : undefined,
    moves: Array.from({ length: 4 + dice.roll(24) }, () => dice.pick(bag)(dice)),
  }
}
