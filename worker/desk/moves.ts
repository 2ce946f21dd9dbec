import { type ChainFact, GENESIS, type Head, link } from '../../domain/audit.ts'
import { audienceOf } from '../../domain/audience.ts'
import { canonicalJson } from '../../domain/digest.ts'
import { defaultPolicy } from '../../domain/default-policy.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'

/**
 * Steps of the schema that SQL alone cannot take. Like all released steps they stay as they are, so they
 * write their own statements.
 */

const BATCH = 500

/** The rows of a query that names `rowid`, in its order, a batch at a time. */
function* rowsOf(sql: SqlStorage, table: string): Generator<Record<string, SqlStorageValue>> {
  let last = 0
  for (;;) {
    const rows = sql
      .exec(
        `SELECT rowid AS place, * FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT ?`,
        last,
        BATCH,
      )
      .toArray()
    yield* rows
    if (rows.length < BATCH) return
    last = Number(rows.at(-1)?.place)
  }
}

/**
 * Received facts become the chain's first entries, in the order in which they came. A source's facts
 * after a gap stay out: the desk asks for them again when the source next delivers.
 */
export function moveReceivedFacts({ sql }: DurableObjectStorage): void {
  const seqs = new Map<string, number>()
  let head: Head = GENESIS
  for (const row of rowsOf(sql, 'received_fact')) {
    const fact: ChainFact = {
      source: String(row.source),
      seq: Number(row.seq),
      at: Number(row.at),
      type: String(row.type),
      requestId: row.request_id === null ? null : String(row.request_id),
      body: JSON.parse(String(row.body)) as unknown,
    }
    if (fact.seq !== (seqs.get(fact.source) ?? 0) + 1) continue
    seqs.set(fact.source, fact.seq)
    const { n, prev, hash, source, seq, at, type, requestId, body } = link(head, fact)
    head = { n, hash }
    sql.exec(
      `INSERT INTO chain (n, prev, hash, source, seq, at, type, request_id, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      n,
      prev,
      hash,
      source,
      seq,
      at,
      type,
      requestId,
      canonicalJson(body),
    )
  }
  sql.exec('DROP TABLE received_fact')
}

/** What a workspace starts with, as its first version. */
export function seedPolicy({ sql }: DurableObjectStorage): void {
  sql.exec(
    `INSERT INTO policy_version (version, key, document) VALUES (?, 'default', ?)`,
    defaultPolicy.version,
    JSON.stringify(defaultPolicy),
  )
}

/** Requests that are known already get their places in people's lists. */
export function indexAudiences({ sql }: DurableObjectStorage): void {
  for (const row of rowsOf(sql, 'request_index')) {
    const request = JSON.parse(String(row.body)) as ApprovalRequest
    for (const key of audienceOf(request)) {
      sql.exec(
        'INSERT INTO request_audience (audience, requested_at, id, status) VALUES (?, ?, ?, ?)',
        key,
        Number(row.requested_at),
        request.id,
        request.status,
      )
    }
  }
}
