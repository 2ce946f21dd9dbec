/** One figure that a question found, as printed. */
export type Finding = {
  what: string
  measured: string
  /** What it must be; absent for a figure that only explains. */
  bar?: string
  missed?: boolean
}

/** One question of the bench; each has a file of its own. */
export type Question = { name: string; ask(): Promise<Finding[]> }

/** The middle value; the mean of the middle two when there is none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  if (low === undefined || high === undefined) throw new Error('There is nothing to measure.')
  return (low + high) / 2
}

/** The value that a share of all values does not exceed, by nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export const inMilliseconds = (value: number): string =>
  `${value < 100 ? value.toFixed(1) : value.toFixed(0)} ms`

/** A finding for a ratio or count that may be at most so much. */
export const atMost = (what: string, value: number, limit: number, unit = ''): Finding => ({
  what,
  measured: `${Number(value.toFixed(2))}${unit}`,
  bar: `at most ${limit}${unit}`,
  missed: !(value <= limit),
})
