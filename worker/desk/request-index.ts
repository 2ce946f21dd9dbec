import { maySee } from '../../domain/approval.ts'
import { approvalRequest, type ApprovalRequest } from '../../domain/protocol.ts'
import type { Person } from '../../domain/roles.ts'
import type { Page, RequestFilter } from '../rpc.ts'

const PAGE = 50

/** The newest known state of every request in the workspace; the host's own row is the truth. */
export class RequestIndex {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  put(source: string, seq: number, request: ApprovalRequest): void {
    this.#sql.exec(
      `INSERT INTO request_index (id, source, requester_id, status, requested_at, seq, body)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET status = excluded.status, seq = excluded.seq, body = excluded.body
       WHERE excluded.seq >= request_index.seq`,
      request.id,
      source,
      request.requester.id,
      request.status,
      Date.parse(request.requestedAt),
      seq,
      JSON.stringify(request),
    )
  }

  /** Newest first. A member's page holds only their own; others' pages what they are asked about too. */
  list(viewer: Person, filter: RequestFilter): Page<ApprovalRequest> {
    const own =
      filter.mine ||
      viewer.role === 'member' ||
      viewer.role === 'auditor' ||
      viewer.role === 'admin'
    const items: ApprovalRequest[] = []
    let last = parseCursor(filter.cursor)
    for (;;) {
      const rows = this.#sql
        .exec(
          `SELECT id, requested_at, body FROM request_index
           WHERE (requested_at < ?1 OR (requested_at = ?1 AND id > ?2))
             AND (?3 IS NULL OR status = ?3) AND (?4 IS NULL OR requester_id = ?4)
           ORDER BY requested_at DESC, id LIMIT ?5`,
          last.at,
          last.id,
          filter.status ?? null,
          own ? viewer.id : null,
          PAGE,
        )
        .toArray()
      for (const row of rows) {
        last = { at: Number(row.requested_at), id: String(row.id) }
        const request = approvalRequest.parse(JSON.parse(String(row.body)))
        if (maySee(viewer, request)) items.push(request)
        if (items.length === PAGE) return { items, nextCursor: `${last.at}.${last.id}` }
      }
      if (rows.length < PAGE) return { items, nextCursor: null }
    }
  }
}

function parseCursor(cursor: string | undefined): { at: number; id: string } {
  const [, at, id] = /^(\d{1,15})\.([a-z0-9_]{1,100})$/.exec(cursor ?? '') ?? []
  return at && id ? { at: Number(at), id } : { at: Number.MAX_SAFE_INTEGER, id: '' }
}
