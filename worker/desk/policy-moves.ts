import { type ChainFact, GENESIS, link } from '../../domain/audit.ts'
import { canonicalJson } from '../../domain/digest.ts'
import { defaultPolicy } from '../../domain/default-policy.ts'
import { covers } from '../../domain/evaluate.ts'
import { policyDocument } from '../../domain/policy.ts'

const DESK_SOURCE = 'desk'
const KEY = 'release:business-tools'

/**
 * Tools that came with a release get the rules that a new workspace starts with, after those that stand:
 * without, a reviewer alone could give somebody a role. A tool that some rule speaks of is left alone.
 */
export function ruleOnNewTools({ sql }: DurableObjectStorage): void {
  const [row] = sql
    .exec('SELECT version, document FROM policy_version ORDER BY version DESC LIMIT 1')
    .toArray()
  const standing = policyDocument.parse(JSON.parse(String(row?.document)))
  const missing = defaultPolicy.rules.filter(
    ({ tool }) => !standing.rules.some((rule) => covers(rule.tool, tool)),
  )
  if (missing.length === 0) return
  const version = standing.version + 1
  const document = { ...standing, version, rules: [...standing.rules, ...missing] }
  sql.exec(
    'INSERT INTO policy_version (version, key, document) VALUES (?, ?, ?)',
    version,
    KEY,
    JSON.stringify(document),
  )
  note(sql, { key: KEY, by: null, document })
}

/** A fact of the desk's own; its time is that of the last one, because a step knows no other. */
function note(sql: SqlStorage, body: object): void {
  const [last] = sql.exec('SELECT n, hash, at FROM chain ORDER BY n DESC LIMIT 1').toArray()
  const { seq } = sql
    .exec('SELECT coalesce(max(seq), 0) + 1 AS seq FROM chain WHERE source = ?', DESK_SOURCE)
    .one()
  const fact: ChainFact = {
    source: DESK_SOURCE,
    seq: Number(seq),
    at: Number(last?.at ?? 0),
    type: 'policy.changed',
    requestId: null,
    body,
  }
  const head = last ? { n: Number(last.n), hash: String(last.hash) } : GENESIS
  const { n, prev, hash } = link(head, fact)
  sql.exec(
    `INSERT INTO chain (n, prev, hash, source, seq, at, type, request_id, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?)`,
    n,
    prev,
    hash,
    fact.source,
    fact.seq,
    fact.at,
    fact.type,
    canonicalJson(body),
  )
}
