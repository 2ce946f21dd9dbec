import { z } from 'zod'
import { usd } from '../../domain/money.ts'
import { oneLine } from '../../domain/plain-text.ts'
import { bookExpense, type Expense, findExpense } from '../business/expenses.ts'
import { dollars } from './payment.ts'
import { defineEffect, type Outcome, type Proposal, type ToolContext } from './tool.ts'

const amount = z.int().positive().max(1_000_000_000_00)
const purpose = z.string().overwrite(oneLine).min(1).max(140)

const callInput = z.object({
  amount: amount.describe('Amount in US cents: 64000 means $640.00'),
  purpose: purpose.describe('What it was spent on, for example train tickets'),
})
type Call = z.infer<typeof callInput>

const approved = z.object({
  /** Who gets the money back: whoever asked. */
  person: z.string(),
  name: z.string(),
  amount: z.int().positive(),
  purpose: z.string(),
})
type Approved = z.infer<typeof approved>

const describe = async (
  { amount, purpose }: Call,
  { actor }: ToolContext,
): Promise<Proposal<Approved>> => ({
  title: `Reimburse ${dollars(amount)} to ${actor.name} for ${purpose}`,
  summary: [
    { label: 'To', value: actor.name },
    { label: 'Amount', value: dollars(amount) },
    { label: 'For', value: purpose },
    { label: 'Paid out', value: 'With the next payroll' },
    { label: 'Undo', value: 'Cannot be undone here once it is approved' },
  ],
  risk: amount <= 1_000_00 ? 'medium' : 'high',
  arguments: { person: actor.id, name: actor.name, amount, purpose },
  amount: usd(amount),
  grantable: [{ fact: 'amount', op: 'lte', value: amount }],
})

const receiptOf = ({ key, name, amount, purpose }: Expense): Outcome => ({
  status: 'succeeded',
  receipt: {
    title: 'Expense approved; it is paid out with the next payroll',
    facts: [
      { label: 'To', value: name },
      { label: 'Amount', value: dollars(amount) },
      { label: 'For', value: purpose },
      { label: 'Reference', value: key },
    ],
  },
})

const conflict: Outcome = {
  status: 'failed',
  error:
    'This reference belongs to a different expense, so nothing was booked; ask again to make a new request.',
}

export const submitExpense = defineEffect({
  kind: 'effect',
  name: 'submit_expense',
  description:
    'Ask for the reimbursement of something that the person you talk to has paid for the company. ' +
    'Others confirm it; it is paid out with the next payroll.',
  input: callInput,

  arguments: approved,

  target: ({ purpose }) => `expense:${oneLine(purpose).toLowerCase()}`,

  describe,

  edit: {
    fields: z.strictObject({
      amount: amount.meta({ title: 'Amount', format: 'usd-cents' }),
      purpose: purpose.meta({ title: 'For' }),
    }),
    material: ['amount'],
    input: ({ amount, purpose }) => ({ amount, purpose }),
  },

  async run(key, expense, { db, now }) {
    const booked = await bookExpense(db, { ...expense, key, at: now })
    return booked.outcome === 'refused' ? conflict : receiptOf(booked.row)
  },

  async find(key, { db }) {
    const booked = await findExpense(db, key)
    return booked && receiptOf(booked)
  },
})
