/** `0.8 s in the middle, 95 % within 2.1 s, 3.4 s at most`, from milliseconds. */
export function spread(times: readonly number[]): string {
  if (times.length === 0) return 'none'
  const sorted = times.toSorted((one, other) => one - other)
  const at = (share: number): string => {
    const index = Math.max(0, Math.ceil(share * sorted.length) - 1)
    return `${((sorted[index] ?? 0) / 1000).toFixed(1)} s`
  }
  return `${at(0.5)} in the middle, 95 % within ${at(0.95)}, ${at(1)} at most`
}
