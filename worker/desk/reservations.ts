import type { Status } from '../../domain/approval.ts'
import { digestOf } from '../../domain/digest.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'

const DAY = 24 * 3_600_000
/** How long a call counts that its host has not confirmed: longer than any crash's recovery. */
const LEASE = 10 * 60_000

/** A version of a request that policy has let through, asking or not. */
export type Lease = {
  requestId: string
  version: number
  /** The arguments: two edits may race for one version, and only one of them becomes it. */
  input: Record<string, unknown>
  personId: string
  /** Minor units; 0 when no money moves. */
  amount: number
  /** The grant that it would use. */
  grantId: string | null
  now: number
}

/** `open` keeps what was reserved, `done` counts it as spent, `over` gives it back. */
const fates: Record<Status, 'open' | 'done' | 'over'> = {
  pending: 'open',
  approved: 'open',
  executing: 'open',
  unknown: 'open',
  succeeded: 'done',
  failed: 'over',
  denied: 'over',
  expired: 'over',
  withdrawn: 'over',
  superseded: 'over',
  undone: 'over',
}

/**
 * What people have spent or are about to, and what is used of grants. A lease is written in the same
 * step as the ruling, so that two calls at once cannot each look small; the host's delivery makes it
 * a reservation, and the outcome settles it.
 *
 * While versions overlap (an edit was judged and its delivery is on its way) a request counts once, by
 * its largest amount.
 */
export class Reservations {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /**
   * Minor units that count against this person now: all that is open, and what was done in the last
   * 24 hours. What the requests of `except` still hold open is left out; what they did is not.
   */
  rolling(personId: string, now: number, except: readonly string[] = []): number {
    const row = this.#sql
      .exec(
        `SELECT coalesce(sum(amount), 0) AS total FROM (
           SELECT request_id, max(amount) AS amount FROM (
             SELECT request_id, state, amount FROM reservation
               WHERE person_id = ?1 AND state = 'reserved'
             UNION ALL SELECT request_id, state, amount FROM reservation
               WHERE person_id = ?1 AND state = 'leased' AND at > ?2
             UNION ALL SELECT request_id, state, amount FROM reservation
               WHERE person_id = ?1 AND state = 'committed' AND at > ?3
           ) WHERE state = 'committed' OR request_id NOT IN (SELECT value FROM json_each(?4))
           GROUP BY request_id
         )`,
        personId,
        now - LEASE,
        now - DAY,
        JSON.stringify(except),
      )
      .one()
    return Number(row.total)
  }

  /** What is used of a grant: calls, and minor units. Reserved counts as used. */
  meter(
    grantId: string,
    now: number,
    except: readonly string[] = [],
  ): { used: number; spent: number } {
    const row = this.#sql
      .exec(
        `SELECT count(*) AS used, coalesce(sum(amount), 0) AS spent FROM (
           SELECT max(amount) AS amount FROM reservation
           WHERE grant_id = ?1 AND (state <> 'leased' OR at > ?2)
             AND (state = 'committed' OR request_id NOT IN (SELECT value FROM json_each(?3)))
           GROUP BY request_id
         )`,
        grantId,
        now - LEASE,
        JSON.stringify(except),
      )
      .one()
    return { used: Number(row.used), spent: Number(row.spent) }
  }

  /** Sets aside what a call would spend and use; nothing when it is neither. */
  lease({ requestId, version, input, personId, amount, grantId, now }: Lease): void {
    if (amount === 0 && grantId === null) return
    // Judged again before its host confirmed it: whichever ruling was used, it is covered.
    this.#sql.exec(
      `INSERT INTO reservation (request_id, version, input, person_id, amount, grant_id, state, at)
       VALUES (?, ?, ?, ?, ?, ?, 'leased', ?)
       ON CONFLICT (request_id, version, input) DO UPDATE SET
         amount = max(amount, excluded.amount),
         grant_id = coalesce(excluded.grant_id, grant_id),
         at = max(at, excluded.at)
       WHERE state = 'leased'`,
      requestId,
      version,
      digestOf(input),
      personId,
      amount,
      grantId,
      now,
    )
  }

  /**
   * Follows a request as its host shows it: the version that stands keeps its reservation, those before it
   * and those that lost against it give theirs back, later ones are still on their way. A grant is used
   * only by a version that it cleared. `at` is when that became so.
   */
  follow(request: ApprovalRequest, at: number): void {
    const { id, version, status } = request
    const fate = fates[status]
    if (fate === 'over') {
      this.#drop('request_id = ?', id)
      return
    }
    this.#drop('request_id = ? AND version < ?', id, version)
    if (fate === 'done') this.#drop('request_id = ? AND version > ?', id, version)
    const input = this.#standing(request)
    if (input === null) return
    this.#drop('request_id = ? AND version = ? AND input <> ?', id, version, input)
    this.#sql.exec(
      `UPDATE reservation SET state = ?, grant_id = ?, at = ?
       WHERE request_id = ? AND version = ? AND state <> 'committed'`,
      fate === 'done' ? 'committed' : 'reserved',
      request.clearance?.by === 'grant' ? request.clearance.id : null,
      at,
      id,
      version,
    )
  }

  /** Which of this version's rows is the one that became it. */
  #standing({ id, version, input }: ApprovalRequest): string | null {
    const rows = this.#sql
      .exec(
        'SELECT input FROM reservation WHERE request_id = ? AND version = ? ORDER BY amount DESC',
        id,
        version,
      )
      .toArray()
      .map((row) => String(row.input))
    const [largest = null] = rows
    // Rows of the first release do not know their arguments.
    return rows.find((each) => each === digestOf(input)) ?? largest
  }

  #drop(where: string, ...values: SqlStorageValue[]): void {
    this.#sql.exec(`DELETE FROM reservation WHERE ${where} AND state <> 'committed'`, ...values)
  }
}
