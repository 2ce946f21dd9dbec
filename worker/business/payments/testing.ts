import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { StripeApi, type StripeOptions } from '../../../e2e/stripe-api.ts'
import { NOON } from '../../testing/business.ts'
import type { Payment } from '../ledger.ts'
import type { PaymentProvider, PaymentResult } from './provider.ts'
import { stripePayments, type StripePaymentsDeps } from './stripe-payments.ts'

const db = env.DB

export const HOUR = 3_600_000

/** INV-1001 as people approved it, to be paid through Stripe. */
export const printing: Payment & { account: string } = {
  key: 'c_a_1.1.1',
  payee: 'Harbor Print',
  amount: 120_00,
  invoice: 'INV-1001',
  account: 'acct_1DemoHarborPrint000',
  at: NOON,
}

/** A Stripe, a clock that both sides share, and payments through them. */
export function stripeWorld(options: StripeOptions = {}) {
  const clock = { now: NOON }
  const api = new StripeApi({ now: () => clock.now, ...options })
  const payments = (change: Partial<StripePaymentsDeps> = {}): PaymentProvider =>
    stripePayments({
      apiKey: 'sk_test_local',
      baseUrl: 'https://stripe.test',
      fetch: api.fetch,
      db,
      now: () => clock.now,
      ...change,
    })
  const posts = () => api.requests.filter(({ method }) => method === 'POST').length
  return { clock, api, payments, posts }
}

/**
 * One attempt as the effects journal makes it: looks first when it has tried before, and sends again
 * only while the key is surely remembered. Null when nobody knows.
 */
export async function attempt(
  payments: PaymentProvider,
  payment: Payment,
  now: number,
  startedAt?: number,
): Promise<PaymentResult | null> {
  try {
    const known = startedAt === undefined ? null : await payments.find(payment.key)
    if (known) return known
    const { retentionMs = Number.POSITIVE_INFINITY } = payments
    return now - (startedAt ?? now) < retentionMs ? await payments.pay(payment) : null
  } catch {
    return null
  }
}

/** The process is gone; nothing after this line happens. */
class Killed extends Error {}

/** Kills everything that goes through it at one step: just before that step, or just after it. */
export class Fuse {
  #steps = 0
  #dead = false
  readonly #at: number
  readonly #when: 'before' | 'after'

  constructor(at: number, when: 'before' | 'after') {
    this.#at = at
    this.#when = when
  }

  get blown(): boolean {
    return this.#dead
  }

  async #step<T>(work: () => Promise<T>): Promise<T> {
    const isIt = this.#steps++ === this.#at
    if (isIt && this.#when === 'before') this.#dead = true
    if (this.#dead) throw new Killed()
    const result = await work()
    if (isIt) this.#dead = true
    if (this.#dead) throw new Killed()
    return result
  }

  readonly fetch = (address: string, init: RequestInit, fetch: StripePaymentsDeps['fetch']) =>
    this.#step(() => fetch(address, init))

  readonly db = {
    prepare: (sql: string) => this.#statement(db.prepare(sql)),
  } as D1Database

  #statement(statement: D1PreparedStatement): D1PreparedStatement {
    return {
      bind: (...values: unknown[]) => this.#statement(statement.bind(...values)),
      first: (column?: string) =>
        this.#step(() => (column === undefined ? statement.first() : statement.first(column))),
      run: () => this.#step(() => statement.run()),
    } as D1PreparedStatement
  }
}

export const rows = async <T>(sql: string): Promise<T[]> => (await db.prepare(sql).all<T>()).results

/**
 * What must hold whatever happened: books that sum up, an entry for each transfer that succeeded and no
 * other, no invoice paid or on its way twice, and a fact for each step.
 */
export async function expectSoundBooks(): Promise<void> {
  const [sums] = await rows(`SELECT
    (SELECT sum(amount) FROM ledger_line) AS lines,
    (SELECT balance FROM account WHERE id = 'operating') -
      (SELECT sum(amount) FROM ledger_line WHERE account = 'operating') AS operating,
    (SELECT count(*) FROM transfer t LEFT JOIN ledger_entry e ON e.key = t.key
      WHERE (t.state = 'succeeded') <> (e.key IS NOT NULL)
        OR (e.key IS NOT NULL AND (e.amount, e.payee, e.invoice) IS NOT (t.amount, t.payee, t.invoice))
    ) AS unbooked,
    (SELECT count(*) FROM (SELECT invoice FROM transfer
      WHERE invoice IS NOT NULL AND state IN ('started', 'succeeded')
      GROUP BY invoice HAVING count(*) > 1)) AS twice,
    (SELECT count(*) FROM ledger_entry) - (SELECT count(*) FROM business_outbox
      WHERE type = 'ledger.posted') AS facts,
    (SELECT count(*) FROM transfer WHERE state <> 'released') - (
      (SELECT count(*) FROM business_outbox WHERE type = 'transfer.started') -
      (SELECT count(*) FROM business_outbox WHERE type = 'transfer.released')) AS claims`)
  expect(sums).toEqual({ lines: 0, operating: 0, unbooked: 0, twice: 0, facts: 0, claims: 0 })
}
