import { attempt, type AttemptDeps, type Connected, type Outcome, PATIENCE } from './attempt.ts'
import { pauseAfter } from './backoff.ts'
import type { Kept, MessageStore } from './store.ts'

/** Attempts under way at once. */
const AT_ONCE = 4
/** How long a delivered message is kept, in milliseconds. */
const KEPT = 7 * 86_400_000

export type SenderDeps = AttemptDeps & {
  store: MessageStore
  /** At least 0, less than 1. */
  random(): number
  /** Makes sure that `wake` is called about then, whatever is killed; durable when it resolves. */
  wakeAt(at: number): Promise<void>
  /** Work that nobody waits for. */
  background(work: Promise<unknown>): void
}

/**
 * Sends what is due, a few at once, in the background: whoever calls never waits for the endpoint. An
 * attempt is written down before it begins, so that a crash leaves it due again and not forgotten.
 */
export class Sender {
  readonly #endpoint: Connected
  readonly #deps: SenderDeps
  readonly #underWay = new Map<string, Promise<void>>()

  constructor(endpoint: Connected, deps: SenderDeps) {
    this.#endpoint = endpoint
    this.#deps = deps
  }

  /** Begins what is due and arms the alarm for what comes next. */
  async wake(): Promise<void> {
    const { store, now, wakeAt } = this.#deps
    store.prune(now() - KEPT)
    const free = AT_ONCE - this.#underWay.size
    for (const message of free > 0 ? store.due(now(), free) : []) this.send(message)
    const next = store.nextDue()
    // What is due and found no place follows when a place is free; the alarm is for a crash.
    if (next !== null) await wakeAt(next > now() ? next : now() + PATIENCE)
    const first = store.firstDelivered()
    if (first !== null) await wakeAt(first + KEPT)
  }

  /** One attempt, or the one that is under way; resolves when its outcome is written. */
  send(message: Kept): Promise<void> {
    const known = this.#underWay.get(message.id)
    if (known) return known
    const { store, now, background } = this.#deps
    const pause = this.#pauseAfter(message)
    store.begin(message.id, now() + PATIENCE + (pause ?? 0))
    const work = this.#attempt(message, pause).finally(() => {
      this.#underWay.delete(message.id)
      background(this.wake())
    })
    this.#underWay.set(message.id, work)
    background(work)
    return work
  }

  #pauseAfter({ attempts }: Kept): number | null {
    return pauseAfter(attempts + 1, this.#deps.random())
  }

  async #attempt({ id, body }: Kept, pause: number | null): Promise<void> {
    const message = JSON.parse(body) as { request: { id: string } }
    const url = `${this.#endpoint.origin}/review/${message.request.id}`
    const whole = JSON.stringify({ ...message, url })
    this.#settle(id, await attempt(id, whole, this.#endpoint, this.#deps), pause)
  }

  #settle(id: string, outcome: Outcome, pause: number | null): void {
    const { store, now } = this.#deps
    if (outcome.did === 'deliver') return store.delivered(id, now())
    if (outcome.final || pause === null) return store.dead(id, outcome.reason, now())
    store.later(id, outcome.reason, now() + Math.max(pause, outcome.pause ?? 0))
    if (outcome.pause !== undefined) store.pauseUntil(now() + outcome.pause)
  }
}
