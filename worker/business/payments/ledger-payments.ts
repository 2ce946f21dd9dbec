import { findPayment, type Payment, post } from '../ledger.ts'
import type { PaymentProvider, PaymentResult } from './provider.ts'
import { refusal } from './refusal.ts'
import { findTransfer } from './transfers.ts'

/**
 * The company's own ledger as the way to pay: one INSERT is the whole payment, so its outcome is
 * known whenever the database answers, and any key may come again at any time.
 */
export function ledgerPayments(db: D1Database): PaymentProvider {
  async function find(key: string): Promise<PaymentResult | null> {
    const entry = await findPayment(db, key)
    if (entry) return { status: 'succeeded', entry }
    const transfer = await findTransfer(db, key)
    switch (transfer?.state) {
      case undefined:
      case 'released':
        return null
      case 'failed':
        return { status: 'failed', error: transfer.error ?? '' }
      default:
        // The operator took the provider away while nobody knew what had become of this payment.
        throw new Error(`${key} was sent through Stripe; only Stripe can say what became of it.`)
    }
  }

  return {
    retentionMs: undefined,
    route: async () => ({ facts: [] }),

    async pay(payment: Payment) {
      if (payment.account !== undefined) {
        return (
          (await find(payment.key)) ?? {
            status: 'failed',
            error:
              'This was approved to go through Stripe, which is not connected any more, so nothing was paid; ask again.',
          }
        )
      }
      const posted = await post(db, payment)
      return posted.outcome === 'refused'
        ? { status: 'failed', error: await refusal(db, posted.reason, payment) }
        : { status: 'succeeded', entry: posted.entry }
    },

    find,
    settle: find,
  }
}
