const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
  ['millisecond', 1],
] as const

/** `a`, `a and b`, `a, b and c`; with another word before the last if wanted. */
export const inList = (words: readonly string[], last = 'and'): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`

/**
 * `4 hours`, `24 hours`, `7 days`, `1 hour and 30 minutes`, from milliseconds. Nothing is rounded: two
 * durations that differ read differently.
 */
export function durationInWords(ms: number): string {
  let rest = ms
  const parts: string[] = []
  for (const [name, size] of units) {
    // Up to two days people count in hours.
    const count = name === 'day' && ms < 2 * size ? 0 : Math.floor(rest / size)
    rest -= count * size
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`)
  }
  return parts.length > 0 ? inList(parts) : '0 seconds'
}
