import * as machine from '../../domain/machine.ts'
import type { Ruling } from '../../domain/policy.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Refusal } from '../../domain/refusals.ts'
import type { Person } from '../../domain/roles.ts'
import type { Delivery, Judgement } from '../desk/stub.ts'
import type { Action, Answer } from '../rpc.ts'
import type { EffectTool, Proposal, ToolContext } from '../tools/tool.ts'
import { Approvals, type Ground } from './approvals.ts'
import { draftOf, revisionOf } from './edit.ts'
import { Effects } from './effects.ts'
import { drain } from './outbox.ts'
import type { RequestRecord } from './record.ts'

/** How soon after a crash the alarm looks at what was approved, in milliseconds. */
const WAKE_AFTER = 4_000
/** How soon the desk is told again when it could not be reached, or an attempt was cut short. */
const RETRY_AFTER = 3_000
/** The longest pause between two calls to a desk that cannot be reached, in milliseconds. */
const LONGEST_PAUSE = 5 * 60_000

export type HostDeps = Ground & {
  tool(name: string): EffectTool<unknown> | null
  context(requester: Person): ToolContext
  judge(call: Judgement): Promise<Ruling>
  deliver(delivery: Delivery): Promise<number>
  /** Makes sure that `wake` is called about then, whatever is killed; durable when it resolves. */
  wakeAt(at: number): Promise<void>
  /** Work that nobody waits for. */
  background(work: Promise<unknown>): void
  /** Outcomes have changed: people want to hear of them. */
  settled(): Promise<void>
  /** Named moments between commits; a test's build may stop here. */
  reached(point: string): Promise<void>
  /** How long a tool may be silent, in milliseconds, if not half a minute. */
  silence?: number
}

/**
 * What one Durable Object does for the requests it hosts: takes people's actions, runs effects, minds
 * the clock, hands facts to the desk, and picks all of that up after a crash.
 */
export class ApprovalHost {
  readonly approvals: Approvals
  readonly effects: Effects
  readonly #deps: HostDeps
  #draining: Promise<void> | null = null
  #woken = false

  constructor(deps: HostDeps) {
    this.#deps = deps
    this.approvals = new Approvals(deps)
    this.effects = new Effects({
      approvals: this.approvals,
      tool: deps.tool,
      context: deps.context,
      now: () => deps.now(),
      moved: (record, proposal) => this.#moved(record, proposal),
      reached: deps.reached,
      ...(deps.silence !== undefined && { silence: deps.silence }),
    })
  }

  /** Takes one person's action; answers at commit, before any effect. */
  async act(by: Person, id: string, action: Action): Promise<Answer<ApprovalRequest>> {
    const { approvals } = this
    const before = approvals.read(by, id)
    if (!before.ok) return before
    const answer = await this.#act(by, id, action)
    if (answer.ok && answer.value.status !== before.value.status) {
      const { status, undoUntil } = answer.value
      if (status === 'approved' && undoUntil === undefined) this.#deps.background(this.settle(id))
      else this.#deps.background(this.#deps.settled())
    }
    await this.#mindTheClock()
    await this.#deps.reached('decision.recorded')
    return answer
  }

  async #act(by: Person, id: string, action: Action): Promise<Answer<ApprovalRequest>> {
    const { approvals } = this
    await this.arm()
    await this.#deps.reached('decision.armed')
    switch (action.kind) {
      case 'decide':
        return approvals.command(by, id, (record, at) => machine.decide(record, by, action, at))
      case 'withdraw':
        return approvals.command(by, id, (record) => machine.withdraw(record, by))
      case 'extend':
        return approvals.command(by, id, (record, at) =>
          machine.extend(record, by, action.expiresAt, at),
        )
      case 'undo':
        return approvals.command(by, id, (record, at) => machine.undo(record, by, at))
      case 'edit':
        return this.#edit(by, id, action)
      case 'settle':
        return this.#settleByHand(by, id, action)
      case 'check':
        if (approvals.store.get(id)?.status === 'unknown') await this.effects.run(id)
        return approvals.read(by, id)
    }
  }

  /** Before a commit: killed right after it, the alarm carries out what was approved and tells the desk. */
  arm(): Promise<void> {
    const { now, wakeAt } = this.#deps
    return wakeAt(now() + WAKE_AFTER)
  }

  /** Notes that somebody beside the requester reads the conversation around a request. */
  async noteView(viewer: Person, id: string): Promise<void> {
    await this.arm()
    this.approvals.noteView(viewer, id)
  }

  async #settleByHand(
    by: Person,
    id: string,
    { outcome, reason }: Extract<Action, { kind: 'settle' }>,
  ): Promise<Answer<ApprovalRequest>> {
    const { approvals, effects } = this
    const { tool, context, reached } = this.#deps
    const byHand = () =>
      approvals.command(by, id, (latest) => machine.settle(latest, by, outcome, reason))
    const record = approvals.store.get(id)
    const may = record && machine.settle(record, by, outcome, reason)
    if (!record?.effect || !may?.ok || may.events.length === 0) return byHand()
    const { key } = record.effect
    // No attempt may begin meanwhile: it could pay what this calls not paid.
    const settled = effects.alone(id, async () => {
      // The books of the effect first: killed in between, the next look-up finds this word there.
      const known = await tool(record.tool)?.settle?.(key, outcome, context(record.requester))
      await reached('settle.booked')
      if (!known || known.status === 'retry') return byHand()
      approvals.finish(id, known)
      return approvals.read(by, id)
    })
    return (
      (await settled) ??
      conflict('It is being looked up at this moment; please wait a few seconds.')
    )
  }

  async #edit(
    by: Person,
    id: string,
    { input, ...seen }: Extract<Action, { kind: 'edit' }>,
  ): Promise<Answer<ApprovalRequest>> {
    const { approvals } = this
    const { context, tool, judge, now, reached } = this.#deps
    const first = approvals.command(by, id, (record) => machine.mayEdit(record, by, seen))
    const record = approvals.store.get(id)
    if (!first.ok || !record) return first
    const draft = await draftOf(record, tool(record.tool), input, context(record.requester))
    if ('code' in draft) return { ok: false, error: draft }
    if (this.#isAskedElsewhere(record, draft.target)) return conflict(ASKED_ELSEWHERE)
    const ruling = await judge(judgementOf(record, draft, now()))
    await reached('edit.judged')
    if (ruling.outcome === 'deny') return { ok: false, error: overTheLimit(ruling) }
    await this.arm()
    if (this.#isAskedElsewhere(record, draft.target)) return conflict(ASKED_ELSEWHERE)
    // Whoever answered meanwhile was first: the machine looks at the version once more.
    return approvals.command(by, id, (current, at) => {
      const still = machine.mayEdit(current, by, seen)
      if (!still.ok) return still
      const revision = revisionOf(current, draft, ruling, at, by)
      return machine.revise(current, 'edited', revision, by)
    })
  }

  #isAskedElsewhere(record: RequestRecord, target: string): boolean {
    if (target === record.target) return false
    return this.approvals.store.openFor(record.tool, target) !== null
  }

  /** approved → pending at the next version: the facts are not what people said yes to. */
  async #moved(record: RequestRecord, proposal: Proposal): Promise<void> {
    const { approvals } = this
    const { judge, now, reached } = this.#deps
    const input = { ...(proposal.arguments as object) }
    const draft = { proposal, input, target: record.target, material: true }
    const ruling = await judge(judgementOf(record, draft, now()))
    await reached('freshness.judged')
    await this.arm()
    const current = approvals.store.get(record.id)
    if (current?.version !== record.version || current.status !== 'approved') return
    if (ruling.outcome === 'deny') {
      if (!approvals.start(record.id)) return
      const error = `The facts changed before this was carried out, so nothing was done. ${ruling.rule.reason}`
      approvals.finish(record.id, { status: 'failed', error })
      return
    }
    approvals.advance(record.id, (latest, at) =>
      machine.revise(latest, 'moved', revisionOf(latest, draft, ruling, at)),
    )
    if (ruling.outcome === 'allow') this.#deps.background(this.effects.run(record.id))
  }

  /** Carries out one approved request and lets people hear of it. */
  async settle(id: string): Promise<void> {
    try {
      await this.effects.run(id)
    } finally {
      await this.#mindTheClock()
    }
    // The outcome leaves for the page with this commit; everything after it can wait that long.
    await this.#deps.storage.sync()
    await this.#deps.settled()
  }

  /** The alarm's work, and that of a start: whatever a crash or the clock has left to do. */
  async wake(): Promise<void> {
    this.approvals.runDue()
    // Killed in the middle of what follows, the next alarm is there already.
    await this.#mindTheClock()
    await this.effects.runDue()
    await this.drain()
    this.approvals.store.keepDelivered()
    await this.#mindTheClock()
    // After a start whatever the transcript misses; later only what nobody has told yet.
    const first = !this.#woken
    this.#woken = true
    if (first || this.approvals.store.untold().length > 0) {
      this.#deps.background(this.#deps.settled())
    }
  }

  /** Arms the alarm for the next thing that the clock brings, or that the desk has yet to hear. */
  async #mindTheClock(): Promise<void> {
    const { now, wakeAt } = this.#deps
    const { store } = this.approvals
    const due = store.nextDue()
    // What is due already either runs now, or was cut short and deserves a moment's pause.
    if (due !== null) await wakeAt(Math.max(due, now() + RETRY_AFTER))
    const since = store.undeliveredSince()
    if (since !== null) await wakeAt(this.#tellAgainAt(since))
  }

  /** The longer the desk has not been heard, the less often it is called. */
  #tellAgainAt(since: number): number {
    const now = this.#deps.now()
    return now + Math.min(LONGEST_PAUSE, Math.max(RETRY_AFTER, (now - since) / 2))
  }

  /** Hands the facts to the desk, in order, at least once. */
  drain(): Promise<void> {
    const { storage, deliver, wakeAt, reached } = this.#deps
    if (!this.#draining && this.approvals.store.undeliveredSince() === null)
      return Promise.resolve()
    // After the commit, so that what people wait for leaves first: the desk can hear of it later.
    this.#draining ??= storage
      .sync()
      .then(() => reached('outbox.start'))
      .then(() => drain(this.approvals, this.#deps.id, deliver, reached))
      .then(
        () => true,
        async (error) => {
          console.error('The desk could not be reached; its facts wait', error)
          const since = this.approvals.store.undeliveredSince()
          if (since !== null) await wakeAt(this.#tellAgainAt(since))
          return false
        },
      )
      .then((delivered) => {
        this.#draining = null
        // A fact may have been written after the last look and before this line.
        if (delivered && this.approvals.store.undeliveredSince() !== null) return this.drain()
      })
    return this.#draining
  }
}

const ASKED_ELSEWHERE = 'Another open request is about the same thing; decide that one first.'

const conflict = (message: string): Answer<never> => ({
  ok: false,
  error: { code: 'conflict', message },
})

const judgementOf = (
  record: RequestRecord,
  { input, proposal }: { input: Record<string, unknown>; proposal: Proposal },
  now: number,
): Judgement => ({
  requestId: record.id,
  version: record.version + 1,
  requester: record.requester,
  tool: record.tool,
  input,
  now,
  ...(record.untrusted && { untrusted: true }),
  ...(proposal.amount && { amount: proposal.amount.amount }),
})

const overTheLimit = ({ rule }: Ruling): Refusal => ({
  code: 'not_allowed',
  message: `Changed like this it would not be allowed. ${rule.reason}`,
  rule: { id: rule.id, reason: rule.reason },
})
