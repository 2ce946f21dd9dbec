import type { Attempt } from '../../domain/machine.ts'
import { isApproved } from '../../domain/quorum.ts'
import type { EffectTool, Outcome, Proposal, ToolContext } from '../tools/tool.ts'
import { type Approvals, digestOfVersion } from './approvals.ts'
import { withDeadline } from './deadline.ts'
import type { RequestRecord } from './record.ts'

/** After so many attempts without an answer, people are told that nobody knows. */
const MAX_ATTEMPTS = 6
/** The first pause between attempts in milliseconds; each further one is twice as long. */
const PAUSE = 1_000
/** How soon an effect that nobody knows of is looked up again; twice as long each time. */
const CHECK_AFTER = 10 * 60_000
const DAY = 24 * 3_600_000
/**
 * How long a tool may be silent, in milliseconds: one that hangs must not hold the alarm, and with it
 * everything else that the host has to do. What still arrives later carries the same key.
 */
const SILENCE = 30_000

export type EffectDeps = {
  approvals: Approvals
  tool(name: string): EffectTool<unknown> | null
  context(requester: RequestRecord['requester']): ToolContext
  /** Milliseconds since the epoch. */
  now(): number
  /** The facts that people approved have moved: policy and people are asked again. */
  moved(record: RequestRecord, proposal: Proposal): Promise<void>
  /** Named moments at which a test may kill or delay; nothing in production. */
  reached(point: string): Promise<void>
  /** How long a tool may be silent, in milliseconds. */
  silence?: number
}

/**
 * Runs approved effects from the journal. The model's stream is not involved: closing the chat,
 * stopping the turn or killing the process changes when an effect happens, never whether or how often.
 */
export class Effects {
  readonly #deps: EffectDeps
  readonly #running = new Map<string, Promise<void>>()

  constructor(deps: EffectDeps) {
    this.#deps = deps
  }

  /**
   * Carries out what is approved, what a crash interrupted, and what gave no answer and is due again.
   * Resolves when each was tried once.
   */
  async runDue(): Promise<void> {
    const { approvals, now } = this.#deps
    const due = approvals.store.dueBy(now()).filter((record) => approvals.mayStart(record))
    // One that cannot be carried out now holds back no other.
    const ends = await Promise.allSettled(due.map((record) => this.run(record.id)))
    for (const end of ends) {
      if (end.status === 'rejected') console.error('An effect waits for its next turn', end.reason)
    }
  }

  /** Carries out one approved request, once, however often it is called. */
  run(id: string): Promise<void> {
    const running = this.#running.get(id)
    if (running) return running
    const work = this.#run(id).finally(() => this.#running.delete(id))
    this.#running.set(id, work)
    return work
  }

  /** Does something else about an effect while no attempt at it can begin; null when one is on its way. */
  alone<T>(id: string, work: () => Promise<T>): Promise<T> | null {
    if (this.#running.has(id)) return null
    const result = work().finally(() => this.#running.delete(id))
    // Whoever would run it waits for this, and finds it settled or due as before.
    this.#running.set(
      id,
      result.then(
        () => undefined,
        () => undefined,
      ),
    )
    return result
  }

  async #run(id: string): Promise<void> {
    const { approvals, reached, now, moved } = this.#deps
    const record = approvals.store.get(id)
    if (!record || !approvals.mayStart(record)) return
    if (record.effect?.attempts === 0) {
      const proposal = await this.#proposedAnew(record)
      if (proposal) return moved(record, proposal)
    }
    if (!approvals.start(id)) return
    const started = approvals.store.get(id)
    if (!started?.effect) return
    await reached('effect.start')
    const attempt = await this.#attempt(started, started.effect, now)
    await reached('effect.done')
    approvals.finish(id, attempt)
  }

  /** The proposal as it would be made now, if the facts that people saw have moved. */
  async #proposedAnew(record: RequestRecord): Promise<Proposal | null> {
    const tool = this.#deps.tool(record.tool)
    const approved = tool?.arguments.safeParse(record.input)
    if (!tool?.check || !approved?.success) return null
    try {
      await this.#deps.reached('effect.check')
      return await withDeadline(
        tool.check(approved.data, this.#deps.context(record.requester)),
        this.#silence,
      )
    } catch (error) {
      // The effect itself rechecks the facts as it writes, so an unanswered look is no obstacle.
      console.error(`The facts of ${record.id} could not be looked at again`, error)
      return null
    }
  }

  get #silence(): number {
    return this.#deps.silence ?? SILENCE
  }

  async #attempt(
    record: RequestRecord,
    { key, attempts, startedAt }: NonNullable<RequestRecord['effect']>,
    now: () => number,
  ): Promise<Attempt> {
    const tool = this.#deps.tool(record.tool)
    const context = this.#deps.context(record.requester)
    // Of what an earlier attempt may have done, none of these refusals says anything.
    const failed = (error: string): Attempt =>
      attempts > 1 ? unanswered(attempts, now()) : { status: 'failed', error }
    if (!tool) return failed(`The tool ${record.tool} no longer exists; nothing was done.`)
    // The gate at the effect: whatever led here, it runs only what its own store holds as approved
    // by enough of the right people, for arguments that still have the digest they saw.
    if (digestOfVersion(record) !== record.digest || !isApproved(record)) {
      return failed('This is no longer what was approved, so nothing was done; please ask again.')
    }
    const approved = tool.arguments.safeParse(record.input)
    if (!approved.success) return failed('This can no longer be carried out; please ask again.')
    try {
      const again = attempts > 1 || record.status === 'unknown'
      const look = async () => (await tool.find?.(key, context)) ?? null
      const earlier = again ? await withDeadline(look(), this.#silence) : null
      const sent = () => this.#send(tool, key, approved.data, context, startedAt)
      const outcome = earlier ?? (await withDeadline(sent(), this.#silence))
      if (outcome.status !== 'retry') return outcome
      return retry(outcome, attempts, now(), !again || tool.find !== undefined)
    } catch (error) {
      // The attempt may or may not have arrived.
      console.error(`Effect ${key} did not answer`, error)
      return unanswered(attempts, now())
    }
  }

  async #send(
    tool: EffectTool<unknown>,
    key: string,
    approved: unknown,
    context: ToolContext,
    startedAt: number | undefined,
  ): Promise<Outcome> {
    const retention = tool.retention?.(context)
    if (retention !== undefined && context.now - (startedAt ?? context.now) >= retention) {
      throw new Error(`${key} may have been forgotten by its provider, so it is not sent again.`)
    }
    return tool.run(key, approved, context)
  }
}

const pause = (attempts: number): number => PAUSE * 2 ** Math.max(0, attempts - 1)

/** Nobody knows yet: soon again, and after many attempts people are told. */
function unanswered(attempts: number, now: number): Attempt {
  if (attempts < MAX_ATTEMPTS) {
    return {
      status: 'delayed',
      error: 'No answer came back yet; it is being looked up.',
      nextAt: now + pause(attempts),
    }
  }
  return {
    status: 'unknown',
    error: 'No answer came back, so it is not known whether this happened.',
    nextAt: now + Math.min(DAY, CHECK_AFTER * 2 ** Math.min(attempts - MAX_ATTEMPTS, 8)),
  }
}

/**
 * Surely not done: the same key goes again, for about an hour, and then it has failed; unless an
 * earlier attempt gave no answer and nothing can be looked up.
 */
function retry(
  { error, after = 0 }: Extract<Outcome, { status: 'retry' }>,
  attempts: number,
  now: number,
  isKnown: boolean,
): Attempt {
  if (attempts < 2 * MAX_ATTEMPTS) {
    return { status: 'delayed', error, nextAt: now + Math.max(after, pause(attempts)) }
  }
  return isKnown
    ? { status: 'failed', error: `${error} It was tried ${attempts} times; nothing was done.` }
    : unanswered(attempts, now)
}
