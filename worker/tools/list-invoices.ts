import { z } from 'zod'
import { openInvoices } from '../business/invoices.ts'
import { dollars } from './payment.ts'
import { defineRead } from './tool.ts'

export const listInvoices = defineRead({
  kind: 'read',
  name: 'list_invoices',
  description:
    'List open invoices, the ones due first leading, optionally of one payee. Use it to find the ' +
    'number before paying. `amount` is in US cents, `amountText` is the same for people.',
  input: z.object({
    payee: z.string().trim().max(120).optional().describe('Any part of the name of the payee'),
  }),

  async run({ payee }, { db }) {
    const invoices = await openInvoices(db, payee)
    return {
      invoices: invoices.map(({ number, payee, amount, currency, dueAt }) => ({
        number,
        payee,
        amount,
        currency,
        amountText: dollars(amount),
        due: new Date(dueAt).toISOString().slice(0, 10),
      })),
    }
  },
})
