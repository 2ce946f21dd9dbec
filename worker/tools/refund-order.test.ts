import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { balance } from '../business/ledger.ts'
import { seedBusiness } from '../business/seed.ts'
import { contextOf, NOON, somebody } from '../testing/business.ts'
import { findOrder } from './find-order.ts'
import { listOrders } from './list-orders.ts'
import { refundOrder } from './refund-order.ts'

const context = contextOf(somebody('member'))

beforeEach(() => seedBusiness(env.DB, NOON))

/** What people saw and approved. */
const approved = { order: 'ORD-2001', customer: 'Jane Doe', amount: 30_00, left: 50_00 }

describe('refund_order', () => {
  test('says exactly what will happen', async () => {
    const input = refundOrder.input.parse({ order: 'ord 2001', amount: 30_00, reason: 'Late\n' })
    expect(await refundOrder.describe(input, context)).toEqual({
      title: 'Refund $30.00 of order ORD-2001 to Jane Doe',
      summary: [
        { label: 'Order', value: 'ORD-2001 of 21 November 2026: 2 × linen apron' },
        { label: 'Customer', value: 'Jane Doe' },
        { label: 'Amount', value: '$30.00 of $80.00' },
        { label: 'Reason', value: 'Late' },
        { label: 'Left afterwards', value: '$50.00 of the order can still be refunded' },
        { label: 'From', value: 'Operating account, $49,970.00 left afterwards' },
        { label: 'Undo', value: 'Cannot be undone; the customer would have to pay again' },
      ],
      risk: 'low',
      arguments: { ...approved, reason: 'Late' },
      amount: { amount: 30_00, currency: 'USD' },
      grantable: [
        { fact: 'customer', op: 'eq', value: 'Jane Doe' },
        { fact: 'amount', op: 'lte', value: 30_00 },
      ],
    })
    expect(refundOrder.target(input)).toBe('order:ORD-2001')
  })

  test('means all that is left when no amount is said', async () => {
    await refundOrder.run('first', approved, context)
    expect(await refundOrder.describe({ order: 'ORD-2001' }, context)).toMatchObject({
      arguments: { amount: 50_00, left: 0 },
    })
  })

  test.each([
    [{ order: 'ORD-9999' }, 'There is no order ORD-9999; ask me to list the orders.'],
    [
      { order: 'ORD-2001', amount: 80_01 },
      'Of order ORD-2001 only $80.00 can still be refunded, so $80.01 is too much.',
    ],
  ])('%j is a problem', async (input, problem) => {
    expect(await refundOrder.describe(input, context)).toEqual({ problem })
  })

  test('refunds once, and answers a repeated key with the same receipt', async () => {
    const first = await refundOrder.run('c_a_1.1.1', approved, context)
    expect(first).toEqual({
      status: 'succeeded',
      receipt: {
        title: 'Refunded $30.00 of order ORD-2001 to Jane Doe',
        facts: [
          { label: 'Order', value: 'ORD-2001' },
          { label: 'Customer', value: 'Jane Doe' },
          { label: 'Amount', value: '$30.00' },
          { label: 'Left of the order', value: '$50.00' },
          { label: 'From', value: 'Operating account' },
          { label: 'Reference', value: 'c_a_1.1.1' },
        ],
      },
    })
    expect(await refundOrder.run('c_a_1.1.1', approved, { ...context, now: NOON + 1 })).toEqual(
      first,
    )
    expect(await refundOrder.find?.('c_a_1.1.1', context)).toEqual(first)
    expect(await refundOrder.find?.('other', context)).toBeNull()
    expect(await balance(env.DB)).toBe(49_970_00)
  })

  test('goes back to people when another refund left less than they saw', async () => {
    expect(await refundOrder.check?.(approved, context)).toBeNull()
    await refundOrder.run('first', { ...approved, amount: 10_00, left: 70_00 }, context)
    expect(await refundOrder.check?.(approved, context)).toMatchObject({
      arguments: { ...approved, left: 40_00 },
    })
    expect(await refundOrder.run('second', approved, context)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('nothing was refunded'),
    })
    expect(await balance(env.DB)).toBe(49_990_00)
  })

  test('what is refunded in full is proposed no more, and says why it fails', async () => {
    await refundOrder.run('all', { ...approved, amount: 80_00, left: 0 }, context)
    expect(await refundOrder.describe({ order: 'ORD-2001' }, context)).toEqual({
      problem: 'Order ORD-2001 was refunded in full already.',
    })
    expect(await refundOrder.check?.(approved, context)).toBeNull()
    expect(await refundOrder.run('more', approved, context)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('Less than this amount is left'),
    })
  })

  test('lets people change the amount and the reason, and nothing else', () => {
    const { edit } = refundOrder
    expect(edit?.input({ ...approved, reason: 'Late' })).toEqual({
      order: 'ORD-2001',
      amount: 30_00,
      reason: 'Late',
    })
    expect(edit?.fields.safeParse({ amount: 1, customer: 'Mallory' }).success).toBe(false)
    expect(edit?.material).toEqual(['amount'])
  })
})

describe('reading orders', () => {
  test('one order tells what was refunded of it', async () => {
    await refundOrder.run('first', { ...approved, reason: 'Late' }, context)
    expect(await findOrder.run({ order: 'ORD-2001' }, context)).toMatchObject({
      order: 'ORD-2001',
      customer: 'Jane Doe',
      date: '2026-11-21',
      items: '2 × linen apron',
      amountText: '$80.00',
      left: 50_00,
      leftText: '$50.00',
      refunds: [{ amount: 30_00, amountText: '$30.00', date: '2026-11-22', reason: 'Late' }],
    })
    expect(await findOrder.run({ order: 'ORD-1' }, context)).toBe('There is no order ORD-1.')
  })

  test('the list is short, and says what it leaves out', async () => {
    const { orders, notListed } = await listOrders.run({}, context)
    expect(orders).toHaveLength(20)
    expect(orders[0]).toMatchObject({ order: 'ORD-2001', amount: 80_00, left: 80_00 })
    expect(notListed).toBe(30)
  })
})
