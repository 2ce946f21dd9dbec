import { WORKSPACE } from '../env.ts'
import { type Once, once } from './once.ts'

/** A refund as people approved it. Amounts in minor units, times in milliseconds. */
export type Refund = {
  /** Names this refund for ever; making it again changes nothing. */
  key: string
  order: string
  customer: string
  amount: number
  /** What can still be refunded of the order afterwards, as people saw it. */
  left: number
  reason: string | null
  at: number
}

const reasons = [
  'refund_too_large',
  'order_changed',
  'order_unknown',
  'insufficient_balance',
] as const
/** Why the database refused a refund; the names are those of its constraints and triggers. */
export type RefundRefusal = (typeof reasons)[number] | 'key_conflict'

const columns = 'key, order_number AS "order", customer, amount, left_after AS left, reason, at'

/** The refund with this key, or null when there is no trace of it. */
export const findRefund = (db: D1Database, key: string): Promise<Refund | null> =>
  db
    .prepare(`SELECT ${columns} FROM refund WHERE workspace = ? AND key = ?`)
    .bind(WORKSPACE, key)
    .first<Refund>()

/** What was refunded of an order, the oldest first. */
export async function refundsOf(db: D1Database, order: string): Promise<Refund[]> {
  const { results } = await db
    .prepare(
      `SELECT ${columns} FROM refund WHERE workspace = ? AND order_number = ? ORDER BY at, key`,
    )
    .bind(WORKSPACE, order)
    .all<Refund>()
  return results
}

/**
 * Refunds a part of an order, or all of it: one insert, whose triggers recheck what is left of it, move
 * the money in the ledger and write the audit facts, all or nothing. Safe to repeat with the same key.
 * Throws when the database did not say what happened.
 */
export function refund(
  db: D1Database,
  wanted: Refund,
): Promise<Once<Refund, (typeof reasons)[number]>> {
  const { key, order, customer, amount, left, reason, at } = wanted
  return once({
    insert: () =>
      db
        .prepare(
          `INSERT INTO refund
             (key, workspace, order_number, customer, amount, currency, left_after, reason, at)
           VALUES (?, ?, ?, ?, ?, 'USD', ?, ?, ?) RETURNING ${columns}`,
        )
        .bind(key, WORKSPACE, order, customer, amount, left, reason, at)
        .first<Refund>(),
    find: () => findRefund(db, key),
    isSame: (earlier) =>
      earlier.order === order &&
      earlier.customer === customer &&
      earlier.amount === amount &&
      earlier.left === left &&
      earlier.reason === reason,
    reasons,
  })
}
