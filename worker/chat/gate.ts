import type { ToolApprovalStatus } from 'ai'
import { z } from 'zod'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Ruling } from '../../domain/policy.ts'
import type { Person } from '../../domain/roles.ts'
import type { Approvals } from '../approvals/approvals.ts'
import type { Effects } from '../approvals/effects.ts'
import type { Judgement } from '../desk/stub.ts'
import type { EffectTool, ToolContext } from '../tools/tool.ts'
import { outcomeOf } from './outcome.ts'

export type GateDeps = {
  approvals: Approvals
  effects: Effects
  judge(call: Judgement): Promise<Ruling>
  /** Whether the turn was stopped, or its conversation deleted, since it began. */
  stopped(): boolean
  context: ToolContext
  requester: Person
  model: ApprovalRequest['model']
  /** The member's message that this turn answers. */
  askedIn: string
}

/** A call that cannot be proposed; its message is a sentence for people. */
export class NotProposed extends Error {}

/**
 * Stands between a model's calls and their effects for one turn: asks policy, writes the request,
 * and gives a call that need not wait its outcome.
 */
export class Gate {
  readonly #deps: GateDeps
  /** What calls that became no request of their own are answered with. */
  readonly #answers = new Map<string, { value: unknown } | { problem: string }>()

  constructor(deps: GateDeps) {
    this.#deps = deps
  }

  /** The verdict that the AI SDK asks for before it runs a tool. Never leaves an effect unanswered. */
  async review(
    tool: EffectTool<unknown>,
    toolCallId: string,
    input: Record<string, unknown>,
  ): Promise<ToolApprovalStatus> {
    const { approvals, context, requester, askedIn, model, judge } = this.#deps
    const { store } = approvals
    const target = tool.target(input)

    const earlier =
      store.openFor(tool.name, target) ?? store.deniedSince(tool.name, target, askedIn)
    if (earlier) {
      this.#answers.set(toolCallId, { value: { ...outcomeOf(earlier), askedEarlier: true } })
      return 'not-applicable'
    }
    const proposal = await tool.describe(input, context)
    if ('problem' in proposal) {
      this.#answers.set(toolCallId, proposal)
      return 'not-applicable'
    }
    const frozen = z.record(z.string(), z.unknown()).parse(proposal.arguments)
    const requestId = approvals.newRequestId()
    const ruling = await judge({
      requestId,
      requester,
      tool: tool.name,
      input: frozen,
      ...(proposal.amount && { amount: proposal.amount.amount }),
      now: context.now,
    })
    if (this.#deps.stopped()) {
      this.#answers.set(toolCallId, { problem: 'This reply was stopped, so nothing was asked.' })
      return 'not-applicable'
    }
    const request = approvals.propose({
      requestId,
      tool: tool.name,
      toolCallId,
      target,
      askedIn,
      input: frozen,
      proposal,
      ruling,
      requester,
      model,
    })
    switch (ruling.outcome) {
      case 'ask':
        return { type: 'user-approval', reason: request.rule.reason }
      case 'deny':
        return { type: 'denied', reason: request.rule.reason }
      case 'allow':
        return 'not-applicable'
    }
  }

  /**
   * What `execute` of an effect tool gives the model. It runs nothing by itself: either the call was
   * answered without a request, or the journal runs what the store holds as approved.
   */
  async perform(toolCallId: string): Promise<unknown> {
    const answer = this.#answers.get(toolCallId)
    if (answer) {
      if ('problem' in answer) throw new NotProposed(answer.problem)
      return answer.value
    }
    const { approvals, effects } = this.#deps
    const record = approvals.store.byToolCall(toolCallId)
    if (!record) throw new NotProposed('This call was never proposed, so nothing was done.')
    await effects.run(record.id)
    return outcomeOf(approvals.store.get(record.id) ?? record)
  }
}
