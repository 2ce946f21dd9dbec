import { Refused } from './errors.ts'

/** All limits count within a minute (wrangler.jsonc). */
const WINDOW_SECONDS = 60

/** Counts one use by this person or address; 429 beyond the limit of this minute. */
export async function within(limit: RateLimit, key: string, what: string): Promise<void> {
  const { success } = await limit.limit({ key })
  if (success) return
  throw new Refused(429, 'slow_down', `${what}; please wait a minute and try again.`, {
    retryAfter: WINDOW_SECONDS,
  })
}
