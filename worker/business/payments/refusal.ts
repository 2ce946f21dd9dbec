import { formatMoney, usd } from '../../../domain/money.ts'
import { findInvoice } from '../invoices.ts'
import { available, type Payment, type RefusalReason } from '../ledger.ts'

/** Why the books refused a payment, in a sentence for people that says that nothing was paid. */
export async function refusal(
  db: D1Database,
  reason: RefusalReason,
  { amount, payee, invoice, account }: Payment,
): Promise<string> {
  switch (reason) {
    case 'insufficient_balance':
      return `The operating account holds ${dollars(await available(db))}, less than the ${dollars(amount)} needed, so nothing was paid.`
    case 'invoice_unknown':
      return `There is no invoice ${invoice} any more, so nothing was paid.`
    case 'invoice_not_open': {
      const found = invoice === undefined ? null : await findInvoice(db, invoice)
      return found?.payingKey
        ? `Another payment of invoice ${invoice} is under way, so nothing was paid a second time.`
        : `Invoice ${invoice} has been paid already, so nothing was paid a second time.`
    }
    case 'invoice_changed':
      return `Invoice ${invoice} changed after this was approved, so nothing was paid; ask again to see it as it is now.`
    case 'payee_unknown':
      return `${payee} is no longer a known payee, so nothing was paid.`
    case 'account_changed':
      return `${payee} is no longer paid at ${account}, so nothing was paid; ask again to see the account as it is now.`
    case 'key_conflict':
      return 'This reference belongs to a different payment, so nothing was paid; ask again to make a new request.'
  }
}

const dollars = (amount: number): string => formatMoney(usd(amount))
