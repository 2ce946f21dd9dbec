import type { APIRequestContext, APIResponse } from '@playwright/test'
import type { z } from 'zod'
import { json } from './actor.ts'
import { Business, patient } from './business.ts'
import type {
  accountBody,
  clockBody,
  faultBody,
  invoiceBody,
  releaseBody,
  scriptBody,
} from './worker/protocol.ts'

export type Invoice = { number: string; payee: string; amount: number }
export type LedgerEntry = { id: number; key: string; amount: number; payee: string; at: string }
type Turn = z.input<typeof scriptBody>['turns'][number]

/** What a test does to the server behind the page: data of its own, time, faults, a model's words. */
export class Workshop {
  readonly #api: APIRequestContext
  /** Places, orders and bookings, and what the database holds. */
  readonly business: Business

  /** @param api signed in as an auditor, who may read the books */
  private constructor(api: APIRequestContext) {
    this.#api = api
    this.business = new Business(api)
  }

  static async open(api: APIRequestContext): Promise<Workshop> {
    const auditor: z.input<typeof accountBody> = { role: 'auditor' }
    await json(await api.post('/e2e/accounts', { data: auditor }))
    return new Workshop(api)
  }

  /** An open invoice that no other test knows of. `amount` in cents. */
  async invoice(amount: number, payee = 'Harbor Print'): Promise<Invoice> {
    const data: z.input<typeof invoiceBody> = { payee, amount }
    return json(await this.#api.post('/e2e/invoices', { data, ...patient }))
  }

  /** What the books say of this request: every payment that was made for it. */
  async paymentsFor(requestId: string): Promise<LedgerEntry[]> {
    const { entries }: { entries: LedgerEntry[] } = await json(
      await this.#api.get('/api/ledger', patient),
    )
    return entries.filter(({ key }) => key.startsWith(`${requestId}.`))
  }

  /** Lets the conversation's model say and call exactly this, one list a call of the model. */
  async script(conversationId: string, ...turns: Turn[]): Promise<void> {
    await this.#post(`/e2e/conversations/${conversationId}/script`, { turns })
  }

  /** Whoever reaches the point next waits there until `release`. */
  async hold(conversationId: string, point: string): Promise<void> {
    await this.#fault({ conversationId, point, mode: 'hold' })
  }

  /** Whoever reaches the point next fails. */
  async fail(conversationId: string, point: string, times = 1): Promise<void> {
    await this.#fault({ conversationId, point, mode: 'throw', times })
  }

  async release(conversationId: string, point: string): Promise<void> {
    const data: z.input<typeof releaseBody> = { conversationId, point }
    await this.#post('/e2e/faults/release', data)
  }

  /** The points at which something is held at this moment. */
  async held(conversationId: string): Promise<string[]> {
    const { points } = await json(await this.#api.get(`/e2e/conversations/${conversationId}/held`))
    return points
  }

  /** Moves the time of one conversation, or of the whole server. */
  async moveClock(to: z.input<typeof clockBody>): Promise<void> {
    await this.#post('/e2e/clock', to)
  }

  /** Questions and answers in turn, so many messages in all. */
  async fill(conversationId: string, messages: number): Promise<void> {
    await this.#post(`/e2e/conversations/${conversationId}/fill`, { messages })
  }

  async #fault(data: z.input<typeof faultBody>): Promise<void> {
    await this.#post('/e2e/faults', data)
  }

  async #post(path: string, data: object): Promise<APIResponse> {
    const answer = await this.#api.post(path, { data })
    if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`)
    return answer
  }
}
