import type { Status, Vote } from '../../domain/approval.ts'
import { canonicalJson } from '../../domain/digest.ts'
import type { Receipt } from '../../domain/protocol.ts'
import type { Person } from '../../domain/roles.ts'
import { recordFromRow, type Effect, type RequestRecord } from './record.ts'

/** One thing that happened, numbered without gaps within its source. */
export type Fact = {
  seq: number
  at: number
  type: string
  requestId: string | null
  body: unknown
}

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
    return this.#storage.sql.exec<Record<string, SqlStorageValue>>(query, ...values).toArray()
  }

  #read(row: Record<string, SqlStorageValue>): RequestRecord {
    const id = String(row.id)
    return recordFromRow(
      row,
      this.#rows('SELECT * FROM vote WHERE request_id = ? ORDER BY at, rowid', id),
      this.#rows('SELECT * FROM effect WHERE request_id = ?', id)[0],
      this.#rows('SELECT * FROM excerpt_view WHERE request_id = ? ORDER BY at', id),
    )
  }

  #find(where: string, ...values: SqlStorageValue[]): RequestRecord[] {
    return this.#rows(`SELECT * FROM approval_request WHERE ${where}`, ...values).map((row) =>
      this.#read(row),
    )
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

  /** What a person denied since this message of the member. */
  deniedSince(tool: string, target: string, askedIn: string): RequestRecord | null {
    const found = this.#find(
      `tool = ? AND target = ? AND asked_in = ? AND status = 'denied' LIMIT 1`,
      tool,
      target,
      askedIn,
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

  insert(record: RequestRecord): void {
    this.#rows(
      `INSERT INTO approval_request (
        id, kind, tool, tool_call_id, target, asked_in, status, version, digest, title, summary, input, risk,
        rule, model, requester, approvers, reason_required, requested_at, remind_at, escalate_at, expires_at,
        decided_at, told
      ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      record.id,
      record.kind,
      record.tool,
      record.toolCallId,
      record.target,
      record.askedIn,
      record.status,
      record.version,
      record.digest,
      record.title,
      JSON.stringify(record.summary),
      canonicalJson(record.input),
      record.risk,
      JSON.stringify(record.rule),
      JSON.stringify(record.model),
      JSON.stringify(record.requester),
      JSON.stringify(record.approvers),
      record.reasonRequired ? 1 : 0,
      record.requestedAt,
      record.remindAt,
      record.escalateAt,
      record.expiresAt,
      record.decidedAt ?? null,
      record.told ? 1 : 0,
    )
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

  setStatus(id: string, status: Status, decidedAt?: number): void {
    this.#rows(
      'UPDATE approval_request SET status = ?, decided_at = coalesce(?, decided_at) WHERE id = ?',
      status,
      decidedAt ?? null,
      id,
    )
  }

  setTold(id: string, told = true): void {
    this.#rows('UPDATE approval_request SET told = ? WHERE id = ?', told ? 1 : 0, id)
  }

  putEffect(requestId: string, key: string): void {
    this.#rows(
      `INSERT INTO effect (key, request_id, status, attempts) VALUES (?, ?, 'pending', 0)`,
      key,
      requestId,
    )
  }

  startEffect(key: string, at: number): void {
    this.#rows(
      `UPDATE effect SET status = 'executing', attempts = attempts + 1, started_at = ? WHERE key = ?`,
      at,
      key,
    )
  }

  settleEffect(
    key: string,
    status: Effect['status'],
    at: number,
    result: { receipt?: Receipt; error?: string },
  ): void {
    this.#rows(
      'UPDATE effect SET status = ?, receipt = ?, error = ?, settled_at = ? WHERE key = ?',
      status,
      result.receipt ? JSON.stringify(result.receipt) : null,
      result.error ?? null,
      at,
      key,
    )
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
    this.#rows('UPDATE fact_delivery SET seq = max(seq, ?)', seq)
  }
}
