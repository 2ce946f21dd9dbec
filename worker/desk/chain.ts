import { type ChainEntry, type ChainFact, GENESIS, type Head, link } from '../../domain/audit.ts'
import { canonicalJson } from '../../domain/digest.ts'
import type { Page } from '../rpc.ts'

const PAGE = 200

/** What the desk itself decides: policies, grants. */
const DESK_SOURCE = 'desk'

/**
 * The workspace's audit chain: every fact of every source, each linked to the one before. Triggers
 * refuse what does not follow, so that not even a bug can fork it. Callers write inside one
 * synchronous transaction with the state that the facts are about.
 */
export class Chain {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** The number of the last fact of this source, 0 when there is none. */
  watermark(source: string): number {
    const row = this.#sql
      .exec('SELECT coalesce(max(seq), 0) AS seq FROM chain WHERE source = ?', source)
      .one()
    return Number(row.seq)
  }

  head(): Head {
    const [row] = this.#sql.exec('SELECT n, hash FROM chain ORDER BY n DESC LIMIT 1').toArray()
    return row ? { n: Number(row.n), hash: String(row.hash) } : GENESIS
  }

  /**
   * Appends what is new of these facts of one source, in order; what it has already is passed over.
   * Facts that leave a gap are not taken at all: false.
   */
  take(source: string, facts: readonly Omit<ChainFact, 'source'>[]): boolean {
    const watermark = this.watermark(source)
    const fresh = facts.filter(({ seq }) => seq > watermark)
    if (fresh.some(({ seq }, index) => seq !== watermark + index + 1)) return false
    let head = this.head()
    for (const fact of fresh) head = this.#append(head, { ...fact, source })
    return true
  }

  /** A fact of the desk's own. */
  note(type: string, requestId: string | null, body: object, at: number): void {
    const seq = this.watermark(DESK_SOURCE) + 1
    this.#append(this.head(), { source: DESK_SOURCE, seq, at, type, requestId, body })
  }

  #append(head: Head, fact: ChainFact): Head {
    const entry = link(head, fact)
    this.#sql.exec(
      `INSERT INTO chain (n, prev, hash, source, seq, at, type, request_id, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      entry.n,
      entry.prev,
      entry.hash,
      entry.source,
      entry.seq,
      entry.at,
      entry.type,
      entry.requestId,
      canonicalJson(entry.body),
    )
    return entry
  }

  /** Oldest first; the cursor is the number of the last entry of the page before. */
  page(cursor?: string): Page<ChainEntry> {
    const after = /^\d{1,15}$/.test(cursor ?? '') ? Number(cursor) : 0
    const rows = this.#sql
      .exec('SELECT * FROM chain WHERE n > ? ORDER BY n LIMIT ?', after, PAGE + 1)
      .toArray()
    const items = rows.slice(0, PAGE).map(entryFromRow)
    const last = items.at(-1)
    return { items, nextCursor: rows.length > PAGE && last ? String(last.n) : null }
  }

  /** Everything about one request, in the order of the chain. */
  ofRequest(requestId: string): ChainEntry[] {
    return this.#sql
      .exec('SELECT * FROM chain WHERE request_id = ? ORDER BY n', requestId)
      .toArray()
      .map(entryFromRow)
  }
}

const entryFromRow = (row: Record<string, SqlStorageValue>): ChainEntry => ({
  n: Number(row.n),
  prev: String(row.prev),
  hash: String(row.hash),
  source: String(row.source),
  seq: Number(row.seq),
  at: Number(row.at),
  type: String(row.type),
  requestId: row.request_id === null ? null : String(row.request_id),
  body: JSON.parse(String(row.body)) as unknown,
})
