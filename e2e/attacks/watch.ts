import { expect } from '@playwright/test'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Attack } from './attack.ts'
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

  /**
   * Fails unless requests, books, words and audit facts are as they were but for what the attack may
   * leave, and every conversation still takes a new request.
   */
  async check({ facts = [], payments = 0, says = 0 }: Attack): Promise<void> {
    const before = this.#before
    if (!before) throw new Error('The stage was never marked.')
    const after = await this.#look()
    const paid = after.payments.filter((key) => !before.payments.includes(key))
    expect(paid, 'payments since').toHaveLength(payments)
    const words = after.words.filter((id) => !before.words.includes(id))
    expect(words, 'words since').toHaveLength(says)

    const since = (await this.#factsUntilNow()).filter(({ at }) => Date.parse(at) > before.at)
    expect(since.map(({ type }) => type).sort(), 'audit facts since').toEqual([...facts].sort())
    // A request changes only together with a fact that says so.
    const isTouched = (id: string) => since.some(({ requestId }) => requestId === id)
    const untouched = (requests: ApprovalRequest[]) => requests.filter(({ id }) => !isTouched(id))
    expect(untouched(after.requests), 'requests').toEqual(untouched(before.requests))
  }

  /**
   * All facts of the stage's conversations: each takes one more request, and once the chain has heard
   * of that, it has heard of everything before, because a source's facts arrive in order.
   */
  async #factsUntilNow() {
    const { conversations, cast } = this.#stage
    const last: string[] = []
    for (const conversation of conversations) {
      last.push((await this.#stage.askToPay(1_00, { conversation })).id)
    }
    const facts = await until(
      () => cast.books.facts(conversations),
      (all) => last.every((id) => all.some(({ requestId }) => requestId === id)),
      'the chain hears of the last request',
    )
    return facts.filter(({ requestId }) => !last.includes(requestId ?? ''))
  }
}
