import {
  inUse,
  otherParameters,
  refused,
  serverError,
  type StripeAnswer,
} from './stripe-answers.ts'
import { StripeTransfers } from './stripe-transfers.ts'

/** A request as it arrived. */
export type StripeRequest = {
  method: string
  path: string
  headers: Headers
  /** Of the form, or of the query. */
  parameters: Record<string, string>
}

/** One of the ways in which Stripe, or the way to it, lets one down. */
export type Fault =
  /** The connection breaks before anything is done. */
  | 'unreachable'
  /** Done, and the connection breaks before the answer. */
  | 'lost'
  /** Done, and the answer breaks off in the middle. */
  | 'cut'
  /** Done, and what answers is a gateway's page in place of JSON. */
  | 'garbled'
  /** 500 before anything was done; kept for the key like any first answer. */
  | 'failed before'
  /** 500 although it was done; kept for the key likewise. */
  | 'failed after'
  /** 503 of something on the way: nothing done, nothing kept. */
  | 'unavailable'
  /** 409: another request with this key is being carried out. */
  | 'in use'
  /** 409: an object is locked for a moment; nothing done. */
  | 'locked'
  /** 429 with `Retry-After: 2`; nothing done. */
  | 'limited'
  /** 401: the key was revoked; nothing done. */
  | 'revoked'
  /** Done at once, and answered when `until` settles. */
  | { answers: 'late'; until: Promise<unknown> }
  /** Done and answered when `until` settles; the key is in use meanwhile. */
  | { answers: 'slowly'; until: Promise<unknown> }

/** The connection is gone without an answer. */
export class ConnectionLost extends TypeError {
  override name = 'ConnectionLost'
}

export type StripeOptions = {
  apiKey?: string
  /** Milliseconds since the epoch; move it to let keys be forgotten. */
  now?: () => number
  /** What the platform's balance holds, in cents. */
  balance?: number
  /** Connected accounts that take transfers; every well-formed one unless given. */
  accounts?: readonly string[]
  /** How long a key is remembered, in milliseconds. */
  retentionMs?: number
}

/** A first answer under a key; null while it is being worked out. */
type Kept = { fingerprint: string; at: number; answer: StripeAnswer | null }

const DAY = 24 * 3_600_000

/**
 * The part of Stripe that sends money to connected accounts: transfers, their list, and idempotency
 * keys with the memory that https://docs.stripe.com/api/idempotent_requests describes.
 */
export class StripeApi {
  readonly transfers: StripeTransfers
  readonly requests: StripeRequest[] = []
  readonly #apiKey: string
  readonly #now: () => number
  readonly #retentionMs: number
  readonly #kept = new Map<string, Kept>()
  readonly #faults = { POST: [] as Fault[], GET: [] as Fault[] }

  constructor(options: StripeOptions = {}) {
    const { apiKey = 'sk_test_local', now = Date.now, retentionMs = DAY } = options
    const { balance = 1_000_000_00, accounts } = options
    this.#apiKey = apiKey
    this.#now = now
    this.#retentionMs = retentionMs
    this.transfers = new StripeTransfers({ now, balance, accounts })
  }

  /** Puts faults before the next requests of a method, one each; the rest goes well. */
  misbehave(faults: readonly Fault[], method: 'POST' | 'GET' = 'POST'): void {
    this.#faults[method].push(...faults)
  }

  /** Whatever was still to go wrong goes well. */
  clearFaults(method: 'POST' | 'GET'): void {
    this.#faults[method].length = 0
  }

  /** `handle` in the form of the platform's own function, which a timeout can abort. */
  readonly fetch = (address: string, init: RequestInit): Promise<Response> => {
    const { signal } = init
    const gone = Promise.withResolvers<never>()
    signal?.addEventListener('abort', () => gone.reject(signal.reason as Error))
    const request = new Request(address, { ...init, signal: null })
    return Promise.race([this.handle(request), gone.promise])
  }

  /** Answers one request as Stripe does, or throws when the connection breaks. */
  async handle(request: Request): Promise<Response> {
    const { method, headers } = request
    const { pathname: path, searchParams } = new URL(request.url)
    const form = new URLSearchParams(new TextDecoder().decode(await request.arrayBuffer()))
    const parameters = Object.fromEntries(method === 'POST' ? form : searchParams)
    const arrived: StripeRequest = { method, path, headers, parameters }
    const id = `req_${String(this.requests.push(arrived)).padStart(14, '0')}`
    const fault = method === 'POST' || method === 'GET' ? this.#faults[method].shift() : undefined

    if (fault === 'unreachable') throw new ConnectionLost('The connection was refused.')
    if (fault === 'unavailable') return new Response('Service Unavailable', { status: 503 })
    const answer = await this.#answer(arrived, fault)
    if (typeof fault === 'object' && fault.answers === 'late') await fault.until
    if (fault === 'lost') throw new ConnectionLost('The connection was reset.')
    if (fault === 'garbled') return new Response('<html>Bad gateway</html>', { status: 200 })
    const { status, body } = answer
    return new Response(fault === 'cut' ? brokenOff(body) : JSON.stringify(body, null, 2), {
      status,
      headers: { 'content-type': 'application/json', 'request-id': id, ...answer.headers },
    })
  }

  async #answer(request: StripeRequest, fault: Fault | undefined): Promise<StripeAnswer> {
    const { method, path, headers, parameters } = request
    if (headers.get('authorization') !== `Bearer ${this.#apiKey}` || fault === 'revoked') {
      return refused(401, undefined, 'Invalid API Key provided: sk_test_****')
    }
    if (fault === 'limited') {
      const limited = refused(429, 'rate_limit', 'Request rate limit exceeded.')
      return { ...limited, headers: { 'retry-after': '2' } }
    }
    if (path !== '/v1/transfers' || (method !== 'POST' && method !== 'GET')) {
      return refused(404, undefined, `Unrecognized request URL (${method}: ${path}).`)
    }
    if (method === 'GET') {
      return fault === 'failed before' ? serverError() : this.transfers.list(parameters)
    }
    const key = headers.get('idempotency-key')
    return key === null ? this.#perform(parameters, fault) : this.#once(key, parameters, fault)
  }

  /** First answers are kept, whatever they are, once the operation itself has begun. */
  async #once(
    key: string,
    parameters: Record<string, string>,
    fault: Fault | undefined,
  ): Promise<StripeAnswer> {
    if (fault === 'in use') return inUse(key)
    if (fault === 'locked') return refused(409, 'lock_timeout', 'This object is in use.')
    const fingerprint = JSON.stringify(Object.entries(parameters).toSorted())
    const earlier = this.#kept.get(key)
    if (earlier && this.#now() - earlier.at < this.#retentionMs) {
      if (earlier.fingerprint !== fingerprint) return otherParameters(key)
      if (!earlier.answer) return inUse(key)
      const headers = { ...earlier.answer.headers, 'idempotent-replayed': 'true' }
      return { ...earlier.answer, headers }
    }
    const missing = ['amount', 'currency', 'destination'].find((name) => !parameters[name])
    if (missing) {
      return refused(400, 'parameter_missing', `Missing required param: ${missing}.`, missing)
    }
    const kept: Kept = { fingerprint, at: this.#now(), answer: null }
    this.#kept.set(key, kept)
    kept.answer = await this.#perform(parameters, fault)
    return kept.answer
  }

  async #perform(
    parameters: Record<string, string>,
    fault: Fault | undefined,
  ): Promise<StripeAnswer> {
    if (fault === 'failed before') return serverError()
    if (typeof fault === 'object' && fault.answers === 'slowly') await fault.until
    const answer = this.transfers.create(parameters)
    return fault === 'failed after' ? serverError() : answer
  }
}

/** The first half of an answer, then a broken connection. */
function brokenOff(body: object): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(JSON.stringify(body))
  let sent = false
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent) controller.error(new ConnectionLost('The connection was reset.'))
      else controller.enqueue(bytes.slice(0, bytes.length / 2))
      sent = true
    },
  })
}
