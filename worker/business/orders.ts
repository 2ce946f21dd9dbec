import { WORKSPACE } from '../env.ts'

/** An order of a customer. Amounts in minor units, times in milliseconds. */
export type Order = {
  number: string
  customer: string
  /** What was bought, for people. */
  items: string
  amount: number
  currency: 'USD'
  placedAt: number
  /** What can still be refunded. */
  left: number
}

const columns = `number, customer, items, amount, currency, placed_at AS placedAt,
  amount - refunded AS left`

/** `ord-2001`, `order 2001`, `#2001` and `2001` are all `ORD-2001`; anything else only loses its case. */
export function orderNumber(text: string): string {
  const digits = /^(?:ord(?:er)?)?[\s\-#:]*(\d+)$/i.exec(text.trim())?.[1]
  return digits ? `ORD-${digits}` : text.trim().toUpperCase()
}

/** The order with this number, or null when there is none. */
export const orderNumbered = (db: D1Database, number: string): Promise<Order | null> =>
  db
    .prepare(`SELECT ${columns} FROM customer_order WHERE workspace = ? AND number = ?`)
    .bind(WORKSPACE, orderNumber(number))
    .first<Order>()

/** The newest orders first, at most so many, and how many there are in all. */
export async function newestOrders(
  db: D1Database,
  most: number,
): Promise<{ orders: Order[]; total: number }> {
  const [orders, count] = await db.batch<Order & { total: number }>([
    db
      .prepare(
        `SELECT ${columns} FROM customer_order WHERE workspace = ?
         ORDER BY placed_at DESC, number LIMIT ?`,
      )
      .bind(WORKSPACE, most),
    db.prepare('SELECT count(*) AS total FROM customer_order WHERE workspace = ?').bind(WORKSPACE),
  ])
  return { orders: orders?.results ?? [], total: count?.results[0]?.total ?? 0 }
}
