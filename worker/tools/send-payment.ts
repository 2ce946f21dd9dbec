import { z } from 'zod'
import { usd } from '../../domain/money.ts'
import { findPayee, knownPayees } from '../business/invoices.ts'
import { dollars, findPaid, funds, pay, riskOf } from './payment.ts'
import { defineEffect, type ToolContext } from './tool.ts'

/** Control and bidirectional characters could make a card read differently from what it says. */
const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim()

async function unknownPayee(name: string, db: ToolContext['db']): Promise<string> {
  const known = await knownPayees(db)
  return `I know no payee called ${plain(name)}; I can pay ${known.join(', ') || 'nobody yet'}.`
}

export const sendPayment = defineEffect({
  kind: 'effect',
  name: 'send_payment',
  description:
    'Send an amount to a known payee from the operating account, without an invoice. ' +
    'To pay an invoice use pay_invoice. People confirm before anything is sent.',
  input: z.object({
    payee: z.string().trim().min(1).max(120).describe('Name of the payee, as on its invoices'),
    amount: z
      .int()
      .positive()
      .max(1_000_000_000_00)
      .describe('Amount in US cents: 4000 means $40.00'),
    memo: z
      .string()
      .overwrite(plain)
      .max(140)
      .optional()
      .describe('What it is for, shown to people'),
  }),

  arguments: z.object({
    payee: z.string(),
    amount: z.int().positive(),
    memo: z.string().optional(),
  }),

  target: (input) => `payee:${input.payee.trim().toLowerCase()}`,

  async describe(input, { db }) {
    const payee = await findPayee(db, input.payee)
    if (!payee) return { problem: await unknownPayee(input.payee, db) }
    const from = await funds(db, input.amount)
    if ('problem' in from) return from
    return {
      title: `Send ${dollars(input.amount)} to ${payee}`,
      summary: [
        { label: 'Payee', value: payee },
        { label: 'Amount', value: dollars(input.amount) },
        ...(input.memo ? [{ label: 'Memo', value: input.memo }] : []),
        ...from.facts,
      ],
      risk: riskOf(input.amount),
      arguments: { payee, amount: input.amount, ...(input.memo && { memo: input.memo }) },
      amount: usd(input.amount),
    }
  },

  run: (key, { memo, ...approved }, { db, now }) =>
    pay(db, { key, ...approved, at: now, ...(memo && { memo }) }),

  find: findPaid,
})
