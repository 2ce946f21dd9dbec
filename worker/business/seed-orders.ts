import { WORKSPACE } from '../env.ts'

const DAY = 86_400_000

const customers = [
  'Jane Doe',
  'Omar Haddad',
  'Lucía Ferrer',
  'Noah Lindqvist',
  'Priya Raman',
  'Tomás Oliveira',
  'Grace Okafor',
  'Wei Zhang',
  'Hannah Vogel',
  'Daniel Novak',
  'Aiko Tanaka',
] as const

/** What is sold, and for how much in cents. */
const goods = [
  ['linen apron', 40_00],
  ['stoneware bowl', 18_50],
  ['chef’s knife', 129_00],
  ['walnut cutting board', 64_00],
  ['cast-iron pan', 87_90],
  ['set of napkins', 24_00],
  ['copper kettle', 149_95],
] as const

/**
 * ORD-2001 ($80.00) to ORD-2050, the first of them the newest: the same on every first start, so that
 * people and tests can speak of them.
 */
export const seededOrders = Array.from({ length: 50 }, (_, index) => {
  const [item, price] = goods[index % goods.length] ?? goods[0]
  // None is below $80.00, so that what people commonly try to refund of one is there.
  const quantity = Math.ceil(80_00 / price) + ((index * 5) % 3)
  return {
    number: `ORD-${2001 + index}`,
    customer: customers[index % customers.length],
    items: `${quantity} × ${item}`,
    amount: quantity * price,
    daysAgo: 1 + index,
  }
})

/**
 * The statements that put orders back as they were on first start, with nothing refunded, and forget
 * expenses, e-mails and changes of access; for the one batch of `seedBusiness`.
 */
export function orderSeed(db: D1Database, now: number): D1PreparedStatement[] {
  const rows = seededOrders.map(({ daysAgo, ...order }) => ({
    ...order,
    placedAt: now - daysAgo * DAY,
  }))
  return [
    db.prepare('DELETE FROM refund'),
    db.prepare('DELETE FROM customer_order'),
    db.prepare('DELETE FROM expense'),
    db.prepare('DELETE FROM access_change'),
    db.prepare('DELETE FROM mail_outbox'),
    db
      .prepare(
        `INSERT INTO customer_order
           (workspace, number, customer, items, amount, currency, placed_at)
         SELECT ?1, value ->> 'number', value ->> 'customer', value ->> 'items',
           value ->> 'amount', 'USD', value ->> 'placedAt'
         FROM json_each(?2)`,
      )
      .bind(WORKSPACE, JSON.stringify(rows)),
  ]
}
