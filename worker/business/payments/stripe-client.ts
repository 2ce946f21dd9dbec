import { z } from 'zod'

/** How Stripe is reached. `fetch` is the platform's; a test's own server has another `baseUrl`. */
export type Stripe = {
  apiKey: string
  baseUrl: string
  fetch: (address: string, init: RequestInit) => Promise<Response>
  /** How long an answer may take, to its last byte, in milliseconds. */
  timeoutMs?: number
}

/** A transfer to ask for; `key` names it on both sides. Cents. */
export type TransferOrder = {
  key: string
  amount: number
  account: string
  description: string
}

/** What a request came to. When nobody knows, the call throws in place of answering. */
export type StripeAnswer =
  | { answer: 'made'; transfer: StripeTransfer }
  /** Stripe will not make this transfer: neither this request nor another with its key made it. */
  | { answer: 'refused'; code: string }
  /** Turned away before the key was looked at; says nothing of earlier requests. */
  | { answer: 'not_admitted' }
  /** Turned away for now; says nothing of earlier requests. Milliseconds. */
  | { answer: 'busy'; after?: number }
  /** The key was used for other parameters before. */
  | { answer: 'key_conflict' }

/** https://docs.stripe.com/api/transfers/object, as far as it is read here. */
const transfer = z.object({
  id: z.string().startsWith('tr_'),
  object: z.literal('transfer'),
  amount: z.int(),
  amount_reversed: z.int(),
  currency: z.string(),
  destination: z.string(),
  metadata: z.record(z.string(), z.string()),
})
export type StripeTransfer = z.infer<typeof transfer>

const transfers = z.object({
  object: z.literal('list'),
  data: z.array(transfer),
  has_more: z.boolean(),
})

/** https://docs.stripe.com/api/errors */
const failure = z.object({
  error: z.object({ type: z.string(), code: z.string().optional() }),
})

/** Answers keep their form under a version, whatever the account's default. */
const VERSION = '2025-04-30.basil'
const TIMEOUT_MS = 30_000

/** Nobody knows what became of a request. The message never holds the key or what was sent. */
const unknown = (what: string): Error => new Error(`Stripe ${what}.`)

/**
 * Asks for one transfer, under an idempotency key: for 24 hours Stripe gives the first answer to every
 * further request with it (https://docs.stripe.com/api/idempotent_requests), after that it would pay
 * again, so the caller minds the time. Throws when no answer, or none that can be read, came back.
 */
export async function createTransfer(stripe: Stripe, order: TransferOrder): Promise<StripeAnswer> {
  const { key, amount, account, description } = order
  const { status, headers, body } = await send(stripe, '/v1/transfers', {
    method: 'POST',
    headers: { 'Idempotency-Key': key },
    body: new URLSearchParams({
      amount: String(amount),
      currency: 'usd',
      destination: account,
      transfer_group: key,
      'metadata[countersign_key]': key,
      description,
    }),
  })
  if (status === 200) {
    const made = transfer.safeParse(body)
    if (made.success) return { answer: 'made', transfer: made.data }
    throw unknown('answered with something that is not a transfer')
  }
  if (status === 401 || status === 403) return { answer: 'not_admitted' }
  if (status === 429) return { answer: 'busy', ...retryAfter(headers) }
  const refused = failure.safeParse(body)
  // 5xx, and what a gateway on the way says, tell nothing about the transfer: a stored 500 may come
  // back for a day although the money moved (https://docs.stripe.com/error-low-level).
  if (status < 400 || status >= 500 || !refused.success) throw unknown(`answered ${status}`)
  const { type, code = '' } = refused.data.error
  if (code === 'lock_timeout') return { answer: 'busy', ...retryAfter(headers) }
  if (type === 'idempotency_error' && status === 400) return { answer: 'key_conflict' }
  const isRefusal = type === 'invalid_request_error' || type === 'card_error'
  // A conflict is another request with this key that is being carried out right now.
  if (!isRefusal || status === 409) throw unknown(`answered ${status} ${type}`)
  return { answer: 'refused', code: /^[a-z0-9_]{1,60}$/.test(code) ? code : type }
}

/**
 * The transfers that were made under this key, by the mark that each carries: none, or one. Unlike the
 * key, the mark is never forgotten. Throws when Stripe did not say.
 */
export async function listTransfers(stripe: Stripe, key: string): Promise<StripeTransfer[]> {
  const query = new URLSearchParams({ transfer_group: key, limit: '100' })
  const { status, body } = await send(stripe, `/v1/transfers?${query}`, { method: 'GET' })
  const list = transfers.safeParse(body)
  if (status !== 200 || !list.success) throw unknown(`answered a look-up with ${status}`)
  const { data, has_more } = list.data
  if (has_more) throw unknown('holds more transfers in one group than were ever sent')
  return data.filter(({ metadata }) => metadata.countersign_key === key)
}

async function send(
  { apiKey, baseUrl, fetch, timeoutMs = TIMEOUT_MS }: Stripe,
  path: string,
  { headers, ...init }: RequestInit,
): Promise<{ status: number; headers: Headers; body: unknown }> {
  try {
    const response = await fetch(baseUrl.replace(/\/+$/, '') + path, {
      ...init,
      headers: { ...headers, Authorization: `Bearer ${apiKey}`, 'Stripe-Version': VERSION },
      // The key goes to this address and nowhere else.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: jsonOf(text) }
  } catch (error) {
    const name = error instanceof Error ? error.name : 'Error'
    throw unknown(
      name === 'TimeoutError' ? 'gave no answer in time' : `could not be heard (${name})`,
    )
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const LONGEST_PAUSE_MS = 3_600_000

/** `Retry-After` as seconds; its other form, a date, is not used by Stripe. */
function retryAfter(headers: Headers): { after?: number } {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return seconds > 0 ? { after: Math.min(seconds * 1_000, LONGEST_PAUSE_MS) } : {}
}
