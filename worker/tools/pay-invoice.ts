import { z } from 'zod'
import { usd } from '../../domain/money.ts'
import { findInvoice, invoiceNumber } from '../business/invoices.ts'
import { day, dollars, findPaid, funds, pay, riskOf } from './payment.ts'
import { defineEffect } from './tool.ts'

const unknown = (number: string) =>
  `There is no invoice ${number}; ask me to list the open invoices.`

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

  arguments: z.object({ invoice: z.string(), payee: z.string(), amount: z.int().positive() }),

  target: (input) => `invoice:${invoiceNumber(input.invoice)}`,

  async describe(input, { db }) {
    const invoice = await findInvoice(db, input.invoice)
    if (!invoice) return { problem: unknown(invoiceNumber(input.invoice)) }
    const { number, payee, amount, dueAt, paidAt } = invoice
    if (paidAt !== null) {
      return { problem: `Invoice ${number} was paid already, on ${day(paidAt)}.` }
    }
    const from = await funds(db, amount)
    if ('problem' in from) return from
    return {
      title: `Pay ${dollars(amount)} to ${payee} for invoice ${number}`,
      summary: [
        { label: 'Payee', value: payee },
        { label: 'Amount', value: dollars(amount) },
        { label: 'Invoice', value: number },
        { label: 'Due', value: day(dueAt) },
        ...from.facts,
      ],
      risk: riskOf(amount),
      arguments: { invoice: number, payee, amount },
      amount: usd(amount),
    }
  },

  // Payee and amount are those that people saw; the ledger refuses them if the invoice says otherwise.
  run: (key, approved, { db, now }) => pay(db, { key, ...approved, at: now }),

  find: findPaid,
})
