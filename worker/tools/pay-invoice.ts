import { z } from 'zod'
import { usd } from '../../domain/money.ts'
import { findInvoice, invoiceNumber } from '../business/invoices.ts'
import { day, dollars, movedFrom, noMoreThan, paying, riskOf, terms } from './payment.ts'
import { defineEffect, type Problem, type Proposal, type ToolContext } from './tool.ts'

const approved = z.object({
  invoice: z.string(),
  payee: z.string(),
  amount: z.int().positive(),
  /** The payee's account with the payments provider, if one is connected. */
  account: z.string().optional(),
})
type Approved = z.infer<typeof approved>

const unknown = (number: string) =>
  `There is no invoice ${number}; ask me to list the open invoices.`

async function describe(
  input: { invoice: string },
  context: ToolContext,
): Promise<Proposal<Approved> | Problem> {
  const invoice = await findInvoice(context.db, input.invoice)
  if (!invoice) return { problem: unknown(invoiceNumber(input.invoice)) }
  const { number, payee, amount, dueAt, paidAt, payingKey } = invoice
  if (paidAt !== null) {
    return { problem: `Invoice ${number} was paid already, on ${day(paidAt)}.` }
  }
  if (payingKey !== null) {
    return { problem: `A payment of invoice ${number} is under way; wait for its outcome.` }
  }
  const by = await terms(payee, amount, context)
  if ('problem' in by) return by
  const { account, facts } = by
  const paid = { invoice: number, payee, amount, ...(account !== undefined && { account }) }
  return {
    title: `Pay ${dollars(amount)} to ${payee} for invoice ${number}`,
    summary: [
      { label: 'Payee', value: payee },
      { label: 'Amount', value: dollars(amount) },
      { label: 'Invoice', value: number },
      { label: 'Due', value: day(dueAt) },
      ...facts,
    ],
    risk: riskOf(amount),
    arguments: paid,
    amount: usd(amount),
    grantable: noMoreThan(paid),
  }
}

export const payInvoice = defineEffect({
  kind: 'effect',
  name: 'pay_invoice',
  description:
    'Pay one open invoice in full from the operating account. Payee and amount come from the invoice. ' +
    'Call it once per invoice; people confirm before anything is paid.',
  input: z.object({
    invoice: z
      .string()
      .min(1)
      .max(40)
      .overwrite(invoiceNumber)
      .describe('Invoice number, for example INV-1001'),
  }),

  arguments: approved,

  target: (input) => `invoice:${invoiceNumber(input.invoice)}`,

  describe,

  // An invoice that was paid meanwhile is no new proposal: the books refuse it, and say why.
  check: async (seen, context) => movedFrom(seen, await describe(seen, context)),

  ...paying,

  // Payee and amount are those that people saw; the books refuse them if the invoice says otherwise.
  run: (key, { account, ...payment }, context) =>
    paying.run(key, { ...payment, ...(account !== undefined && { account }) }, context),
})
