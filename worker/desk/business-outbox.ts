import { z } from 'zod'
import type { ChainFact } from '../../domain/audit.ts'
import { hostOf } from '../rpc.ts'

/** The business database as a source of facts. */
export const BUSINESS_SOURCE = 'd1'
const BATCH = 100

type Row = { seq: number; at: number; type: string; body: string }
const keyed = z.object({ key: z.string() })

/** An effect's key names its request (`request.version.line`); other keys name none. */
export function requestOfKey(key: string): string | null {
  const [requestId = ''] = key.split('.')
  return hostOf(requestId) ? requestId : null
}

/** What the database wrote down after this number, in order, at most a batch. */
async function factsAfter(db: D1Database, seq: number): Promise<Omit<ChainFact, 'source'>[]> {
  const { results } = await db
    .prepare('SELECT seq, at, type, body FROM business_outbox WHERE seq > ? ORDER BY seq LIMIT ?')
    .bind(seq, BATCH)
    .all<Row>()
  return results.map(({ seq, at, type, body: text }) => {
    const body: unknown = JSON.parse(text)
    const named = keyed.safeParse(body)
    return { seq, at, type, body, requestId: named.success ? requestOfKey(named.data.key) : null }
  })
}

/**
 * Brings the database's facts into the chain, in order and each once: the number of the last one
 * taken says where to go on. One drain at a time; what is asked for meanwhile makes it look again.
 */
export class BusinessOutbox {
  readonly #db: D1Database
  readonly #watermark: () => number
  readonly #take: (facts: Omit<ChainFact, 'source'>[]) => boolean
  #running: Promise<void> | null = null
  #again = false
  #generation = 0

  constructor(
    db: D1Database,
    watermark: () => number,
    take: (facts: Omit<ChainFact, 'source'>[]) => boolean,
  ) {
    this.#db = db
    this.#watermark = watermark
    this.#take = take
  }

  /** Resolves when all that the database held at the time of the call is in the chain. */
  drain(): Promise<void> {
    this.#again = true
    this.#running ??= this.#pass()
      .finally(() => {
        this.#running = null
      })
      .then(() => (this.#again ? this.drain() : undefined))
    return this.#running
  }

  /** What was read before this moment belongs to a chain that is no more. */
  forget(): void {
    this.#generation += 1
  }

  async #pass(): Promise<void> {
    this.#again = false
    for (;;) {
      const generation = this.#generation
      const facts = await factsAfter(this.#db, this.#watermark())
      if (generation !== this.#generation) continue
      if (facts.length === 0) return
      if (!this.#take(facts)) {
        throw new Error(`Fact ${this.#watermark() + 1} of the business database is missing.`)
      }
    }
  }
}
