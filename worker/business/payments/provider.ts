import type { Fact } from '../../../domain/receipt.ts'
import type { Payment, Posted } from '../ledger.ts'

/** What became of a payment. `failed` and `retry` are sentences for people. */
export type PaymentResult =
  | { status: 'succeeded'; entry: Posted }
  | { status: 'failed'; error: string }
  /** Surely nothing happened; the same key may go again, after so many milliseconds. */
  | { status: 'retry'; error: string; after?: number }

/** Which way a payee's money would go, as people see it before they approve. */
export type Route = { account?: string; facts: Fact[] } | { problem: string }

/**
 * How money leaves the company. Whatever the provider, the ledger is the truth of what was paid, an
 * invoice is paid once, and a payment is named by its key for ever.
 */
export type PaymentProvider = {
  /**
   * How long after its first attempt a key may be sent again although nothing is known of it, in
   * milliseconds; for ever when undefined.
   */
  retentionMs: number | undefined
  route(payee: string): Promise<Route>
  /**
   * Pays. Paying again with the same key changes nothing and gives the first outcome. Throws when it is
   * not known whether the payment was made.
   */
  pay(payment: Payment): Promise<PaymentResult>
  /** What earlier attempts with this key came to; null when there is no trace of any. Throws when unsure. */
  find(key: string): Promise<PaymentResult | null>
  /**
   * Books a manager's word on a payment of which nobody knows, so that it neither holds its invoice nor
   * its money any longer. Gives the real outcome, and books that, when it is known after all.
   */
  settle(key: string, outcome: 'succeeded' | 'failed'): Promise<PaymentResult | null>
}
