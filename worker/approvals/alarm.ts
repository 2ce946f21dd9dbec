import { LifecycleCapability } from 'agents/lifecycle'

export type AlarmDeps = {
  /** Milliseconds since the epoch, as the platform counts them. */
  realNow(): number
  /** The host's own time, which a test's build moves. */
  now(): number
  /** What it wakes for. */
  wake(): Promise<void>
}

const WAKE = 'wake'

/**
 * One wake for everything that a host waits for: one row in the object's queue of jobs, which survives
 * kill -9. A later moment is not written while an earlier one is, because whoever wakes looks for the next.
 *
 * It is no schedule of the SDK, which counts in whole seconds: hosts that are busy at once would all
 * wake in the same instant.
 *
 * An object that wakes for something else beside names that `purpose`: it has a row of its own.
 */
export class Alarm extends LifecycleCapability {
  readonly #deps: AlarmDeps
  readonly #job: string
  /** The row's time as far as known; spares most looks at it. */
  #armed: number | null = null

  constructor(deps: AlarmDeps, purpose?: string) {
    super(purpose === undefined ? 'countersign-alarm' : `countersign-alarm-${purpose}`)
    this.#deps = deps
    this.#job = purpose === undefined ? WAKE : `${WAKE}-${purpose}`
  }

  /** Makes sure of a wake at `at` or before, in the host's time; durable when it resolves. */
  async wakeAt(at: number): Promise<void> {
    const { jobs } = this.lifecycle
    const { realNow, now } = this.#deps
    const real = realNow()
    const time = Math.ceil(real + Math.max(0, at - now()))
    const isSoEarly = (armed: number | null) => armed !== null && armed > real && armed <= time
    // One that has come already is ringing at this moment; written anew, it outlives that.
    if (isSoEarly(this.#armed)) return
    this.#armed = jobs.get(this.#job)?.time ?? null
    if (isSoEarly(this.#armed)) return
    await jobs.push({ id: this.#job, fn: WAKE, time })
    this.#armed = time
  }

  /** Called by the SDK when the moment has come. */
  async onJob(): Promise<void> {
    await this.lifecycle.runInHostContext(() => this.#deps.wake())
  }
}
