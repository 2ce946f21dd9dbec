import { formatMoney, usd } from '../../domain/money.ts'
import type { Fact } from '../../domain/protocol.ts'
import {
  balance,
  findPayment,
  post,
  type Payment,
  type PostOutcome,
  type Posted,
} from '../business/ledger.ts'
import type { Outcome, Proposal, ToolContext } from './tool.ts'

/** What the tools that pay have in common: their facts, their receipt, their refusals. */

export const dollars = (amount: number): string => formatMoney(usd(amount))

const dayFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/** `5 December 2026`: the calendar day of a time in milliseconds, in UTC like every due date. */
export const day = (at: number): string => dayFormat.format(at)

const accountName = 'Operating account'

/** Amounts up to the first two limits of the default policy weigh less. Nothing here can be undone. */
export const riskOf = (amount: number): Proposal['risk'] =>
  amount <= 250_00 ? 'low' : amount <= 5_000_00 ? 'medium' : 'high'

/** Where the money comes from and that it does not come back, or why there is not enough of it. */
export async function funds(
  db: D1Database,
  amount: number,
): Promise<{ facts: Fact[] } | { problem: string }> {
  const held = await balance(db)
  if (held < amount) {
    return {
      problem: `The operating account holds ${dollars(held)}; this payment needs ${dollars(amount)}, so it cannot be made now.`,
    }
  }
  return {
    facts: [
      { label: 'From', value: `${accountName}, ${dollars(held - amount)} left afterwards` },
      { label: 'Undo', value: 'Cannot be undone; a refund would be a new request' },
    ],
  }
}

function succeeded(entry: Posted): Outcome {
  const { amount, payee, invoice, memo, key } = entry
  return {
    status: 'succeeded',
    receipt: {
      title: `${invoice ? 'Paid' : 'Sent'} ${dollars(amount)} to ${payee}`,
      facts: [
        { label: 'Payee', value: payee },
        { label: 'Amount', value: dollars(amount) },
        ...(invoice ? [{ label: 'Invoice', value: invoice }] : []),
        ...(memo ? [{ label: 'Memo', value: memo }] : []),
        { label: 'From', value: accountName },
        { label: 'Reference', value: key },
      ],
    },
  }
}

type Reason = (PostOutcome & { outcome: 'refused' })['reason']

async function refusal(db: D1Database, reason: Reason, payment: Payment): Promise<string> {
  const { amount, payee, invoice } = payment
  switch (reason) {
    case 'insufficient_balance':
      return `The operating account holds ${dollars(await balance(db))}, less than the ${dollars(amount)} needed, so nothing was paid.`
    case 'invoice_unknown':
      return `There is no invoice ${invoice} any more, so nothing was paid.`
    case 'invoice_not_open':
      return `Invoice ${invoice} has been paid already, so nothing was paid a second time.`
    case 'invoice_changed':
      return `Invoice ${invoice} changed after this was approved, so nothing was paid; ask again to see it as it is now.`
    case 'payee_unknown':
      return `${payee} is no longer a known payee, so nothing was paid.`
    case 'key_conflict':
      return 'This reference belongs to a different payment, so nothing was paid; ask again to make a new request.'
  }
}

/** Pays and says what happened; throws when that is not known. */
export async function pay(db: D1Database, payment: Payment): Promise<Outcome> {
  const posted = await post(db, payment)
  return posted.outcome === 'refused'
    ? { status: 'failed', error: await refusal(db, posted.reason, payment) }
    : succeeded(posted.entry)
}

/** What an earlier attempt with this key did. A refused payment leaves no trace. */
export async function findPaid(key: string, { db }: ToolContext): Promise<Outcome | null> {
  const entry = await findPayment(db, key)
  return entry && succeeded(entry)
}
