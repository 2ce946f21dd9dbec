import { env } from 'cloudflare:workers'
import type { Ruling } from '../../../domain/policy.ts'
import type { ApprovalRequest } from '../../../domain/protocol.ts'
import type { Person } from '../../../domain/roles.ts'
import type { Delivery, Judgement } from '../../desk/stub.ts'
import { deskOf } from '../../desk/stub.ts'
import type { EffectTool } from '../../tools/tool.ts'
import { ApprovalHost } from '../host.ts'
import { requestIdFor } from '../../rpc.ts'
import { model, type World } from './world.ts'

const HOUR = 3_600_000
const DEADMAN = 30_000

/** What outlives a crash beside the object's own storage: its alarm, and the time. */
export type Disk = {
  storage: DurableObjectStorage
  id: string
  world: World
  now: number
  alarm: number | null
  /** The last word of policy; a test may change its mind. */
  ruling: Ruling
  tool: EffectTool<unknown>
  random: number
  /** What policy was asked, for a test that wants to know. */
  judged?: Judgement[]
  /** A broken platform, to see that a proof notices. */
  losesAlarms?: boolean
  /** How long the tool may be silent, in real milliseconds; for ever if not given. */
  silence?: number
}

export const asksRequester: Ruling = {
  outcome: 'ask',
  rule: { id: 'own', reason: 'You confirm this yourself.', policyVersion: 1 },
  approvers: [{ role: 'requester', count: 1 }],
  reasonRequired: false,
  timers: {
    remindAfter: 4 * HOUR,
    escalateAfter: 24 * HOUR,
    escalateTo: 'manager',
    expireAfter: 7 * 24 * HOUR,
  },
  onExpiry: 'deny',
}

export const asksReviewer: Ruling = {
  ...asksRequester,
  rule: { id: 'reviewer', reason: 'A reviewer confirms this.', policyVersion: 1 },
  approvers: [{ role: 'reviewer', count: 1 }],
}

/** Never ends: what a killed process would still have done is not done. */
const never = () => new Promise<never>(() => {})

/**
 * One life of a host, from its start to a crash. Whatever it asks of the world is a boundary at which
 * it may be killed: just before the question arrives, or just after it was answered.
 */
export class Life {
  readonly host: ApprovalHost
  readonly published: ApprovalRequest[] = []
  /** Boundaries crossed, by name. */
  readonly crossed: string[] = []
  readonly #disk: Disk
  readonly #crashAt: number
  readonly #crash = Promise.withResolvers<string>()
  readonly #work = new Set<Promise<unknown>>()
  #dead = false
  /** What else happens when outcomes have changed, such as telling the conversation. */
  settled: () => Promise<void> = async () => {}

  constructor(disk: Disk, crashAt = Infinity) {
    this.#disk = disk
    this.#crashAt = crashAt
    const { storage } = disk
    this.host = new ApprovalHost({
      id: disk.id,
      conversationId: disk.id,
      storage: {
        sql: storage.sql,
        transactionSync: <T>(work: () => T) => storage.transactionSync(work),
        sync: this.wrap('sync', () => storage.sync()),
      } as DurableObjectStorage,
      now: () => disk.now,
      randomId: () => `r${String((disk.random += 1)).padStart(6, '0')}`,
      changed: (request) => {
        this.published.push(request)
        this.#keep(this.host.drain())
      },
      tool: (name) => (name === disk.tool.name ? this.#tool(disk.tool) : null),
      context: (actor) => ({
        db: env.DB,
        actor,
        now: disk.now,
        requests: async () => [],
      }),
      judge: this.wrap('judge', async (call: Judgement) => {
        disk.judged?.push(call)
        return disk.ruling
      }),
      deliver: this.wrap('deliver', async (delivery: Delivery) => deskOf(env).receive(delivery)),
      wakeAt: this.wrap('alarm', async (at: number) => {
        if (!disk.losesAlarms) disk.alarm = Math.min(disk.alarm ?? Infinity, at)
      }),
      background: (work) => this.#keep(work),
      settled: this.wrap('tell', () => this.settled()),
      reached: (point) => this.boundary(point),
      silence: disk.silence ?? Infinity,
    })
  }

  #tool(tool: EffectTool<unknown>): EffectTool<unknown> {
    return {
      ...tool,
      run: this.wrap('run', tool.run),
      ...(tool.find && { find: this.wrap('find', tool.find) }),
      ...(tool.check && { check: this.wrap('check', tool.check) }),
    }
  }

  get isDead(): boolean {
    return this.#dead
  }

  /** A place at which this life may end. */
  async boundary(name: string): Promise<void> {
    if (this.#dead) return never()
    this.crossed.push(name)
    if (this.crossed.length === this.#crashAt) {
      this.#dead = true
      this.#crash.resolve(name)
      return never()
    }
  }

  wrap<Args extends unknown[], T>(name: string, work: (...args: Args) => Promise<T>) {
    return async (...args: Args): Promise<T> => {
      await this.boundary(`before ${name}`)
      const result = await work(...args)
      await this.boundary(`after ${name}`)
      return result
    }
  }

  #keep(work: Promise<unknown>): void {
    const kept = work
      .catch((error: unknown) => console.error(error))
      .finally(() => this.#work.delete(kept))
    this.#work.add(kept)
  }

  /** Does something until it is done, with all that it set in motion, or this life has ended. */
  async until<T>(work: () => Promise<T>): Promise<{ done: T } | { crashedAt: string }> {
    const idle = async (): Promise<{ done: T }> => {
      const done = await work()
      while (this.#work.size > 0) await Promise.all(this.#work)
      return { done }
    }
    return Promise.race([idle(), this.#crash.promise.then((crashedAt) => ({ crashedAt }))])
  }

  /** Lets the alarm ring, if one is armed, at its time. False when there is none. */
  async ring(): Promise<boolean> {
    const { alarm } = this.#disk
    if (alarm === null) return false
    const disk = this.#disk
    disk.now = Math.max(disk.now, alarm)
    disk.alarm = null
    const end = await this.until(() => this.host.wake())
    // The SDK rings again for an alarm whose run was killed.
    if ('crashedAt' in end) disk.alarm = Math.min(disk.alarm ?? Infinity, disk.now + DEADMAN)
    return true
  }

  /** A request as the gate of a turn would make it. */
  async propose(
    requester: Person,
    input: { payee: string; amount: number },
    change: {
      undoMs?: number
      toolCallId?: string
      replaces?: string
      target?: string
      untrusted?: boolean
    } = {},
  ): Promise<ApprovalRequest> {
    const { tool, ruling, world } = this.#disk
    const proposal = await tool.describe(input, {
      db: env.DB,
      actor: requester,
      now: this.#disk.now,
      requests: async () => [],
    })
    if ('problem' in proposal) throw new Error(proposal.problem)
    world.price = input.amount
    await this.host.arm()
    const { target, ...rest } = change
    return this.host.approvals.propose({
      requestId: requestIdFor(
        this.#disk.id,
        `q${String((this.#disk.random += 1)).padStart(5, '0')}`,
      ),
      tool: tool.name,
      toolCallId: null,
      target: target ?? tool.target(input),
      askedIn: 'question',
      input,
      proposal,
      ruling,
      requester,
      model,
      ...rest,
    })
  }
}
