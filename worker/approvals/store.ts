import type { Status, Vote } from '../../domain/approval.ts'
import { canonicalJson } from '../../domain/digest.ts'
import { dueTimes } from '../../domain/machine.ts'
import type { Person } from '../../domain/roles.ts'
import type { RequestRecord } from './record.ts'
import { effectRowOf, recordFromRow, type Row, rowOf, status } from './rows.ts'
import { forget } from './schema.ts'

/** Requests whose newest state is kept in memory. */
const REMEMBERED = 200

/** One thing that happened, numbered without gaps within its source. */
export type Fact = {
  seq: number
  at: number
  type: string
  requestId: string | null
  body: unknown
}

/** A request with everything that belongs to it, in one statement. */
const whole = `SELECT request.*,
  (SELECT json_group_array(json_object('by', by, 'verdict', verdict, 'reason', reason, 'at', at,
      'version', version) ORDER BY at, rowid)
    FROM vote WHERE request_id = request.id) AS votes,
  (SELECT json_group_array(json_object('key', key, 'status', status, 'attempts', attempts,
      'started_at', started_at, 'next_at', next_at, 'receipt', receipt, 'error', error,
      'settled', settled))
    FROM effect WHERE request_id = request.id) AS effects,
  (SELECT json_group_array(json_object('name', name, 'at', at) ORDER BY at)
    FROM excerpt_view WHERE request_id = request.id) AS views
  FROM approval_request AS request`

/**
 * Rows of the requests that one Durable Object hosts. Only reads and writes; what may happen is
 * decided elsewhere. Whoever writes does so inside `transact`, so that a change of state and its
 * fact are committed together or not at all.
 */
export class RequestStore {
  readonly #storage: DurableObjectStorage
  /** What was read since it was last written; nobody else writes these tables. */
  readonly #known = new Map<string, RequestRecord>()
  /** The number of the last fact, and of the last one that the desk has. */
  #facts: { last: number; delivered: number } | null = null

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage
  }

  transact<T>(work: () => T): T {
    try {
      return this.#storage.transactionSync(work)
    } catch (error) {
      // What was read within it may never have been.
      this.#recall()
      throw error
    }
  }

  #recall(): void {
    this.#known.clear()
    this.#facts = null
  }

  /** Empties every table; for the demo's reset alone. */
  forget(): void {
    forget(this.#storage)
    this.#recall()
  }

  #rows(query: string, ...values: SqlStorageValue[]) {
    return this.#storage.sql.exec<Row>(query, ...values).toArray()
  }

  #find(where: string, ...values: SqlStorageValue[]): RequestRecord[] {
    return this.#rows(`SELECT id FROM approval_request WHERE ${where}`, ...values).flatMap(
      (row) => this.get(String(row.id)) ?? [],
    )
  }

  get(id: string): RequestRecord | null {
    const known = this.#known.get(id)
    if (known) return known
    const [row] = this.#rows(`${whole} WHERE id = ?`, id)
    if (!row) return null
    const [votes, effects, views] = [row.votes, row.effects, row.views].map((rows): Row[] =>
      JSON.parse(String(rows)),
    )
    const record = recordFromRow(row, votes ?? [], effects?.[0], views ?? [])
    if (this.#known.size >= REMEMBERED) this.#known.clear()
    this.#known.set(id, record)
    return record
  }

  /** The newest request of this call; providers may use an id again in a later turn. */
  byToolCall(toolCallId: string): RequestRecord | null {
    return (
      this.#find(
        'tool_call_id = ? ORDER BY requested_at DESC, rowid DESC LIMIT 1',
        toolCallId,
      )[0] ?? null
    )
  }

  /** The status alone of what `byToolCall` finds. */
  statusOfCall(toolCallId: string): Status | null {
    const [row] = this.#rows(
      `SELECT status FROM approval_request WHERE tool_call_id = ?
       ORDER BY requested_at DESC, rowid DESC LIMIT 1`,
      toolCallId,
    )
    return row ? status.parse(row.status) : null
  }

  /** The newest `limit` requests, newest first. */
  newest(limit: number): RequestRecord[] {
    return this.#find('1 ORDER BY requested_at DESC, rowid DESC LIMIT ?', limit)
  }

  /** What is open for the same thing: a second ask for it would be a second effect. */
  openFor(tool: string, target: string): RequestRecord | null {
    const open = `('pending', 'approved', 'executing', 'unknown')`
    return (
      this.#find(`tool = ? AND target = ? AND status IN ${open} LIMIT 1`, tool, target)[0] ?? null
    )
  }

  /** What a person or a rule denied since this message of the member. */
  deniedSince(tool: string, target: string, askedIn: string): RequestRecord | null {
    return this.#endedSince('denied', tool, target, askedIn)
  }

  /** What was done for this message of the member: a reply that a crash cut off may ask for it again. */
  doneSince(tool: string, target: string, askedIn: string): RequestRecord | null {
    return this.#endedSince('succeeded', tool, target, askedIn)
  }

  #endedSince(status: Status, tool: string, target: string, askedIn: string): RequestRecord | null {
    const found = this.#find(
      'tool = ? AND target = ? AND asked_in = ? AND status = ? ORDER BY rowid DESC LIMIT 1',
      tool,
      target,
      askedIn,
      status,
    )
    return found[0] ?? null
  }

  inStatus(...wanted: Status[]): RequestRecord[] {
    const places = wanted.map(() => '?').join(', ')
    return this.#find(`status IN (${places}) ORDER BY requested_at`, ...wanted)
  }

  /** Settled outcomes that the conversation has not heard of. */
  untold(): RequestRecord[] {
    return this.#find(
      `told = 0 AND status IN ('succeeded', 'failed', 'unknown', 'denied', 'expired', 'undone')
       ORDER BY decided_at, rowid`,
    )
  }

  #upsert(table: string, key: string, row: Row): void {
    const columns = Object.keys(row)
    const changes = columns.map((column) => `${column} = excluded.${column}`).join(', ')
    this.#rows(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
       ON CONFLICT (${key}) DO UPDATE SET ${changes}`,
      ...Object.values(row),
    )
  }

  /** Writes a request as it is now: its row, its journal entry, and what the clock has to do for it. */
  save(record: RequestRecord): void {
    const { id, effect } = record
    const before = this.#known.get(id)
    this.#known.delete(id)
    this.#upsert('approval_request', 'id', rowOf(record))
    if (!before || before.effect) {
      this.#rows('DELETE FROM effect WHERE request_id = ? AND key <> ?', id, effect?.key ?? '')
    }
    if (effect) this.#upsert('effect', 'key', effectRowOf(id, effect))
    const times = dueTimes(record)
    // Most votes leave the clock as it was.
    if (before && JSON.stringify(dueTimes(before)) === JSON.stringify(times)) return
    this.#rows('DELETE FROM timer WHERE request_id = ?', id)
    for (const { kind, at } of times) {
      this.#rows('INSERT INTO timer (request_id, kind, due_at) VALUES (?, ?, ?)', id, kind, at)
    }
  }

  /** Requests for which the clock has something to do, the longest due first. */
  dueBy(now: number): RequestRecord[] {
    return this.#rows(
      'SELECT request_id FROM timer WHERE due_at <= ? GROUP BY request_id ORDER BY min(due_at)',
      now,
    ).flatMap((row) => this.get(String(row.request_id)) ?? [])
  }

  /** When the clock next has something to do, in milliseconds; null when it has not. */
  nextDue(): number | null {
    const due = this.#rows('SELECT min(due_at) AS due FROM timer')[0]?.due
    return due === null || due === undefined ? null : Number(due)
  }

  /** Within the transaction that saves the request with it. */
  addVote(requestId: string, vote: Vote): void {
    this.#rows(
      'INSERT INTO vote (request_id, version, person_id, by, verdict, reason, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      requestId,
      vote.version,
      vote.by.id,
      JSON.stringify(vote.by),
      vote.verdict,
      vote.reason ?? null,
      vote.at,
    )
  }

  setTold(id: string): void {
    this.#known.delete(id)
    this.#rows('UPDATE approval_request SET told = 1 WHERE id = ?', id)
  }

  addView(requestId: string, viewer: Person, at: number): void {
    this.#known.delete(requestId)
    this.#rows(
      `INSERT INTO excerpt_view (request_id, person_id, name, at) VALUES (?, ?, ?, ?)
       ON CONFLICT (request_id, person_id) DO NOTHING`,
      requestId,
      viewer.id,
      viewer.name,
      at,
    )
  }

  get #counted(): { last: number; delivered: number } {
    this.#facts ??=
      this.#rows(
        `SELECT coalesce(max(seq), 0) AS last, (SELECT seq FROM fact_delivery) AS delivered FROM fact`,
      ).map((row) => ({ last: Number(row.last), delivered: Number(row.delivered) }))[0] ?? null
    if (!this.#facts) throw new Error('The tables of a host are missing.')
    return this.#facts
  }

  /** Appends a fact. The number is one more than the last, in the same transaction: no gaps. */
  addFact(type: string, requestId: string | null, body: unknown, at: number): void {
    const { last, delivered } = this.#counted
    const seq = last + 1
    this.#rows(
      'INSERT INTO fact (seq, at, type, request_id, body) VALUES (?, ?, ?, ?, ?)',
      seq,
      at,
      type,
      requestId,
      canonicalJson(body),
    )
    this.#facts = { last: seq, delivered }
  }

  /** When the oldest fact happened that the desk has not acknowledged, in milliseconds; or null. */
  undeliveredSince(): number | null {
    const { last, delivered } = this.#counted
    return last > delivered ? (this.undelivered(1)[0]?.at ?? null) : null
  }

  /** Facts that the desk has not acknowledged, in order. */
  undelivered(limit: number): Fact[] {
    const { last, delivered } = this.#counted
    if (last <= delivered) return []
    return this.#rows(
      'SELECT * FROM fact WHERE seq > ? ORDER BY seq LIMIT ?',
      delivered,
      limit,
    ).map((row) => ({
      seq: Number(row.seq),
      at: Number(row.at),
      type: String(row.type),
      requestId: row.request_id === null ? null : String(row.request_id),
      body: JSON.parse(String(row.body)),
    }))
  }

  /** The number of the last fact, 0 when there is none. */
  get lastFact(): number {
    return this.#counted.last
  }

  /**
   * Notes how far the desk has come, in memory: a commit for each decision would double its cost. A host
   * that is gone before `keepDelivered` sends those facts again, and the desk passes them over.
   */
  setDelivered(seq: number): void {
    this.#facts = { last: this.lastFact, delivered: seq }
  }

  /** Writes down how far the desk has come, if that is news. */
  keepDelivered(): void {
    this.#rows('UPDATE fact_delivery SET seq = ?1 WHERE seq <> ?1', this.#counted.delivered)
  }
}
