import { z } from 'zod'
import { newestOrders, type Order } from '../business/orders.ts'
import { dollars } from './payment.ts'
import { defineRead } from './tool.ts'

/** More would fill a prompt and help nobody. */
const NEWEST = 20

/** An order as a model reads it. */
export const orderForModel = ({ number, customer, amount, left, placedAt }: Order) => ({
  order: number,
  customer,
  date: new Date(placedAt).toISOString().slice(0, 10),
  amount,
  amountText: dollars(amount),
  left,
  leftText: dollars(left),
})

export const listOrders = defineRead({
  kind: 'read',
  name: 'list_orders',
  description:
    `List the newest ${NEWEST} orders of customers, with what is left to refund of each. ` +
    'An order that is not listed can be looked up by its number with find_order. Amounts are in US cents.',
  input: z.object({}),

  async run(_input, { db }) {
    const { orders, total } = await newestOrders(db, NEWEST)
    return { orders: orders.map(orderForModel), notListed: Math.max(0, total - orders.length) }
  },
})
