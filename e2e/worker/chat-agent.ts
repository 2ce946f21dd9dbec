import { ChatAgent as ProductionChatAgent } from '../../worker/chat/chat-agent.ts'
import type { ChosenModel } from '../../worker/models/choose.ts'
import type { EffectTool } from '../../worker/tools/tool.ts'
import { globalOffset } from './clock.ts'
import type { Fault, ScriptedPart } from './protocol.ts'
import { createScriptedModel } from './scripted-model.ts'

const CLOCK = 'e2e_clock'
const SCRIPT = 'e2e_script'
const FAULT = 'e2e_fault_'
const fault = (point: string) => `${FAULT}${point}`

/** What tests ask of a conversation's object, over RPC. */
export interface Controls {
  moveClock(to: { advanceMs: number } | { now: number }): Promise<void>
  setFault(point: string, fault: Fault): Promise<void>
  release(point: string): Promise<void>
  heldPoints(): Promise<string[]>
  setScript(turns: ScriptedPart[][]): Promise<void>
  fill(messages: number): Promise<void>
}

/**
 * The production conversation with its three seams overridden: time, model, and the named moments
 * between commits. What tests set is stored with the conversation, so that it survives kill -9.
 */
export class ChatAgent extends ProductionChatAgent implements Controls {
  readonly #held = new Map<string, PromiseWithResolvers<void>>()
  /** Read once: the product looks at its clock and passes these points often. */
  #moved: number | null = null
  #faulty: Set<string> | null = null

  get #kv() {
    return this.ctx.storage.kv
  }

  // ── time ─────────────────────────────────────────────────────────────────────────────────────

  protected override now(): number {
    this.#moved ??= this.ctx.storage.kv.get<number>(CLOCK) ?? 0
    return super.now() + globalOffset() + this.#moved
  }

  async moveClock(to: { advanceMs: number } | { now: number }): Promise<void> {
    const moved = 'now' in to ? to.now - this.now() : to.advanceMs
    this.#moved = (this.#kv.get<number>(CLOCK) ?? 0) + moved
    this.#kv.put(CLOCK, this.#moved)
    await this.wake()
  }

  // ── faults ───────────────────────────────────────────────────────────────────────────────────

  get #faults(): Set<string> {
    this.#faulty ??= new Set([...this.#kv.list({ prefix: FAULT })].map(([key]) => key))
    return this.#faulty
  }

  #clearFault(point: string): void {
    this.#kv.delete(fault(point))
    this.#faults.delete(fault(point))
  }

  protected override async reached(point: string): Promise<void> {
    if (!this.#faults.has(fault(point))) return
    const set = this.#kv.get<Fault>(fault(point))
    if (!set) return
    if (set.times > 1) this.#kv.put<Fault>(fault(point), { ...set, times: set.times - 1 })
    else this.#clearFault(point)
    // On disk before anyone can see that the point was reached: killed now, it does not strike again.
    await this.ctx.storage.sync()
    if (set.mode === 'throw') throw new Error(`A test let this fail at ${point}.`)
    if (set.mode === 'delay') {
      await scheduler.wait(set.ms)
      return
    }
    const held = this.#held.get(point) ?? Promise.withResolvers<void>()
    this.#held.set(point, held)
    await held.promise
  }

  async setFault(point: string, set: Fault): Promise<void> {
    this.#kv.put(fault(point), set)
    this.#faults.add(fault(point))
  }

  async release(point: string): Promise<void> {
    this.#clearFault(point)
    this.#held.get(point)?.resolve()
    this.#held.delete(point)
  }

  async heldPoints(): Promise<string[]> {
    return [...this.#held.keys()]
  }

  /** Before the tool itself: failing at `tool.run` leaves an attempt of which nobody knows. */
  protected override effectTool(name: string): EffectTool<unknown> | null {
    const tool = super.effectTool(name)
    if (!tool) return null
    return {
      ...tool,
      run: async (...call) => {
        await this.reached('tool.run')
        return tool.run(...call)
      },
    }
  }

  // ── model ────────────────────────────────────────────────────────────────────────────────────

  protected override chooseModel(): ChosenModel | { problem: string } {
    if (!this.#kv.get<ScriptedPart[][]>(SCRIPT)?.length) return super.chooseModel()
    const model = createScriptedModel({
      // Taken before it is spoken, so that a turn that was cut off goes on with the next list.
      next: () => {
        const [turn, ...rest] = this.#kv.get<ScriptedPart[][]>(SCRIPT) ?? []
        this.#kv.put(SCRIPT, rest)
        return turn ?? []
      },
      reached: (point) => this.reached(point),
    })
    return { model, id: 'scripted', label: 'Scripted by a test', rulesOnly: false }
  }

  async setScript(turns: ScriptedPart[][]): Promise<void> {
    this.#kv.put(SCRIPT, turns)
  }

  // ── length ───────────────────────────────────────────────────────────────────────────────────

  /** Questions and answers in turn, written as they are stored, without any model. */
  async fill(messages: number): Promise<void> {
    const session = this.sessions.session()
    const at = new Date(this.now()).toISOString()
    for (let number = 1; number <= messages; number += 1) {
      const asks = number % 2 === 1
      await session.appendMessage({
        id: `fill_${crypto.randomUUID()}`,
        role: asks ? 'user' : 'assistant',
        parts: [{ type: 'text', text: `${asks ? 'Question' : 'Answer'} number ${number}.` }],
        metadata: { at },
      })
    }
    await this.persistMessages(this.messages.slice(-1))
  }
}
