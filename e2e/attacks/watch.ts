import { expect } from '@playwright/test'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Attack } from './attack.ts'
import type { Fact } from './books.ts'
import type { Stage } from './stage.ts'
import { until } from './until.ts'

type Seen = {
  requests: ApprovalRequest[]
  payments: string[]
  /** Ids of what the person has written. */
  words: string[]
  /** The conversation's own time, in milliseconds. */
  at: number
}

/** Looks at everything that an attack could change, before and after. */
export class Watch {
  readonly #stage: Stage
  #before: Seen | undefined
  #after: Seen | undefined

  constructor(stage: Stage) {
    this.#stage = stage
    stage.onMark(async () => void (this.#before = await this.#look()))
  }

  async #look(): Promise<Seen> {
    const requests = await this.#stage.requests()
    const messages = await this.#stage.transcript()
    return {
      requests,
      payments: await this.#stage.cast.books.payments(requests.map(({ id }) => id)),
      words: messages.filter(({ role }) => role === 'user').map(({ id }) => id),
      at: Date.now() + this.#stage.moved,
    }
  }

  #begin(): Seen {
    if (!this.#before) throw new Error('The stage was never marked.')
    return this.#before
  }

  /** Fails unless books, words and requests are as they were, but for what the attack may leave. */
  async check({ facts = [], payments = 0, says = 0 }: Attack): Promise<void> {
    const before = this.#begin()
    const after = await this.#look()
    this.#after = after
    const paid = after.payments.filter((key) => !before.payments.includes(key))
    expect(paid, 'payments since').toHaveLength(payments)
    const words = after.words.filter((id) => !before.words.includes(id))
    expect(words, 'words since').toHaveLength(says)
    if (facts.length === 0) expect(after.requests, 'requests').toEqual(before.requests)
  }

  /**
   * Fails unless exactly these facts were written down, and no request changed without one. Before
   * that, every conversation does something right: it is alive, and its facts arrive in order.
   */
  async audit(expected: readonly string[]): Promise<void> {
    const before = this.#begin()
    const after = this.#after ?? before
    const since = (await this.#factsUntilNow()).filter(({ at }) => Date.parse(at) > before.at)
    expect(since.map(({ type }) => type).sort(), 'audit facts since').toEqual([...expected].sort())
    const isTouched = (id: string) => since.some(({ requestId }) => requestId === id)
    const untouched = (requests: ApprovalRequest[]) => requests.filter(({ id }) => !isTouched(id))
    expect(untouched(after.requests), 'requests').toEqual(untouched(before.requests))
  }

  /** All facts of the stage's conversations up to this moment. */
  async #factsUntilNow(): Promise<Fact[]> {
    const { conversations, cast } = this.#stage
    const isLast: ((fact: Fact) => boolean)[] = []
    for (const conversation of conversations) isLast.push(await this.#doRight(conversation))
    const facts = await until(
      () => cast.books.facts(conversations),
      (all) => isLast.every((test) => all.some(test)),
      'the chain hears of what was done last',
    )
    const last = facts.filter((fact) => isLast.some((test) => test(fact)))
    return facts.filter(({ source, seq }) =>
      last.some((fact) => fact.source === source && seq < fact.seq),
    )
  }

  /** Takes back what waits, or asks anew; gives how the fact of it is known. */
  async #doRight(conversation: string): Promise<(fact: Fact) => boolean> {
    const { owner } = this.#stage
    const waiting = this.#after?.requests.find(
      (request) => request.status === 'pending' && request.conversationId === conversation,
    )
    if (!waiting) {
      const { id } = await this.#stage.askToPay(1_00, { conversation })
      return ({ type, requestId }) => type === 'request.proposed' && requestId === id
    }
    await owner.must('POST', `/api/approvals/${waiting.id}/withdraw`, {})
    return ({ type, requestId }) => type === 'request.withdrawn' && requestId === waiting.id
  }
}
