import { z } from 'zod'
import { orderNumbered, orderNumber } from '../business/orders.ts'
import { refundsOf } from '../business/refunds.ts'
import { orderForModel } from './list-orders.ts'
import { dollars } from './payment.ts'
import { defineRead } from './tool.ts'

export const findOrder = defineRead({
  kind: 'read',
  name: 'find_order',
  description:
    'Look up one order: customer, items, amount, what was refunded of it and what is left to refund. ' +
    'Amounts are in US cents, the `…Text` ones are the same for people.',
  input: z.object({
    order: z.string().min(1).max(40).overwrite(orderNumber).describe('Order number'),
  }),

  async run({ order }, { db }) {
    const found = await orderNumbered(db, order)
    if (!found) return `There is no order ${order}.`
    const refunds = await refundsOf(db, found.number)
    return {
      ...orderForModel(found),
      items: found.items,
      refunds: refunds.map(({ amount, reason, at }) => ({
        amount,
        amountText: dollars(amount),
        date: new Date(at).toISOString().slice(0, 10),
        ...(reason !== null && { reason }),
      })),
    }
  },
})
