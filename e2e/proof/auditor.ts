import { z } from 'zod'
import {
  auditEntry,
  type ChainEntry,
  type Checked,
  fromWire,
  GENESIS,
  verifyChain,
} from '../../domain/audit.ts'
import { Session } from '../attacks/session.ts'

const chainPage = z.object({ items: z.array(auditEntry), nextCursor: z.string().nullable() })
const entry = z.object({ id: z.int(), key: z.string(), amount: z.int(), payee: z.string() })
const books = z.object({ balance: z.int(), entries: z.array(entry) })
export type Payment = z.infer<typeof entry>

/**
 * Reads what an auditor may: the audit chain, checked link by link as it comes, and the books. Neither
 * is kept by a conversation, so nothing that waits there is woken by it.
 */
export class Auditor {
  readonly #session: Session
  readonly #byRequest = new Map<string, ChainEntry[]>()
  readonly #heard = new Map<string, number>()
  #head: Checked = GENESIS

  constructor(session: Session) {
    this.#session = session
  }

  static async on(url: string): Promise<Auditor> {
    return new Auditor(await Session.signUp(url, 'auditor'))
  }

  /** Reads on to the end of the chain. Throws when an entry is not what it should be. */
  async read(): Promise<this> {
    for (;;) {
      const page = await this.#session.must('GET', `/api/audit?cursor=${this.#head.n}`)
      const { items, nextCursor } = chainPage.parse(page)
      const entries = items.map(fromWire)
      const verdict = verifyChain(entries, this.#head)
      if (!verdict.ok) throw new Error(`The audit chain is broken: ${verdict.reason}`)
      this.#head = verdict.head
      for (const each of entries) this.#keep(each)
      if (nextCursor === null) return this
    }
  }

  #keep(each: ChainEntry): void {
    this.#heard.set(each.source, each.seq)
    if (each.requestId === null) return
    const facts = this.#byRequest.get(each.requestId) ?? []
    this.#byRequest.set(each.requestId, facts)
    facts.push(each)
  }

  /** How many entries were read and found in order. */
  get length(): number {
    return this.#head.n
  }

  /** The number of the last fact of this source that the chain has. */
  heard(source: string): number {
    return this.#heard.get(source) ?? 0
  }

  /** What the chain says of a request, in its order, as far as it was read. */
  factsOf(requestId: string): readonly ChainEntry[] {
    return this.#byRequest.get(requestId) ?? []
  }

  /** Every payment of the workspace. */
  async payments(): Promise<Payment[]> {
    return books.parse(await this.#session.must('GET', '/api/ledger')).entries
  }
}
