import type { Status, Vote } from '../../domain/approval.ts'
import { canonicalJson } from '../../domain/digest.ts'
import { dueTimes } from '../../domain/machine.ts'
import type { Person } from '../../domain/roles.ts'
import type { RequestRecord } from './record.ts'
import { effectRowOf, recordFromRow, type Row, rowOf, status } from './rows.ts'

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

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage
  }

  transact<T>(work: () => T): T {
    return this.#storage.transactionSync(work)
  }

  #rows(query: string, ...values: SqlStorageValue[]) {
    return this.#storage.sql.exec<Row>(query, ...values).toArray()
  }

  #find(where: string, ...values: SqlStorageValue[]): RequestRecord[] {
    return this.#rows(`${whole} WHERE ${where}`, ...values).map((row) => {
      const [votes, effects, views] = [row.votes, row.effects, row.views].map((rows): Row[] =>
        JSON.parse(String(rows)),
      )
      return recordFromRow(row, votes ?? [], effects?.[0], views ?? [])
    })
  }

  get(id: string): RequestRecord | null {
    return this.#find('id = ?', id)[0] ?? null
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
    this.#upsert('approval_request', 'id', rowOf(record))
    this.#rows('DELETE FROM effect WHERE request_id = ? AND key <> ?', id, effect?.key ?? '')
    if (effect) this.#upsert('effect', 'key', effectRowOf(id, effect))
    this.#rows('DELETE FROM timer WHERE request_id = ?', id)
    for (const { kind, at } of dueTimes(record)) {
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

  setTold(id: string, told = true): void {
    this.#rows('UPDATE approval_request SET told = ? WHERE id = ?', told ? 1 : 0, id)
  }

  addView(requestId: string, viewer: Person, at: number): void {
    this.#rows(
      `INSERT INTO excerpt_view (request_id, person_id, name, at) VALUES (?, ?, ?, ?)
       ON CONFLICT (request_id, person_id) DO NOTHING`,
      requestId,
      viewer.id,
      viewer.name,
      at,
    )
  }

  /** Appends a fact. The number is one more than the last, in the same transaction: no gaps. */
  addFact(type: string, requestId: string | null, body: unknown, at: number): void {
    this.#rows(
      `INSERT INTO fact (seq, at, type, request_id, body)
       VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM fact), ?, ?, ?, ?)`,
      at,
      type,
      requestId,
      canonicalJson(body),
    )
  }

  /** Facts that the desk has not acknowledged, in order. */
  undelivered(limit: number): Fact[] {
    return this.#rows(
      'SELECT * FROM fact WHERE seq > (SELECT seq FROM fact_delivery) ORDER BY seq LIMIT ?',
      limit,
    ).map((row) => ({
      seq: Number(row.seq),
      at: Number(row.at),
      type: String(row.type),
      requestId: row.request_id === null ? null : String(row.request_id),
      body: JSON.parse(String(row.body)),
    }))
  }

  setDelivered(seq: number): void {
    this.#rows('UPDATE fact_delivery SET seq = ?', seq)
  }
}
