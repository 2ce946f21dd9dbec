import { z } from 'zod'
import { digestOf } from './digest.ts'

/** One thing that happened, numbered without gaps within its source. */
export type ChainFact = {
  source: string
  seq: number
  /** Milliseconds since the epoch. */
  at: number
  type: string
  requestId: string | null
  /** A JSON value. */
  body: unknown
}

/** A fact in its place: `hash` covers it and, through `prev`, everything before it. */
export type ChainEntry = ChainFact & { n: number; prev: string; hash: string }

/** The last entry of a chain: whoever keeps it can check that the chain only grew since. */
export type Head = { n: number; hash: string }

/** Before the first entry. */
export const GENESIS: Head = { n: 0, hash: '0'.repeat(64) }

/** SHA-256 over the RFC 8785 form of an entry without its hash, as 64 hexadecimal digits. */
function hashOf({ n, prev, source, seq, at, type, requestId, body }: Omit<ChainEntry, 'hash'>) {
  return digestOf({ n, prev, source, seq, at, type, requestId, body })
}

/** The entry that puts a fact after `head`. Throws on a body that is no JSON value. */
export function link(head: Head, fact: ChainFact): ChainEntry {
  const { source, seq, at, type, requestId, body } = fact
  const entry = { n: head.n + 1, prev: head.hash, source, seq, at, type, requestId, body }
  return { ...entry, hash: hashOf(entry) }
}

/** Where a check begins or ended. `seqs`: the last number seen of each source. */
export type Checked = Head & { seqs?: ReadonlyMap<string, number> | undefined }

export type Verdict =
  | { ok: true; head: Required<Checked>; count: number }
  /** `n` is the number of the first entry that is not what it should be. */
  | { ok: false; n: number; reason: string }

/**
 * Checks that entries follow one another and `from`, unchanged, none removed, inserted or moved, and
 * that no source misses a number. `from` is the beginning of the chain, the head of an earlier check
 * (to go on page by page), or a saved head, after which the first number of each source is believed.
 */
export function verifyChain(entries: Iterable<ChainEntry>, from: Checked = GENESIS): Verdict {
  const seqs = new Map(from.seqs)
  const believes = from.n > 0 && from.seqs === undefined
  let head: Head = { n: from.n, hash: from.hash }
  for (const entry of entries) {
    const last = seqs.get(entry.source) ?? (believes ? entry.seq - 1 : 0)
    const reason = faultOf(entry, head, last)
    if (reason) return { ok: false, n: head.n + 1, reason }
    head = { n: entry.n, hash: entry.hash }
    seqs.set(entry.source, entry.seq)
  }
  return { ok: true, head: { ...head, seqs }, count: head.n - from.n }
}

function faultOf(entry: ChainEntry, head: Head, last: number): string | null {
  const wanted = head.n + 1
  if (entry.n !== wanted) return `Entry ${wanted} is missing: entry ${entry.n} stands in its place.`
  if (entry.prev !== head.hash) {
    return `Entry ${entry.n} does not follow the one before it: something was removed, added or changed.`
  }
  if (entry.hash !== hashOf(entry))
    return `Entry ${entry.n} was changed: its hash is of other words.`
  if (entry.seq !== last + 1) {
    return `Fact ${last + 1} of ${entry.source} is missing: entry ${entry.n} holds its fact ${entry.seq}.`
  }
  return null
}

/** An entry as it crosses the wire and as an export holds it. */
export const auditEntry = z.object({
  n: z.int().positive(),
  prev: z.string().length(64),
  hash: z.string().length(64),
  source: z.string(),
  seq: z.int().positive(),
  at: z.iso.datetime(),
  type: z.string(),
  requestId: z.string().nullable(),
  body: z.unknown(),
})
export type AuditEntry = z.infer<typeof auditEntry>

export const toWire = (entry: ChainEntry): AuditEntry => ({
  ...entry,
  at: new Date(entry.at).toISOString(),
})

/** The entry as its hash was made; what `toWire` wrote comes back exactly. */
export const fromWire = (entry: AuditEntry): ChainEntry => ({
  ...entry,
  body: entry.body,
  at: Date.parse(entry.at),
})
