import { z } from 'zod'
import { usd } from '../../domain/money.ts'
import { oneLine } from '../../domain/plain-text.ts'
import { available } from '../business/ledger.ts'
import { orderNumbered, orderNumber } from '../business/orders.ts'
import { findRefund, type Refund, refund, type RefundRefusal } from '../business/refunds.ts'
import { day, dollars, movedFrom, riskOf } from './payment.ts'
import {
  defineEffect,
  type Outcome,
  type Problem,
  type Proposal,
  type ToolContext,
} from './tool.ts'

const amount = z.int().positive().max(1_000_000_000_00)
const reason = z.string().overwrite(oneLine).max(140)

const callInput = z.object({
  order: z
    .string()
    .min(1)
    .max(40)
    .overwrite(orderNumber)
    .describe('Order number, for example ORD-2001'),
  amount: amount.optional().describe('Amount in US cents; left out, all that is left'),
  reason: reason.optional().describe('Why it is refunded, shown to people'),
})
type Call = z.infer<typeof callInput>

const approved = z.object({
  order: z.string(),
  customer: z.string(),
  amount: z.int().positive(),
  /** What can still be refunded afterwards. */
  left: z.int().nonnegative(),
  reason: z.string().optional(),
})
type Approved = z.infer<typeof approved>

async function describe(call: Call, { db }: ToolContext): Promise<Proposal<Approved> | Problem> {
  const [order, held] = await Promise.all([orderNumbered(db, call.order), available(db)])
  if (!order) {
    return { problem: `There is no order ${oneLine(call.order)}; ask me to list the orders.` }
  }
  const { number, customer, items, placedAt } = order
  if (order.left === 0) return { problem: `Order ${number} was refunded in full already.` }
  const wanted = call.amount ?? order.left
  if (wanted > order.left) {
    return {
      problem: `Of order ${number} only ${dollars(order.left)} can still be refunded, so ${dollars(wanted)} is too much.`,
    }
  }
  if (held < wanted) {
    return {
      problem: `The operating account holds ${dollars(held)}; this refund needs ${dollars(wanted)}, so it cannot be made now.`,
    }
  }
  const left = order.left - wanted
  return {
    title: `Refund ${dollars(wanted)} of order ${number} to ${customer}`,
    summary: [
      { label: 'Order', value: `${number} of ${day(placedAt)}: ${items}` },
      { label: 'Customer', value: customer },
      { label: 'Amount', value: `${dollars(wanted)} of ${dollars(order.amount)}` },
      ...(call.reason ? [{ label: 'Reason', value: call.reason }] : []),
      { label: 'Left afterwards', value: `${dollars(left)} of the order can still be refunded` },
      { label: 'From', value: `Operating account, ${dollars(held - wanted)} left afterwards` },
      { label: 'Undo', value: 'Cannot be undone; the customer would have to pay again' },
    ],
    risk: riskOf(wanted),
    arguments: {
      order: number,
      customer,
      amount: wanted,
      left,
      ...(call.reason && { reason: call.reason }),
    },
    amount: usd(wanted),
    grantable: [
      { fact: 'customer', op: 'eq', value: customer },
      { fact: 'amount', op: 'lte', value: wanted },
    ],
  }
}

const refusals: Record<RefundRefusal, string> = {
  refund_too_large:
    'Less than this amount is left of the order by now, so nothing was refunded; ask again to see what is left.',
  order_changed:
    'The order changed after this was approved, so nothing was refunded; ask again to see it as it is now.',
  order_unknown: 'There is no such order any more, so nothing was refunded.',
  insufficient_balance:
    'The operating account does not hold enough for this by now, so nothing was refunded.',
  key_conflict:
    'This reference belongs to a different refund, so nothing was refunded; ask again to make a new request.',
}

const receiptOf = ({ key, order, customer, amount, left, reason }: Refund): Outcome => ({
  status: 'succeeded',
  receipt: {
    title: `Refunded ${dollars(amount)} of order ${order} to ${customer}`,
    facts: [
      { label: 'Order', value: order },
      { label: 'Customer', value: customer },
      { label: 'Amount', value: dollars(amount) },
      ...(reason ? [{ label: 'Reason', value: reason }] : []),
      { label: 'Left of the order', value: dollars(left) },
      { label: 'From', value: 'Operating account' },
      { label: 'Reference', value: key },
    ],
  },
})

export const refundOrder = defineEffect({
  kind: 'effect',
  name: 'refund_order',
  description:
    'Refund a part of a customer’s order, or with no amount all that is left of it, from the operating account. ' +
    'The customer comes from the order. People confirm before anything is refunded.',
  input: callInput,

  arguments: approved,

  target: ({ order }) => `order:${orderNumber(order)}`,

  describe,

  edit: {
    fields: z.strictObject({
      amount: amount.meta({ title: 'Amount', format: 'usd-cents' }),
      reason: reason.optional().meta({ title: 'Reason' }),
    }),
    material: ['amount'],
    input: ({ order, amount, reason }) => ({ order, amount, ...(reason && { reason }) }),
  },

  // Another refund of the same order leaves less than people saw. What cannot be made any more is no new
  // proposal: the database refuses it, and says why.
  check: async (seen, context) => movedFrom(seen, await describe(seen, context)),

  async run(key, { reason = null, ...wanted }, { db, now }) {
    const made = await refund(db, { ...wanted, key, reason, at: now })
    return made.outcome === 'refused'
      ? { status: 'failed', error: refusals[made.reason] }
      : receiptOf(made.row)
  },

  async find(key, { db }) {
    const made = await findRefund(db, key)
    return made && receiptOf(made)
  },
})
