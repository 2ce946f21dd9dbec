import type { Call, Conversation, Exchange } from './conversation.ts'
import type { Now } from './facts/days.ts'
import type { Plan } from './plan.ts'
import type { Spoken } from './spoken.ts'

/** Where the dialogue stands between two exchanges. */
export type Stand = {
  /** What our open question makes of the next words. */
  open: Plan['hear']
  about: string | undefined
  known: Plan['known']
  patience: number
  /** Something else was asked for since, or beside it. */
  isShelved: boolean
  isLate: boolean
  isFree: boolean
  isOffering: boolean
  /** What the person said last. */
  asked: string
  spoken: Spoken
  calls: readonly Call[]
}

const beginning: Stand = {
  open: undefined,
  about: undefined,
  known: undefined,
  patience: 0,
  isShelved: false,
  isLate: false,
  isFree: false,
  isOffering: false,
  asked: '',
  spoken: {},
  calls: [],
}

/** The newest stand of each conversation, by all that it follows from: to play the same again gives the same. */
const stands = new Map<string, Stand>()
const REMEMBERED = 100

type Played = { count: number; stand: Stand; keep(stand: Stand): void }

/**
 * How many exchanges need not be played again, and where they led. Nothing rests on it but time: a reply
 * that looks something up plays the dialogue twice, and so does everybody who writes again in the
 * same minute.
 */
export function playedUntil(
  { exchanges, outcomes }: Conversation,
  now: Now,
  offered: string | undefined,
): Played {
  if (offered === undefined || exchanges.length < 2) {
    return { count: 0, stand: beginning, keep: () => undefined }
  }
  const world = JSON.stringify([now, offered, outcomes])
  const keyOf = (some: readonly Exchange[]) => world + JSON.stringify(some)
  const past = exchanges.slice(0, -1)
  const whole = keyOf(past)
  const keep = (stand: Stand) => {
    const [oldest] = stands.keys()
    if (stands.size >= REMEMBERED && oldest !== undefined) stands.delete(oldest)
    stands.set(whole, stand)
  }
  const known = stands.get(whole)
  if (known) return { count: past.length, stand: known, keep }
  const shorter = keyOf(past.slice(0, -1))
  const before = stands.get(shorter)
  if (!before) return { count: 0, stand: beginning, keep }
  // What follows takes its place.
  stands.delete(shorter)
  return { count: past.length - 1, stand: before, keep }
}
