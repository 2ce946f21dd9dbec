/**
 * The work's result, or an error once so many milliseconds have passed. The work itself goes on: whoever
 * calls must be able to live with its doing something later.
 */
export async function withDeadline<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  if (milliseconds === Infinity) return work
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => reject(new Error(`No answer came within ${milliseconds / 1000} seconds.`)),
    milliseconds,
  )
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
