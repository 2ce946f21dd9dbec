import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { balance } from '../business/ledger.ts'
import { seedBusiness } from '../business/seed.ts'
import { contextOf, NOON } from '../testing/business.ts'
import { submitExpense } from './submit-expense.ts'

const mia = { id: 'member', name: 'Mia Member', role: 'member' } as const
const context = contextOf(mia)

beforeEach(() => seedBusiness(env.DB, NOON))

const approved = { person: 'member', name: 'Mia Member', amount: 640_00, purpose: 'train tickets' }

test('says exactly what will happen, and for whom', async () => {
  const input = submitExpense.input.parse({ amount: 640_00, purpose: ' train tickets\u202E ' })
  expect(await submitExpense.describe(input, context)).toMatchObject({
    title: 'Reimburse $640.00 to Mia Member for train tickets',
    risk: 'medium',
    arguments: approved,
    amount: { amount: 640_00, currency: 'USD' },
    grantable: [{ fact: 'amount', op: 'lte', value: 640_00 }],
  })
  expect(submitExpense.target(input)).toBe('expense:train tickets')
})

test('books it once; the payroll pays it, not the operating account', async () => {
  const first = await submitExpense.run('c_a_1.1.1', approved, context)
  expect(first).toEqual({
    status: 'succeeded',
    receipt: {
      title: 'Expense approved; it is paid out with the next payroll',
      facts: [
        { label: 'To', value: 'Mia Member' },
        { label: 'Amount', value: '$640.00' },
        { label: 'For', value: 'train tickets' },
        { label: 'Reference', value: 'c_a_1.1.1' },
      ],
    },
  })
  expect(await submitExpense.run('c_a_1.1.1', approved, context)).toEqual(first)
  expect(await submitExpense.find?.('c_a_1.1.1', context)).toEqual(first)
  expect(await submitExpense.find?.('other', context)).toBeNull()
  const { results } = await env.DB.prepare('SELECT key, amount FROM expense').all()
  expect(results).toEqual([{ key: 'c_a_1.1.1', amount: 640_00 }])
  const facts = await env.DB.prepare(
    "SELECT count(*) AS n FROM business_outbox WHERE type = 'expense.approved'",
  ).first('n')
  expect(facts).toBe(1)
  expect(await balance(env.DB)).toBe(50_000_00)
})

test('a key of another expense books nothing', async () => {
  await submitExpense.run('c_a_1.1.1', approved, context)
  const other = { ...approved, amount: 1_00 }
  expect(await submitExpense.run('c_a_1.1.1', other, context)).toMatchObject({ status: 'failed' })
  await expect(env.DB.prepare('UPDATE expense SET amount = 1').run()).rejects.toThrow('kept')
})
