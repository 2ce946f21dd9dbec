/** What an Agent lends: its own schedule, which survives kill -9. */
export type AlarmDeps = {
  schedule(at: Date, payload: { due: number }): Promise<unknown>
  /** Milliseconds since the epoch, as the platform counts them. */
  realNow(): number
  /** The host's own time, which a test's build moves. */
  now(): number
}

/**
 * One wake for everything that a host waits for. The SDK keeps a row for each moment; a later one need
 * not be written while an earlier one is, because whoever wakes looks for the next.
 *
 * The due time is part of what makes two rows of the SDK the same: a row that is just ringing is
 * deleted when it has rung, and must not be taken for the next one.
 */
export class Alarm {
  readonly #deps: AlarmDeps
  #armed: number | null = null

  constructor(deps: AlarmDeps) {
    this.#deps = deps
  }

  /** Makes sure of a wake at `at` or before, in the host's time; durable when it resolves. */
  async wakeAt(at: number): Promise<void> {
    const { schedule, realNow, now } = this.#deps
    const real = realNow()
    // The SDK counts in whole seconds.
    const due = Math.ceil((real + Math.max(0, at - now())) / 1000) * 1000
    if (this.#armed !== null && this.#armed > real && this.#armed <= due) return
    await schedule(new Date(due), { due })
    this.#armed = due
  }

  /** The wake has come. */
  rang(): void {
    this.#armed = null
  }
}
