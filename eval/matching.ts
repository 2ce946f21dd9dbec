import type { WantedCall, WantedValue } from './cases.ts'
import { resolveDate } from './dates.ts'

/** A call as the model made it, and what people approve of it, once it is a request. */
export type MadeCall = {
  tool: string
  input: Record<string, unknown>
  /** The request's own arguments, which may spell out more than the model said. */
  frozen?: Record<string, unknown>
}

/** When and where the member wrote. `now` is milliseconds since the epoch. */
export type Clock = { now: number; timeZone: string }

/** Letter case, spaces and a full stop at the end make no difference between two texts. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/[.!]+$/, '')

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === ''

function isWanted(wanted: WantedValue, value: unknown, clock: Clock): boolean {
  if (wanted === null) return isAbsent(value)
  if (typeof wanted === 'object') {
    if ('oneOf' in wanted) return wanted.oneOf.some((one) => isWanted(one, value, clock))
    return wanted.has.every((words) => plain(String(value ?? '')).includes(plain(words)))
  }
  if (typeof wanted !== 'string') return value === wanted
  if (isAbsent(value)) return false
  const { now, timeZone } = clock
  return plain(resolveDate(wanted, now, timeZone)) === plain(String(value))
}

/** Whether this call is the one that was wanted, on the fields that are named. */
export function isSameCall(wanted: WantedCall, made: MadeCall, clock: Clock): boolean {
  if (wanted.tool !== made.tool) return false
  return Object.entries(wanted.input).every(
    ([field, value]) =>
      isWanted(value, made.input[field], clock) ||
      // What the model left to the tool counts as the tool put it.
      (value !== null &&
        isAbsent(made.input[field]) &&
        isWanted(value, made.frozen?.[field], clock)),
  )
}

/**
 * Pairs each wanted call with a made one of its own. `missing` found none; `extra` were not wanted. Tries
 * every pairing, because a loose wish could take the call that a strict one needs; lists are short.
 */
export function pair<Made extends MadeCall>(
  wanted: readonly WantedCall[],
  made: readonly Made[],
  clock: Clock,
): { missing: WantedCall[]; extra: Made[] } {
  const [next, ...others] = wanted
  if (!next) return { missing: [], extra: [...made] }
  let best = { missing: wanted.slice(), extra: [...made] }
  for (const one of made) {
    if (!isSameCall(next, one, clock)) continue
    const rest = pair(
      others,
      made.filter((other) => other !== one),
      clock,
    )
    if (rest.missing.length < best.missing.length) best = rest
    if (best.missing.length === 0) return best
  }
  const without = pair(others, made, clock)
  return without.missing.length + 1 < best.missing.length
    ? { missing: [next, ...without.missing], extra: without.extra }
    : best
}
