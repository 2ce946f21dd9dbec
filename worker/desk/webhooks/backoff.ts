const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000]

/** How long to wait after the first failure, after the second, …; after the last one it is given up. */
const pauses = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  HOUR,
  6 * HOUR,
  24 * HOUR,
  24 * HOUR,
]

/** The longest pause that an endpoint may ask for, in milliseconds. */
const LONGEST_WISH = 24 * HOUR

/**
 * How long to wait after so many attempts, in milliseconds; null when there was the last one. Up to a
 * fifth is added by chance, so that what failed together does not come again together.
 * @param random at least 0, less than 1
 */
export function pauseAfter(attempts: number, random: number): number | null {
  const pause = pauses[attempts - 1]
  return pause === undefined ? null : Math.round(pause * (1 + random / 5))
}

/**
 * What `Retry-After` asks for, in milliseconds from `now`: seconds or a date (RFC 9110, 10.2.3), a day at
 * most; null when it is absent or says neither.
 */
export function wishedPause(header: string | null, now: number): number | null {
  const text = header?.trim() ?? ''
  const wish = /^\d{1,15}$/.test(text) ? Number(text) * SECOND : Date.parse(text) - now
  return Number.isFinite(wish) ? Math.min(LONGEST_WISH, Math.max(0, wish)) : null
}
