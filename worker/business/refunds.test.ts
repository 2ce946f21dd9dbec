import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { NOON } from '../testing/business.ts'
import { balance, post, readLedger } from './ledger.ts'
import { newestOrders, orderNumbered, orderNumber } from './orders.ts'
import { findRefund, type Refund, refund, refundsOf } from './refunds.ts'
import { seedBusiness } from './seed.ts'

const db = env.DB

beforeEach(() => seedBusiness(db, NOON))

/** $30.00 of ORD-2001, as people saw it first. */
const thirty: Refund = {
  key: 'c_a_1.1.1',
  order: 'ORD-2001',
  customer: 'Jane Doe',
  amount: 30_00,
  left: 50_00,
  reason: null,
  at: NOON,
}

const facts = async (type: string) =>
  (
    await db.prepare('SELECT body FROM business_outbox WHERE type = ?').bind(type).all<{
      body: string
    }>()
  ).results.map(({ body }) => JSON.parse(body) as Record<string, unknown>)

test('the demo has fifty orders, the first of $80.00', async () => {
  const { orders, total } = await newestOrders(db, 100)
  expect(total).toBe(50)
  expect(orders.map(({ number }) => number)).toEqual(
    Array.from({ length: 50 }, (_, index) => `ORD-${2001 + index}`),
  )
  expect(orders[0]).toMatchObject({ customer: 'Jane Doe', amount: 80_00, left: 80_00 })
  expect(orders.every(({ amount, left }) => amount >= 80_00 && left === amount)).toBe(true)
  expect(new Set(orders.map(({ amount }) => amount)).size).toBeGreaterThan(10)
})

test.each(['ORD-2001', 'ord 2001', '#2001', 'order 2001', '2001'])('%j is ORD-2001', (text) => {
  expect(orderNumber(text)).toBe('ORD-2001')
})

test('moves the money, the order and the audit log at once', async () => {
  expect(await refund(db, thirty)).toEqual({ outcome: 'written', row: thirty })

  expect(await readLedger(db)).toMatchObject({
    balance: 49_970_00,
    entries: [{ key: 'c_a_1.1.1', amount: 30_00, payee: 'Jane Doe' }],
  })
  expect(await orderNumbered(db, 'ORD-2001')).toMatchObject({ left: 50_00 })
  expect(await facts('order.refunded')).toEqual([
    expect.objectContaining({ key: 'c_a_1.1.1', order: 'ORD-2001', amount: 30_00, left: 50_00 }),
  ])
  expect(await facts('ledger.posted')).toContainEqual(
    expect.objectContaining({ key: 'c_a_1.1.1', debit: 'refunds', credit: 'operating' }),
  )
  const sum = await db.prepare('SELECT sum(amount) AS sum FROM ledger_line').first('sum')
  expect(sum).toBe(0)
})

test('a key is spent once, and its first outcome stands', async () => {
  await refund(db, thirty)
  expect(await refund(db, { ...thirty, at: NOON + 1 })).toEqual({
    outcome: 'repeated',
    row: thirty,
  })
  expect(await refund(db, { ...thirty, amount: 20_00 })).toEqual({
    outcome: 'refused',
    reason: 'key_conflict',
  })
  expect(await findRefund(db, thirty.key)).toEqual(thirty)
  expect(await balance(db)).toBe(49_970_00)
})

test('a key of a payment is none of a refund', async () => {
  await post(db, { key: thirty.key, payee: 'Harbor Print', amount: 1_00, at: NOON })
  expect(await refund(db, thirty)).toEqual({ outcome: 'refused', reason: 'key_conflict' })
})

test.each<[string, Partial<Refund>, string]>([
  ['more than the order was', { amount: 80_01, left: 0 }, 'refund_too_large'],
  ['what leaves more than people saw', { left: 60_00 }, 'order_changed'],
  ['another customer', { customer: 'Mallory' }, 'order_changed'],
  ['an unknown order', { order: 'ORD-9999' }, 'order_unknown'],
])('refuses %s', async (_what, change, reason) => {
  expect(await refund(db, { ...thirty, ...change })).toEqual({ outcome: 'refused', reason })
  expect(await readLedger(db)).toEqual({ balance: 50_000_00, entries: [] })
  expect(await facts('order.refunded')).toEqual([])
})

test('refuses what the account does not hold, and leaves the order alone', async () => {
  await post(db, { key: 'drain', payee: 'Harbor Print', amount: 49_990_00, at: NOON })
  expect(await refund(db, thirty)).toEqual({ outcome: 'refused', reason: 'insufficient_balance' })
  expect(await orderNumbered(db, 'ORD-2001')).toMatchObject({ left: 80_00 })
})

test('twenty at once, each seeing what is left, never refund more than the order was', async () => {
  const again = async (key: string): Promise<void> => {
    const order = await orderNumbered(db, 'ORD-2001')
    const left = (order?.left ?? 0) - 6_00
    const done = await refund(db, { ...thirty, key, amount: 6_00, left: Math.max(0, left) })
    if (done.outcome === 'refused' && done.reason === 'order_changed') await again(key)
  }
  await Promise.all(Array.from({ length: 20 }, (_, index) => again(`c_a_${index}.1.1`)))

  const made = await refundsOf(db, 'ORD-2001')
  expect(made).toHaveLength(13)
  expect(await orderNumbered(db, 'ORD-2001')).toMatchObject({ left: 2_00 })
  expect(await balance(db)).toBe(50_000_00 - 13 * 6_00)
})

test('twenty at once that all saw the same make one refund', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, index) => refund(db, { ...thirty, key: `c_a_${index}.1.1` })),
  )
  expect(outcomes.filter(({ outcome }) => outcome === 'written')).toHaveLength(1)
  expect(await balance(db)).toBe(49_970_00)
})

test('no refund is entered, changed or forgotten past its order', async () => {
  await refund(db, thirty)
  const forbidden = [
    `INSERT INTO ledger_entry (workspace, key, debit_account, credit_account, amount, currency, payee, at)
     VALUES ('main', 'forged', 'refunds', 'operating', 100, 'USD', 'Mallory', 1)`,
    "UPDATE refund SET amount = 1 WHERE key = 'c_a_1.1.1'",
    "DELETE FROM refund WHERE key = 'c_a_1.1.1'",
    "UPDATE customer_order SET refunded = 0 WHERE number = 'ORD-2001'",
  ]
  for (const statement of forbidden) {
    await expect(db.prepare(statement).run()).rejects.toThrow(/refund/)
  }
  // A customer is no payee.
  const sent = await post(db, { key: 'x', payee: 'Jane Doe', amount: 1, at: NOON })
  expect(sent).toEqual({ outcome: 'refused', reason: 'payee_unknown' })
})
