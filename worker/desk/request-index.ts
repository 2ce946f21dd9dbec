import type { Status } from '../../domain/approval.ts'
import { audienceOf, keysOf } from '../../domain/audience.ts'
import { approvalRequest, type ApprovalRequest } from '../../domain/protocol.ts'
import { maySee } from '../../domain/quorum.ts'
import type { Person } from '../../domain/roles.ts'
import type { Page, RequestFilter } from '../rpc.ts'

const PAGE = 50

/** Where a request stands in lists: newest first, then by id. */
type Place = { at: number; id: string }
const inOrder = (one: Place, other: Place): number =>
  other.at - one.at || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)

/** The newest known state of every request in the workspace; the host's own row is the truth. */
export class RequestIndex {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /**
   * Takes a state as of fact `seq` of its host. Gives the one before, null for the first, or `later`
   * when a later one is known already.
   */
  put(source: string, seq: number, request: ApprovalRequest): ApprovalRequest | null | 'later' {
    const known = this.#row(request.id)
    if (known && Number(known.seq) > seq) return 'later'
    const before = known && (JSON.parse(String(known.body)) as ApprovalRequest)
    const at = Date.parse(request.requestedAt)
    this.#sql.exec(
      `INSERT INTO request_index (id, source, requester_id, status, requested_at, seq, body)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET status = excluded.status, seq = excluded.seq, body = excluded.body`,
      request.id,
      source,
      request.requester.id,
      request.status,
      at,
      seq,
      JSON.stringify(request),
    )
    this.#setAudience(at, request, before)
    return before
  }

  /** The last known status, or null for a request that no host has told of. */
  statusOf(id: string): Status | null {
    return (this.#row(id)?.status as Status | undefined) ?? null
  }

  /** Those of a request's audience find it under their keys, and nobody else does. */
  #setAudience(at: number, request: ApprovalRequest, before: ApprovalRequest | null): void {
    const [keys, old] = [audienceOf(request), before ? audienceOf(before) : []]
    for (const key of old.filter((each) => !keys.includes(each))) {
      this.#sql.exec(
        'DELETE FROM request_audience WHERE audience = ? AND requested_at = ? AND id = ?',
        key,
        at,
        request.id,
      )
    }
    const same = before?.status === request.status
    for (const key of keys.filter((each) => !same || !old.includes(each))) {
      this.#sql.exec(
        `INSERT INTO request_audience (audience, requested_at, id, status) VALUES (?, ?, ?, ?)
         ON CONFLICT (audience, requested_at, id) DO UPDATE SET status = excluded.status`,
        key,
        at,
        request.id,
        request.status,
      )
    }
  }

  #row(id: string): Record<string, SqlStorageValue> | null {
    const [row] = this.#sql
      .exec('SELECT seq, status, body FROM request_index WHERE id = ?', id)
      .toArray()
    return row ?? null
  }

  #read(id: string): ApprovalRequest | null {
    const row = this.#row(id)
    return row && approvalRequest.parse(JSON.parse(String(row.body)))
  }

  /** What this person may see, newest first, 50 a page; `status` may also be `decided`: whatever waits no more. */
  list(viewer: Person, filter: RequestFilter): Page<ApprovalRequest> {
    const items: ApprovalRequest[] = []
    let last = parseCursor(filter.cursor)
    for (;;) {
      const places = this.#places(viewer, filter, last)
      for (const place of places) {
        const request = this.#read(place.id)
        if (request && maySee(viewer, request)) {
          if (items.length === PAGE) return { items, nextCursor: `${last.at}.${last.id}` }
          items.push(request)
        }
        last = place
      }
      if (places.length <= PAGE) return { items, nextCursor: null }
    }
  }

  /**
   * The next places of the viewer's list, one more than a page: own requests and one range for each of
   * their keys, merged. Every range is an index's, so that a page costs the same however long the list.
   */
  #places(viewer: Person, { mine, status }: RequestFilter, after: Place): Place[] {
    const own = this.#range('request_index', 'requester_id', viewer.id, status, after)
    const others = mine
      ? []
      : keysOf(viewer).flatMap((key) =>
          this.#range('request_audience', 'audience', key, status, after),
        )
    const places = new Map([...own, ...others].map((place) => [place.id, place]))
    return [...places.values()].sort(inOrder).slice(0, PAGE + 1)
  }

  #range(
    table: string,
    column: string,
    key: string,
    status: string | undefined,
    { at, id }: Place,
  ): Place[] {
    const exact = status !== undefined && status !== 'decided'
    const test = exact ? 'AND status = ?5' : status ? "AND status <> 'pending'" : ''
    return this.#sql
      .exec(
        `SELECT id, requested_at FROM ${table}
         WHERE ${column} = ?1 AND requested_at <= ?2 AND (requested_at < ?2 OR id > ?3) ${test}
         ORDER BY requested_at DESC, id LIMIT ?4`,
        key,
        at,
        id,
        PAGE + 1,
        ...(exact ? [status] : []),
      )
      .toArray()
      .map((row) => ({ at: Number(row.requested_at), id: String(row.id) }))
  }
}

function parseCursor(cursor: string | undefined): Place {
  const [, at, id] = /^(\d{1,15})\.([a-z0-9_]{1,100})$/.exec(cursor ?? '') ?? []
  return at && id ? { at: Number(at), id } : { at: Number.MAX_SAFE_INTEGER, id: '' }
}
