import { canonicalJson } from '../../domain/digest.ts'
import { formatMoney, usd } from '../../domain/money.ts'
import type { Condition } from '../../domain/condition.ts'
import type { Fact } from '../../domain/receipt.ts'
import { available, type Payment, type Posted } from '../business/ledger.ts'
import { ledgerPayments } from '../business/payments/ledger-payments.ts'
import type { PaymentProvider, PaymentResult } from '../business/payments/provider.ts'
import type { Outcome, Problem, Proposal, ToolContext } from './tool.ts'

/** What the tools that pay have in common: their facts, their receipt, their way out. */

export const dollars = (amount: number): string => formatMoney(usd(amount))

const dayFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/** `5 December 2026`: the calendar day of a time in milliseconds, in UTC like every due date. */
export const day = (at: number): string => dayFormat.format(at)

const accountName = 'Operating account'

/** Amounts up to the first two limits of the default policy weigh less. Nothing here can be undone. */
export const riskOf = (amount: number): Proposal['risk'] =>
  amount <= 250_00 ? 'low' : amount <= 5_000_00 ? 'medium' : 'high'

/** The provider that this deployment pays through. */
const paymentsOf = ({ payments, db }: ToolContext): PaymentProvider =>
  payments ?? ledgerPayments(db)

/**
 * Which way the money goes, where it comes from and that it does not come back, or why it cannot be
 * paid. `account` belongs to what is approved: money for a payee must not end up elsewhere.
 */
export async function terms(
  payee: string,
  amount: number,
  context: ToolContext,
): Promise<{ facts: Fact[]; account?: string } | Problem> {
  const [route, held] = await Promise.all([paymentsOf(context).route(payee), available(context.db)])
  if ('problem' in route) return route
  if (held < amount) {
    return {
      problem: `The operating account holds ${dollars(held)}; this payment needs ${dollars(amount)}, so it cannot be made now.`,
    }
  }
  return {
    ...route,
    facts: [
      ...route.facts,
      { label: 'From', value: `${accountName}, ${dollars(held - amount)} left afterwards` },
      { label: 'Undo', value: 'Cannot be undone; a refund would be a new request' },
    ],
  }
}

/** "Such a payment": to the same payee by the same way, and not for more. */
export const noMoreThan = (approved: {
  payee: string
  amount: number
  account?: string | undefined
}): Condition[] => [
  { fact: 'payee', op: 'eq', value: approved.payee },
  { fact: 'amount', op: 'lte', value: approved.amount },
  ...(approved.account === undefined
    ? []
    : [{ fact: 'account', op: 'eq', value: approved.account } as const]),
]

/** The proposal as it would be made now, if it would run something else than what was approved. */
export const movedFrom = <Arguments>(
  approved: Arguments,
  proposal: Proposal<Arguments> | Problem,
): Proposal<Arguments> | null =>
  'problem' in proposal || canonicalJson(proposal.arguments) === canonicalJson(approved)
    ? null
    : proposal

function receiptOf(entry: Posted): Outcome {
  const { amount, payee, invoice, memo, key, account, providerId } = entry
  return {
    status: 'succeeded',
    receipt: {
      title: `${invoice ? 'Paid' : 'Sent'} ${dollars(amount)} to ${payee}`,
      facts: [
        { label: 'Payee', value: payee },
        { label: 'Amount', value: dollars(amount) },
        ...(invoice ? [{ label: 'Invoice', value: invoice }] : []),
        ...(memo ? [{ label: 'Memo', value: memo }] : []),
        ...(account ? [{ label: 'Through', value: 'Stripe' }] : []),
        ...(account ? [{ label: 'Account', value: account }] : []),
        ...(providerId ? [{ label: 'Transfer', value: providerId }] : []),
        { label: 'From', value: accountName },
        { label: 'Reference', value: key },
      ],
    },
  }
}

const outcomeOf = (result: PaymentResult): Outcome =>
  result.status === 'succeeded' ? receiptOf(result.entry) : result

/** Pays and says what happened; throws when that is not known. */
export const pay = async (payments: PaymentProvider, payment: Payment): Promise<Outcome> =>
  outcomeOf(await payments.pay(payment))

/** What the tools that pay share of an effect, beside what they say of it. */
export const paying = {
  run: (key: string, payment: Omit<Payment, 'key' | 'at'>, context: ToolContext) =>
    pay(paymentsOf(context), { ...payment, key, at: context.now }),

  async find(key: string, context: ToolContext): Promise<Outcome | null> {
    const found = await paymentsOf(context).find(key)
    return found && outcomeOf(found)
  },

  retention: (context: ToolContext): number | undefined => paymentsOf(context).retentionMs,

  async settle(
    key: string,
    outcome: 'succeeded' | 'failed',
    context: ToolContext,
  ): Promise<Outcome | null> {
    const known = await paymentsOf(context).settle(key, outcome)
    return known && outcomeOf(known)
  },
}
