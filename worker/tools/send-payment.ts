import { z } from 'zod'
import { usd } from '../../domain/money.ts'
import { findPayee, knownPayees } from '../business/invoices.ts'
import { dollars, movedFrom, noMoreThan, paying, riskOf, terms } from './payment.ts'
import { defineEffect, type Problem, type Proposal, type ToolContext } from './tool.ts'

/** Control and bidirectional characters could make a card read differently from what it says. */
const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim()

const payee = z.string().trim().min(1).max(120)
const amount = z.int().positive().max(1_000_000_000_00)
const memo = z.string().overwrite(plain).max(140)

const callInput = z.object({
  payee: payee.describe('Name of the payee, as on its invoices'),
  amount: amount.describe('Amount in US cents: 4000 means $40.00'),
  memo: memo.optional().describe('What it is for, shown to people'),
})
type Call = z.infer<typeof callInput>

const approved = z.object({
  payee: z.string(),
  amount: z.int().positive(),
  memo: z.string().optional(),
  /** The payee's account with the payments provider, if one is connected. */
  account: z.string().optional(),
})
type Approved = z.infer<typeof approved>

async function unknownPayee(name: string, db: ToolContext['db']): Promise<string> {
  const known = await knownPayees(db)
  return `I know no payee called ${plain(name)}; I can pay ${known.join(', ') || 'nobody yet'}.`
}

async function describe(input: Call, context: ToolContext): Promise<Proposal<Approved> | Problem> {
  const found = await findPayee(context.db, input.payee)
  if (!found) return { problem: await unknownPayee(input.payee, context.db) }
  const by = await terms(found, input.amount, context)
  if ('problem' in by) return by
  const { account, facts } = by
  const sent = {
    payee: found,
    amount: input.amount,
    ...(input.memo && { memo: input.memo }),
    ...(account !== undefined && { account }),
  }
  return {
    title: `Send ${dollars(sent.amount)} to ${sent.payee}`,
    summary: [
      { label: 'Payee', value: sent.payee },
      { label: 'Amount', value: dollars(sent.amount) },
      ...(sent.memo ? [{ label: 'Memo', value: sent.memo }] : []),
      ...facts,
    ],
    risk: riskOf(sent.amount),
    arguments: sent,
    amount: usd(sent.amount),
    grantable: noMoreThan(sent),
  }
}

export const sendPayment = defineEffect({
  kind: 'effect',
  name: 'send_payment',
  description:
    'Send an amount to a known payee from the operating account, without an invoice. ' +
    'To pay an invoice use pay_invoice. People confirm before anything is sent.',
  input: callInput,

  arguments: approved,

  target: (input) => `payee:${input.payee.trim().toLowerCase()}`,

  describe,

  edit: {
    fields: z.strictObject({
      payee: payee.meta({ title: 'Payee' }),
      amount: amount.meta({ title: 'Amount', format: 'usd-cents' }),
      memo: memo.optional().meta({ title: 'Memo' }),
    }),
    material: ['payee', 'amount'],
    input: ({ account: _account, ...call }) => call,
  },

  check: async (seen, context) => movedFrom(seen, await describe(seen, context)),

  ...paying,

  run: (key, { account, memo: purpose, ...payment }, context) =>
    paying.run(
      key,
      {
        ...payment,
        ...(purpose && { memo: purpose }),
        ...(account !== undefined && { account }),
      },
      context,
    ),
})
