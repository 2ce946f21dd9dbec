import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  auditEntry,
  type ChainEntry,
  type ChainFact,
  fromWire,
  GENESIS,
  link,
  toWire,
  verifyChain,
} from './audit.ts'
import { canonicalJson, digestOf } from './digest.ts'

/** Facts as they come: each source numbers its own from 1. */
const facts = (sources: readonly string[], bodies: readonly unknown[] = []): ChainFact[] => {
  const seqs = new Map<string, number>()
  return sources.map((source, index) => {
    const seq = (seqs.get(source) ?? 0) + 1
    seqs.set(source, seq)
    const requestId = index % 3 ? `c_${source}_one` : null
    return {
      source,
      seq,
      at: 1_000 + index,
      type: 'vote.cast',
      requestId,
      body: bodies[index] ?? {},
    }
  })
}

const chained = (all: readonly ChainFact[], head = GENESIS): ChainEntry[] => {
  const entries: ChainEntry[] = []
  for (const fact of all) entries.push(link(entries.at(-1) ?? head, fact))
  return entries
}

/** What a forger with the whole file does: hashes everything again from there on. */
const rehashed = (entries: readonly ChainEntry[]): ChainEntry[] => chained(entries)

const anyChain = fc
  .array(fc.record({ source: fc.constantFrom('a', 'b', 'd1'), body: fc.jsonValue() }), {
    minLength: 1,
    maxLength: 20,
  })
  .map((all) =>
    chained(
      facts(
        all.map(({ source }) => source),
        all.map(({ body }) => body),
      ),
    ),
  )

const chainAndPlace = anyChain.chain((entries) =>
  fc.record({ entries: fc.constant(entries), place: fc.nat(entries.length - 1) }),
)

describe('a link', () => {
  test('is SHA-256 over the canonical JSON of the entry without its hash', () => {
    const [fact] = facts(['a'], [{ b: 1, a: [null] }])
    const { hash, ...rest } = link(GENESIS, fact!)
    expect(rest).toMatchObject({ n: 1, prev: '0'.repeat(64), source: 'a', seq: 1, at: 1_000 })
    expect(canonicalJson(rest)).toBe(
      `{"at":1000,"body":{"a":[null],"b":1},"n":1,"prev":"${'0'.repeat(64)}","requestId":null,"seq":1,"source":"a","type":"vote.cast"}`,
    )
    expect(hash).toBe(digestOf(rest))
  })

  test('reads the same after its body was stored as text, and after the wire', () => {
    fc.assert(
      fc.property(anyChain, (entries) => {
        const stored = entries.map((entry) => ({
          ...entry,
          body: JSON.parse(canonicalJson(entry.body)) as unknown,
        }))
        expect(verifyChain(stored).ok).toBe(true)
        const sent = JSON.parse(JSON.stringify(entries.map(toWire))) as unknown[]
        const read = sent.map((entry) => fromWire(auditEntry.parse(entry)))
        expect(verifyChain(read)).toMatchObject({ ok: true, count: entries.length })
      }),
    )
  })
})

describe('a chain', () => {
  test('that only grew is sound, whole or page by page', () => {
    fc.assert(
      fc.property(chainAndPlace, ({ entries, place }) => {
        const whole = verifyChain(entries)
        expect(whole).toMatchObject({ ok: true, count: entries.length })
        const first = verifyChain(entries.slice(0, place))
        if (!first.ok) throw new Error(first.reason)
        const rest = verifyChain(entries.slice(place), first.head)
        expect(rest).toMatchObject({ ok: true, count: entries.length - place })
        expect(rest.ok && whole.ok && rest.head).toEqual(whole.ok && whole.head)
      }),
    )
  })

  test('of no entries is sound', () => {
    expect(verifyChain([])).toMatchObject({ ok: true, head: { n: 0 }, count: 0 })
  })

  const changes: [string, (entry: ChainEntry) => ChainEntry][] = [
    ['body', (entry) => ({ ...entry, body: [entry.body] })],
    ['time', (entry) => ({ ...entry, at: entry.at + 1 })],
    ['type', (entry) => ({ ...entry, type: `${entry.type}.` })],
    ['request', (entry) => ({ ...entry, requestId: 'c_other_one' })],
    ['source', (entry) => ({ ...entry, source: `${entry.source}x` })],
    ['number within its source', (entry) => ({ ...entry, seq: entry.seq + 1 })],
    ['number', (entry) => ({ ...entry, n: entry.n + 1 })],
    ['link', (entry) => ({ ...entry, prev: 'f'.repeat(64) })],
    ['hash', (entry) => ({ ...entry, hash: 'f'.repeat(64) })],
  ]
  test.each(changes)('shows a changed %s at its place', (_what, change) => {
    fc.assert(
      fc.property(chainAndPlace, ({ entries, place }) => {
        const forged = entries.with(place, change(entries[place]!))
        expect(verifyChain(forged)).toMatchObject({ ok: false, n: place + 1 })
      }),
    )
  })

  test('shows a removed entry, unless it is the last: that is what saved heads are for', () => {
    fc.assert(
      fc.property(chainAndPlace, ({ entries, place }) => {
        const verdict = verifyChain(entries.toSpliced(place, 1))
        expect(verdict.ok).toBe(place === entries.length - 1)
      }),
    )
    const entries = chained(facts(['a', 'a', 'a']))
    expect(verifyChain(entries.slice(2), entries[0]).ok).toBe(false)
  })

  test('shows entries that changed places', () => {
    fc.assert(
      fc.property(anyChain, fc.nat(), fc.nat(), (entries, one, other) => {
        const [i, j] = [one % entries.length, other % entries.length]
        fc.pre(i !== j)
        const swapped = entries.with(i, entries[j]!).with(j, entries[i]!)
        expect(verifyChain(swapped)).toMatchObject({ ok: false, n: Math.min(i, j) + 1 })
      }),
    )
  })

  test('shows an inserted entry, repeated or made up', () => {
    fc.assert(
      fc.property(chainAndPlace, ({ entries, place }) => {
        const repeated = entries.toSpliced(place, 0, entries[place]!)
        expect(verifyChain(repeated)).toMatchObject({ ok: false, n: place + 2 })
        const before = entries[place - 1] ?? GENESIS
        const made = link(before, { ...entries[place]!, body: 'made up' })
        expect(verifyChain(entries.toSpliced(place, 0, made)).ok).toBe(false)
      }),
    )
  })

  test('shows a fact that its source numbered and nobody wrote down, even hashed anew', () => {
    fc.assert(
      fc.property(chainAndPlace, ({ entries, place }) => {
        const lost = entries[place]!
        const later = entries.slice(place + 1).some(({ source }) => source === lost.source)
        const verdict = verifyChain(rehashed(entries.toSpliced(place, 1)))
        expect(verdict.ok).toBe(!later)
      }),
    )
    const late = rehashed(chained(facts(['a', 'a', 'a'])).slice(1))
    expect(verifyChain(late)).toMatchObject({
      ok: false,
      n: 1,
      reason: 'Fact 1 of a is missing: entry 1 holds its fact 2.',
    })
  })

  test('that was hashed anew does not go on from a saved head', () => {
    fc.assert(
      fc.property(chainAndPlace, ({ entries, place }) => {
        const saved = entries.at(-1)!
        const forged = rehashed(entries.with(place, { ...entries[place]!, body: 'other words' }))
        const more = chained([{ ...saved, seq: saved.seq + 1 }], forged.at(-1)!)
        expect(verifyChain([...forged, ...more]).ok).toBe(true)
        expect(verifyChain(more, saved)).toMatchObject({ ok: false, n: saved.n + 1 })
      }),
    )
  })

  test('goes on from a saved head, which knows no numbers of sources', () => {
    const entries = chained(facts(['a', 'b', 'a', 'b', 'a']))
    const { n, hash } = entries[1]!
    expect(verifyChain(entries.slice(2), { n, hash })).toMatchObject({ ok: true, count: 3 })
  })
})
