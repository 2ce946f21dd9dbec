import type { Status } from '../../domain/approval.ts'

const DAY = 24 * 3_600_000
/** How long an amount counts whose request its host has not confirmed: longer than any crash's recovery. */
const LEASE = 10 * 60_000

/**
 * What people have spent or are about to. A reservation is made in the same step as the ruling, so
 * that two payments at once cannot each look small.
 */
export class Spend {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** Minor units that count against this person now: all that is open, and what was done in the last 24 hours. */
  rolling(personId: string, now: number): number {
    const row = this.#sql
      .exec(
        `SELECT coalesce(sum(amount), 0) AS total FROM spend
         WHERE person_id = ? AND (state = 'reserved' OR (state = 'leased' AND at > ?) OR (state = 'committed' AND at > ?))`,
        personId,
        now - LEASE,
        now - DAY,
      )
      .one()
    return Number(row.total)
  }

  lease(requestId: string, personId: string, amount: number, now: number): void {
    this.#sql.exec(
      `INSERT INTO spend (request_id, person_id, amount, state, at) VALUES (?, ?, ?, 'leased', ?)
       ON CONFLICT (request_id) DO NOTHING`,
      requestId,
      personId,
      amount,
      now,
    )
  }

  /** Follows the request: open keeps the reservation, done commits it, anything else releases it. */
  follow(requestId: string, status: Status, at: number): void {
    switch (status) {
      case 'pending':
      case 'approved':
      case 'executing':
      case 'unknown':
        this.#sql.exec(
          `UPDATE spend SET state = 'reserved' WHERE request_id = ? AND state = 'leased'`,
          requestId,
        )
        return
      case 'succeeded':
        this.#sql.exec(
          `UPDATE spend SET state = 'committed', at = ? WHERE request_id = ? AND state <> 'committed'`,
          at,
          requestId,
        )
        return
      case 'failed':
      case 'denied':
      case 'expired':
      case 'withdrawn':
      case 'superseded':
      case 'undone':
        this.#sql.exec('DELETE FROM spend WHERE request_id = ?', requestId)
    }
  }
}
