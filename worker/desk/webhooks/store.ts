import { webhookRequest, type WebhookType } from '../../../domain/webhook.ts'
import type { Message } from './messages.ts'

export type Kept = {
  id: string
  type: WebhookType
  status: 'waiting' | 'delivered' | 'dead'
  /** When it happened, in milliseconds, like all times here. */
  at: number
  requestId: string
  /** The message as JSON, without its link. */
  body: string
  attempts: number
  /** When it is tried next; null once it is settled. */
  nextAt: number | null
  settledAt: number | null
  reason: string | null
}

const keptFrom = (row: Record<string, SqlStorageValue>): Kept => ({
  id: String(row.id),
  type: String(row.type) as WebhookType,
  status: String(row.status) as Kept['status'],
  at: Number(row.at),
  requestId: String(row.request_id),
  body: String(row.body),
  attempts: Number(row.attempts),
  nextAt: row.next_at === null ? null : Number(row.next_at),
  settledAt: row.settled_at === null ? null : Number(row.settled_at),
  reason: row.reason === null ? null : String(row.reason),
})

export const requestIn = ({ body }: Kept) =>
  webhookRequest.parse((JSON.parse(body) as { request: unknown }).request)

/** Rows of the messages; what happens to them is decided elsewhere. */
export class MessageStore {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  #rows(query: string, ...values: SqlStorageValue[]): Kept[] {
    return this.#sql
      .exec(query, ...values)
      .toArray()
      .map(keptFrom)
  }

  /** Each message once, whoever tells of it again. */
  add(message: Message, now: number): void {
    this.#sql.exec(
      `INSERT INTO webhook_message (id, type, status, at, request_id, body, attempts, next_at)
       VALUES (?, ?, 'waiting', ?, ?, ?, 0, ?) ON CONFLICT (id) DO NOTHING`,
      message.id,
      message.type,
      Date.parse(message.at),
      message.request.id,
      JSON.stringify(message),
      now,
    )
  }

  get(id: string): Kept | null {
    return this.#rows('SELECT * FROM webhook_message WHERE id = ?', id)[0] ?? null
  }

  /** What is due, in the order of the moments at which it was. */
  due(now: number, most: number): Kept[] {
    return this.#rows(
      `SELECT * FROM webhook_message WHERE status = 'waiting' AND next_at <= ?
       ORDER BY next_at, rowid LIMIT ?`,
      now,
      most,
    )
  }

  /** When the next attempt is due, or null. */
  nextDue(): number | null {
    const { at } = this.#sql
      .exec(`SELECT min(next_at) AS at FROM webhook_message WHERE status = 'waiting'`)
      .one()
    return at === null ? null : Number(at)
  }

  /** Before an attempt: counted, and due again at `nextAt` should nobody hear how it ended. */
  begin(id: string, nextAt: number): void {
    this.#sql.exec(
      'UPDATE webhook_message SET attempts = attempts + 1, next_at = ? WHERE id = ?',
      nextAt,
      id,
    )
  }

  delivered(id: string, now: number): void {
    this.#settle(id, 'delivered', null, now)
  }

  dead(id: string, reason: string, now: number): void {
    this.#settle(id, 'dead', reason, now)
  }

  #settle(id: string, status: Kept['status'], reason: string | null, now: number): void {
    this.#sql.exec(
      'UPDATE webhook_message SET status = ?, reason = ?, settled_at = ?, next_at = NULL WHERE id = ?',
      status,
      reason,
      now,
      id,
    )
  }

  later(id: string, reason: string, nextAt: number): void {
    this.#sql.exec(
      'UPDATE webhook_message SET reason = ?, next_at = ? WHERE id = ?',
      reason,
      nextAt,
      id,
    )
  }

  /** The endpoint wants to be left alone until then: nothing that waits goes out sooner. */
  pauseUntil(at: number): void {
    this.#sql.exec(
      `UPDATE webhook_message SET next_at = ?1 WHERE status = 'waiting' AND next_at < ?1`,
      at,
    )
  }

  /** A settled message gets all its attempts anew. */
  reopen(id: string, now: number): void {
    this.#sql.exec(
      `UPDATE webhook_message SET status = 'waiting', attempts = 0, next_at = ?, settled_at = NULL
       WHERE id = ?`,
      now,
      id,
    )
  }

  /** Forgets what was delivered before this moment. */
  prune(before: number): void {
    this.#sql.exec(
      `DELETE FROM webhook_message WHERE status = 'delivered' AND settled_at <= ?`,
      before,
    )
  }

  firstDelivered(): number | null {
    return this.#deliveredAt('min')
  }

  lastDelivered(): number | null {
    return this.#deliveredAt('max')
  }

  #deliveredAt(which: 'min' | 'max'): number | null {
    const { at } = this.#sql
      .exec(`SELECT ${which}(settled_at) AS at FROM webhook_message WHERE status = 'delivered'`)
      .one()
    return at === null ? null : Number(at)
  }

  count(status: 'waiting' | 'dead'): number {
    const { count } = this.#sql
      .exec('SELECT count(*) AS count FROM webhook_message WHERE status = ?', status)
      .one()
    return Number(count)
  }

  waiting(most: number): Kept[] {
    return this.#rows(
      `SELECT * FROM webhook_message WHERE status = 'waiting' ORDER BY next_at, rowid LIMIT ?`,
      most,
    )
  }

  /** The newest first. */
  settled(status: 'delivered' | 'dead', most: number): Kept[] {
    return this.#rows(
      `SELECT * FROM webhook_message WHERE status = ? ORDER BY settled_at DESC, rowid DESC LIMIT ?`,
      status,
      most,
    )
  }
}
