import type { ToolApprovalStatus } from 'ai'
import { z } from 'zod'
import { canonicalJson } from '../../domain/digest.ts'
import type { Ruling } from '../../domain/policy.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Person } from '../../domain/roles.ts'
import type { Approvals } from '../approvals/approvals.ts'
import type { Effects } from '../approvals/effects.ts'
import type { RequestRecord } from '../approvals/record.ts'
import type { Judgement } from '../desk/stub.ts'
import type { EffectTool, Proposal, ToolContext } from '../tools/tool.ts'
import { outcomeOf } from './outcome.ts'

/** A reply that asks for more than this has lost its way. */
const MAX_PROPOSALS = 20

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
  /** This outcome is told within the turn itself. */
  tells?(requestId: string): void
  /** The prompt already holds words of strangers. */
  untrusted?: boolean
}

/** A call that cannot be proposed; its message is a sentence for people, and all that a model is told. */
export class NotProposed extends Error {
  override toString(): string {
    return this.message
  }
}

const record = z.record(z.string(), z.unknown())

const HALF_A_CHARACTER =
  'This call holds half a character, so nothing was asked; write its text again.'

/** Text that no digest can be made of (RFC 8785): half of a surrogate pair. */
const isWellFormed = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.isWellFormed()
    : typeof value !== 'object' ||
      value === null ||
      Object.entries(value).every(([key, one]) => key.isWellFormed() && isWellFormed(one))

const isSame = (one: unknown, other: unknown): boolean =>
  canonicalJson(one) === canonicalJson(other)

/**
 * Stands between a model's calls and their effects for one turn: asks policy, writes the request,
 * and gives a call that need not wait its outcome.
 */
export class Gate {
  readonly #deps: GateDeps
  /** What calls that became no request of their own are answered with. */
  readonly #answers = new Map<string, { value: unknown } | { problem: string }>()
  #proposed = 0
  #untrusted: boolean

  constructor(deps: GateDeps) {
    this.#deps = deps
    this.#untrusted = deps.untrusted === true
  }

  /** The turn has read words of strangers: from now on every effect is asked of a person. */
  readUntrusted(): void {
    this.#untrusted = true
  }

  get hasReadUntrusted(): boolean {
    return this.#untrusted
  }

  /** Answers a call that means nothing with a sentence; nothing is asked of anybody. */
  refuse(toolCallId: string, problem: string): ToolApprovalStatus {
    return this.#problem(toolCallId, problem)
  }

  /** The verdict that the AI SDK asks for before it runs a tool. Never leaves an effect unanswered. */
  async review(
    tool: EffectTool<unknown>,
    toolCallId: string,
    input: Record<string, unknown>,
    /** The request that this call takes the place of, as the model named it. */
    replaces?: string,
  ): Promise<ToolApprovalStatus> {
    const { context, askedIn, approvals } = this.#deps
    const { store } = approvals
    if (!isWellFormed(input)) return this.#problem(toolCallId, HALF_A_CHARACTER)
    const target = tool.target(input)
    const named = replaces === undefined ? null : this.#named(replaces, tool)
    if (typeof named === 'string') return this.#problem(toolCallId, named)

    const denied = store.deniedSince(tool.name, target, askedIn)
    if (denied) return this.#answerWith(toolCallId, denied)
    const proposal = await tool.describe(input, context)
    const open = this.#openFor(tool, target, named)
    if ('problem' in proposal) {
      // What is under way explains the problem better: the invoice is paid because this pays it.
      return open ? this.#answerWith(toolCallId, open) : this.#problem(toolCallId, proposal.problem)
    }
    const frozen = record.parse(proposal.arguments)
    const done = store.doneSince(tool.name, target, askedIn)
    if (done && isSame(done.requested ?? done.input, frozen)) {
      return this.#answerWith(toolCallId, done)
    }
    if (open && !this.#replaces(open, frozen)) return this.#answerWith(toolCallId, open)
    if (this.#proposed >= MAX_PROPOSALS) {
      return this.#problem(
        toolCallId,
        `That is more than ${MAX_PROPOSALS} requests in one reply, so the rest was not asked.`,
      )
    }
    this.#proposed += 1
    return this.#ask(tool, toolCallId, target, frozen, proposal, open, named)
  }

  /** A request of this conversation whose place another may take, or why there is none. */
  #named(id: string, tool: EffectTool<unknown>): RequestRecord | string {
    const found = this.#deps.approvals.store.get(id)
    if (!found || found.tool !== tool.name) {
      return 'There is no such request of this kind here, so nothing was replaced and nothing asked.'
    }
    return found.status === 'pending'
      ? found
      : `That request is ${found.status} already, so nothing can take its place; ask for what should come next.`
  }

  /** What a call meets: a request for the very same thing, else the one that it is to replace. */
  #openFor(
    tool: EffectTool<unknown>,
    target: string,
    named: RequestRecord | null,
  ): RequestRecord | null {
    const { store } = this.#deps.approvals
    const same = store.openFor(tool.name, target)
    if (same || !named) return same
    const latest = store.get(named.id)
    return latest?.status === 'pending' ? latest : null
  }

  /** A newer ask of the member for the same thing with other facts takes the place of one that waits. */
  #replaces(open: RequestRecord, frozen: Record<string, unknown>): boolean {
    return (
      open.status === 'pending' &&
      open.askedIn !== this.#deps.askedIn &&
      !isSame(open.input, frozen)
    )
  }

  async #ask(
    tool: EffectTool<unknown>,
    toolCallId: string,
    target: string,
    input: Record<string, unknown>,
    proposal: Proposal,
    open: RequestRecord | null,
    named: RequestRecord | null,
  ): Promise<ToolApprovalStatus> {
    const { approvals, context, requester, askedIn, model, judge, stopped } = this.#deps
    const requestId = approvals.newRequestId()
    const ruling = await judge({
      requestId,
      version: 1,
      requester,
      tool: tool.name,
      input,
      ...(proposal.amount && { amount: proposal.amount.amount }),
      ...(open && { replaces: open.id }),
      ...(this.#untrusted && { untrusted: true }),
      now: context.now,
    })
    if (stopped()) {
      return this.#problem(toolCallId, 'This reply was stopped, so nothing was asked.')
    }
    // While policy was asked, somebody may have answered what this would replace, or asked the same.
    const latest = this.#openFor(tool, target, named)
    if (latest && !this.#replaces(latest, input)) return this.#answerWith(toolCallId, latest)
    // What policy left out of its sum is done by now, so it counts: the ruling is of no use.
    if (open && latest?.id !== open.id) {
      return this.#ask(tool, toolCallId, target, input, proposal, latest, named)
    }
    const request = approvals.propose({
      requestId,
      tool: tool.name,
      toolCallId,
      target,
      askedIn,
      input,
      proposal,
      ruling,
      requester,
      model,
      ...(tool.edit && { editable: record.parse(z.toJSONSchema(tool.edit.fields)) }),
      ...(tool.undoMs !== undefined && { undoMs: tool.undoMs }),
      ...(this.#untrusted && { untrusted: true }),
      ...(latest && ruling.outcome !== 'deny' && { replaces: latest.id }),
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

  #answerWith(toolCallId: string, earlier: RequestRecord): ToolApprovalStatus {
    this.#answers.set(toolCallId, { value: { ...outcomeOf(earlier), askedEarlier: true } })
    return 'not-applicable'
  }

  #problem(toolCallId: string, problem: string): ToolApprovalStatus {
    this.#answers.set(toolCallId, { problem })
    return 'not-applicable'
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
    const asked = approvals.store.byToolCall(toolCallId)
    if (!asked) throw new NotProposed('This call was never proposed, so nothing was done.')
    await effects.run(asked.id)
    const settled = approvals.store.get(asked.id) ?? asked
    this.#deps.tells?.(settled.id)
    return outcomeOf(settled)
  }
}
