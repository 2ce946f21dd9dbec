import { isApproved, isUnresolved } from '../../domain/approval.ts'
import { digestOf } from '../../domain/digest.ts'
import type { EffectTool, Outcome, ToolContext } from '../tools/tool.ts'
import type { Approvals } from './approvals.ts'
import type { RequestRecord } from './record.ts'

/** After so many attempts without an answer, people are told that nobody knows. */
const MAX_ATTEMPTS = 6

export type EffectDeps = {
  approvals: Approvals
  tool(name: string): EffectTool<unknown> | null
  context(requester: RequestRecord['requester']): ToolContext
  /** Named moments at which a test may kill or delay; nothing in production. */
  reached(point: 'effect.start' | 'effect.done'): Promise<void>
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
   * Carries out what is approved, what a crash interrupted, and what gave no answer: the same key
   * makes another attempt safe. Resolves when each was tried once.
   */
  async runAll(): Promise<void> {
    const open = this.#deps.approvals.store.inStatus('approved', 'executing', 'unknown')
    await Promise.all(open.map((record) => this.run(record.id)))
  }

  /** Carries out one approved request, once, however often it is called. */
  run(id: string): Promise<void> {
    const running = this.#running.get(id)
    if (running) return running
    const work = this.#run(id).finally(() => this.#running.delete(id))
    this.#running.set(id, work)
    return work
  }

  async #run(id: string): Promise<void> {
    const { approvals, tool, context, reached } = this.#deps
    const record = approvals.store.get(id)
    if (!record?.effect || !isUnresolved(record.status)) return
    const { key, attempts } = record.effect
    approvals.startEffect(record, key)
    await reached('effect.start')
    let outcome: Outcome
    try {
      outcome = await attempt(record, key, tool(record.tool), context(record.requester))
    } catch (error) {
      // The attempt may or may not have arrived. The key makes a later attempt safe to repeat.
      console.error(`Effect ${key} did not answer`, error)
      if (attempts + 1 < MAX_ATTEMPTS) return
      approvals.settleEffect(id, key, 'unknown', {
        error: 'No answer came back, so it is not known whether this happened.',
      })
      return
    }
    await reached('effect.done')
    const { status, ...result } = outcome
    approvals.settleEffect(id, key, status, result)
  }
}

/**
 * The gate at the effect: whatever led here, an effect runs only for what its own store holds as
 * approved by enough of the right people, for arguments that still have the digest they saw.
 */
async function attempt(
  record: RequestRecord,
  key: string,
  tool: EffectTool | null,
  context: ToolContext,
): Promise<Outcome> {
  const { tool: name, version, title, summary, input } = record
  const seen = digestOf({ tool: name, version, title, summary, input }) === record.digest
  const approved = tool?.arguments.safeParse(input)
  if (!tool) return failed(`The tool ${name} no longer exists; nothing was done.`)
  if (!seen || !isApproved(record)) {
    return failed('This is no longer what was approved, so nothing was done; please ask again.')
  }
  if (!approved?.success) return failed('This can no longer be carried out; please ask again.')
  return tool.run(key, approved.data, context)
}

const failed = (error: string): Outcome => ({ status: 'failed', error })
