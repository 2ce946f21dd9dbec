import { z } from 'zod'
import { auditEntry } from '../../domain/audit.ts'
import type { Session } from './session.ts'

const chainPage = z.object({ items: z.array(auditEntry), nextCursor: z.string().nullable() })
export type Fact = z.infer<typeof auditEntry>

const ledger = z.object({ entries: z.array(z.object({ key: z.string(), amount: z.int() })) })

/** What auditors see: every payment, and every fact of the audit chain. */
export class Books {
  readonly #auditor: Session
  /** The chain as far as it was read; it only grows. */
  readonly #chain: Fact[] = []

  constructor(auditor: Session) {
    this.#auditor = auditor
  }

  /** Keys of the payments that were made for these requests. */
  async payments(requestIds: readonly string[]): Promise<string[]> {
    const { entries } = ledger.parse(await this.#auditor.must('GET', '/api/ledger'))
    return entries
      .map(({ key }) => key)
      .filter((key) => requestIds.some((id) => key.startsWith(`${id}.`)))
  }

  /** The facts of these sources that the chain has by now. */
  async facts(sources: readonly string[]): Promise<Fact[]> {
    for (;;) {
      const after = this.#chain.at(-1)?.n ?? 0
      const page = await this.#auditor.must('GET', `/api/audit?cursor=${after}`)
      const { items, nextCursor } = chainPage.parse(page)
      this.#chain.push(...items)
      if (nextCursor === null) return this.#chain.filter(({ source }) => sources.includes(source))
    }
  }
}
