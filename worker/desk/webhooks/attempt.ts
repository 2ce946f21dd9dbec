import { wishedPause } from './backoff.ts'
import type { WebhookSettings } from './settings.ts'
import { signedHeaders } from './signature.ts'

/** How long an endpoint may take, in milliseconds. */
export const PATIENCE = 10_000

export type Connected = Extract<WebhookSettings, { state: 'connected' }>

export type AttemptDeps = {
  fetch(address: string, init: RequestInit): Promise<Response>
  /** Milliseconds since the epoch. */
  now(): number
  /** Ends after so many milliseconds. */
  timeout(milliseconds: number): AbortSignal
}

export type Outcome =
  | { did: 'deliver' }
  /** `final`: it must not be tried again. `pause`: what the endpoint asked for, in milliseconds. */
  | { did: 'fail'; reason: string; final?: true; pause?: number }

/**
 * One attempt. Whatever the endpoint says in its body is not read: only its status counts, and its wish
 * for a pause. Never throws.
 */
export async function attempt(
  id: string,
  body: string,
  { url, key }: Connected,
  { fetch, now, timeout }: AttemptDeps,
): Promise<Outcome> {
  const patience = timeout(PATIENCE)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Countersign-Webhook/1',
        ...signedHeaders(key, id, now(), body),
      },
      body,
      // A redirect would carry the message to an address that nobody has set.
      redirect: 'manual',
      signal: patience,
    })
    await response.body?.cancel().catch(() => undefined)
    return outcomeOf(response, now())
  } catch {
    const reason = patience.aborted
      ? `No answer within ${PATIENCE / 1000} seconds.`
      : 'The endpoint could not be reached.'
    return { did: 'fail', reason }
  }
}

function outcomeOf({ status, headers }: Response, now: number): Outcome {
  if (status >= 200 && status < 300) return { did: 'deliver' }
  if (status === 410) {
    const reason = 'The endpoint answered 410: it wants no more of these.'
    return { did: 'fail', reason, final: true }
  }
  if (status >= 300 && status < 400) {
    const reason = `The endpoint answered ${status}, a redirect; these are not followed.`
    return { did: 'fail', reason }
  }
  const pause = wishedPause(headers.get('retry-after'), now)
  return {
    did: 'fail',
    reason: `The endpoint answered ${status}.`,
    ...(pause !== null && { pause }),
  }
}
