import { Agent, type Connection, type ConnectionContext } from 'agents'
import { giveGrant } from '../../domain/give-grant.ts'
import type { ChainEntry } from '../../domain/audit.ts'
import { type Grant, type GrantBody, mayRevoke, type MeteredGrant } from '../../domain/grants.ts'
import type { Policy, Ruling } from '../../domain/policy.ts'
import type { ApprovalRequest, ServerFrame } from '../../domain/protocol.ts'
import { maySee } from '../../domain/quorum.ts'
import type { Person } from '../../domain/roles.ts'
import type { WebhookItem, WebhooksPage } from '../../domain/webhook.ts'
import { Alarm } from '../approvals/alarm.ts'
import { closeSockets, identify, type Identified } from '../auth/connection.ts'
import { personById } from '../auth/people.ts'
import type { Env } from '../env.ts'
import type { Action, Answer, Desk, Page, RequestFilter } from '../rpc.ts'
import { BUSINESS_SOURCE, BusinessOutbox } from './business-outbox.ts'
import { Chain } from './chain.ts'
import { Grants } from './grants.ts'
import { Judge } from './judge.ts'
import { PolicyVersions } from './policy-versions.ts'
import { RequestIndex } from './request-index.ts'
import { Reservations } from './reservations.ts'
import { forget, migrate } from './schema.ts'
import type { ToolContext } from '../tools/tool.ts'
import type { Delivery, DeskForHosts, Judgement } from './stub.ts'
import { webhookSettings } from './webhooks/settings.ts'
import { Webhooks } from './webhooks/webhooks.ts'
import { WorkspaceChanges } from './workspace-changes.ts'

/** After these the business database may have new facts of its own. */
const EFFECT_FACTS = new Set([
  'effect.started',
  'effect.delayed',
  'request.succeeded',
  'request.failed',
  'request.unknown',
])

/** How soon the business database is asked again when it could not be read, in seconds. */
const DRAIN_AGAIN_AFTER = 30

/** Grants of one person for one tool that may stand at once: each is weighed at each call. */
const MOST_GRANTS = 20

/**
 * One a workspace: what waits and for whom, the policy in force, what people have spent and granted,
 * and the chain of every fact that hosts have handed over. It decides nothing about a request; the
 * host does.
 */
export class ReviewDesk extends Agent<Env> implements Desk, DeskForHosts {
  readonly #index: RequestIndex
  readonly #reservations: Reservations
  readonly #chain: Chain
  readonly #grants: Grants
  readonly #policies: PolicyVersions
  readonly #judge: Judge
  readonly #business: BusinessOutbox
  readonly #alarm: Alarm
  readonly #changes: WorkspaceChanges
  readonly #webhooks: Webhooks

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const { storage } = ctx
    migrate(storage)
    this.#index = new RequestIndex(storage.sql)
    this.#reservations = new Reservations(storage.sql)
    this.#chain = new Chain(storage.sql)
    this.#grants = new Grants(storage.sql, this.#reservations)
    this.#policies = new PolicyVersions(storage, this.#chain)
    this.#judge = new Judge({
      policies: this.#policies,
      grants: this.#grants,
      reservations: this.#reservations,
      index: this.#index,
      personById: (id) => personById(env.DB, id),
    })
    this.#business = new BusinessOutbox(
      env.DB,
      () => this.#chain.watermark(BUSINESS_SOURCE),
      (facts) => storage.transactionSync(() => this.#chain.take(BUSINESS_SOURCE, facts)),
    )
    this.#alarm = new Alarm({
      realNow: () => Date.now(),
      now: () => this.now(),
      wake: () => this.wake(),
    })
    this.lifecycle.use(this.#alarm)
    // An alarm of its own, so that neither waits for the other.
    const webhookAlarm = new Alarm(
      {
        realNow: () => Date.now(),
        now: () => this.now(),
        wake: () => this.#webhooks.wake(),
      },
      'webhooks',
    )
    this.lifecycle.use(webhookAlarm)
    this.#webhooks = new Webhooks({
      settings: webhookSettings(env),
      sql: storage.sql,
      now: () => this.now(),
      random: () => Math.random(),
      // The global function insists on being called as such.
      fetch: (address, init) => fetch(address, init),
      timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
      wakeAt: (at) => webhookAlarm.wakeAt(at),
      background: (work) => ctx.waitUntil(work),
    })
    this.#changes = new WorkspaceChanges({
      policies: this.#policies,
      storage,
      now: () => this.now(),
      randomId: () => crypto.randomUUID().replaceAll('-', '').slice(0, 16),
      // The desk hears its own facts as it hears those of others, and tells people then.
      changed: () => ctx.waitUntil(this.#changes.host.drain()),
      context: (actor) => this.#toolContext(actor),
      judge: (call) => this.#judge.judge(call),
      deliver: (delivery) => this.receive(delivery),
      wakeAt: (at) => this.#alarm.wakeAt(at),
      background: (work) => ctx.waitUntil(work),
      reached: (point) => this.reached(point),
    })
    // Nothing is said to the desk over its socket: people decide over HTTP, hosts call by RPC.
    this.onMessage = async (connection) => {
      this.#send(connection, {
        type: 'countersign_refused',
        code: 'not_allowed',
        message: 'This connection only listens; decisions are made on the request itself.',
      })
    }
  }

  /** Milliseconds since the epoch; a test's build moves it. */
  protected now(): number {
    return Date.now()
  }

  /** Named moments between commits; a test's build may stop here. */
  protected async reached(_point: string): Promise<void> {}

  /** Picks up what a crash left: the desk's own requests, and the facts of the business database. */
  override async onStart(): Promise<void> {
    this.ctx.waitUntil(this.#changes.host.wake())
    this.ctx.waitUntil(this.drainBusiness())
    this.ctx.waitUntil(this.#webhooks.wake())
  }

  /** What the alarm wakes for. */
  async wake(): Promise<void> {
    await this.#changes.host.wake()
  }

  #toolContext(actor: Person): ToolContext {
    return {
      db: this.env.DB,
      actor,
      now: this.now(),
      requests: async (filter) => this.#index.list(actor, filter).items,
    }
  }

  // ── the workspace's own requests ─────────────────────────────────────────────────────────────

  async request(viewer: Person, requestId: string): Promise<Answer<ApprovalRequest>> {
    return this.#changes.host.approvals.read(viewer, requestId)
  }

  async act(person: Person, requestId: string, action: Action): Promise<Answer<ApprovalRequest>> {
    return this.#changes.host.act(person, requestId, action)
  }

  async proposePolicy(
    admin: Person,
    document: Policy,
    base: number,
  ): Promise<Answer<{ requestId: string }>> {
    return this.#changes.propose(admin, document, base)
  }

  /** Clients never write the desk's state (`cf_agent_state` frames would otherwise). */
  override validateStateChange(): void {
    throw new Error('State is written by the server only.')
  }

  override async onConnect(connection: Connection, context: ConnectionContext): Promise<void> {
    identify(connection, context.request)
  }

  // ── policy and grants ────────────────────────────────────────────────────────────────────────

  async policy(): Promise<Policy> {
    return this.#policies.current()
  }

  async judge(call: Judgement): Promise<Ruling> {
    return this.#judge.judge(call)
  }

  async tryCall(
    person: Person,
    call: { tool: string; input: Record<string, unknown>; amount?: number },
  ): Promise<Ruling> {
    return this.#judge.suppose({ ...call, requester: person, now: this.now() })
  }

  async grants(person: Person): Promise<MeteredGrant[]> {
    return this.#grants.of(person.id).map((grant) => this.#grants.metered(grant, this.now()))
  }

  /** `request` is what its host shows this person now. */
  async giveGrant(
    person: Person,
    request: ApprovalRequest,
    body: GrantBody,
  ): Promise<Answer<Grant>> {
    if (!maySee(person, request)) return notFound('There is no such request, or it is not yours.')
    const at = this.now()
    const id = `g_${crypto.randomUUID().replaceAll('-', '').slice(0, 16)}`
    if (this.#grants.open(request.requester.id, request.tool, at).length >= MOST_GRANTS) {
      const message = `There are ${MOST_GRANTS} grants for this already; end one of them first.`
      return { ok: false, error: { code: 'conflict', message } }
    }
    const given = giveGrant(request, person, body, { id, at, policy: this.#policies.current() })
    if (!given.ok) return { ok: false, error: given.refusal }
    const { grant } = given
    this.ctx.storage.transactionSync(() => {
      this.#grants.give(grant)
      this.#chain.note('grant.given', grant.requestId, grant, at)
    })
    return { ok: true, value: grant }
  }

  async revokeGrant(person: Person, grantId: string): Promise<Answer<null>> {
    const grant = this.#grants.find(grantId)
    if (!grant || !mayRevoke(grant, person))
      return notFound('There is no such grant, or it is not yours.')
    if (grant.revokedAt !== undefined) return { ok: true, value: null }
    const at = this.now()
    this.ctx.storage.transactionSync(() => {
      this.#grants.revoke(grant.id, person, at)
      this.#chain.note('grant.revoked', grant.requestId, { id: grant.id, by: person }, at)
    })
    return { ok: true, value: null }
  }

  // ── facts ────────────────────────────────────────────────────────────────────────────────────

  /**
   * Takes a host's facts, each once, and the state that they made; answers how far it has come. Facts
   * after a gap are not taken, and the answer tells the host from where to send again.
   */
  async receive({ source, facts, requests }: Delivery): Promise<number> {
    const last = facts.at(-1)
    if (!last) return this.#chain.watermark(source)
    if (this.#webhooks.isConnected) await this.#webhooks.expect(facts)
    const news = this.ctx.storage.transactionSync(() => {
      const known = this.#webhooks.isConnected ? this.#chain.watermark(source) : last.seq
      if (!this.#chain.take(source, facts)) return []
      this.#webhooks.note(facts, known, requests, (id) => this.#index.statusOf(id))
      return requests.filter((request) => {
        const before = this.#index.put(source, last.seq, request)
        if (before === 'later') return false
        // A vote that was not enough takes and gives no money.
        if (before?.status === request.status && before.version === request.version) return true
        const { at } = facts.findLast(({ requestId }) => requestId === request.id) ?? last
        this.#reservations.follow(request, at)
        return true
      })
    })
    // The business changes where an effect was tried, and nowhere else.
    if (facts.some(({ type }) => EFFECT_FACTS.has(type))) this.ctx.waitUntil(this.drainBusiness())
    this.#tell(news)
    if (this.#webhooks.isConnected) this.ctx.waitUntil(this.#webhooks.wake())
    return this.#chain.watermark(source)
  }

  /** Brings the business database's facts into the chain; tries again later when it cannot be read. */
  async drainBusiness(): Promise<void> {
    try {
      await this.#business.drain()
    } catch (error) {
      console.error('The facts of the business database wait', error)
      // The time is part of the row: the one that is just ringing ends with this call.
      const due = Math.ceil(Date.now() / 1000) + DRAIN_AGAIN_AFTER
      await this.schedule(new Date(due * 1000), 'drainBusiness', { due }, { idempotent: true })
    }
  }

  async webhooks(viewer: Person): Promise<WebhooksPage> {
    return this.#webhooks.page(viewer)
  }

  async sendWebhookAgain(viewer: Person, messageId: string): Promise<Answer<WebhookItem>> {
    return this.#webhooks.sendAgain(viewer, messageId)
  }

  async chain(cursor?: string): Promise<Page<ChainEntry>> {
    return this.#chain.page(cursor)
  }

  // ── people ───────────────────────────────────────────────────────────────────────────────────

  async list(viewer: Person, filter: RequestFilter): Promise<Page<ApprovalRequest>> {
    return this.#index.list(viewer, filter)
  }

  async disconnect(who: { personId: string; sessionId?: string }): Promise<void> {
    closeSockets(this.getConnections<Identified>(), who)
  }

  /** Call it after the business was put back: its facts are numbered from 1 again. */
  async wipe(): Promise<void> {
    this.#business.forget()
    this.#policies.forget()
    this.#changes.host.approvals.store.forget()
    forget(this.ctx.storage)
  }

  #tell(requests: readonly ApprovalRequest[]): void {
    for (const connection of this.getConnections<Identified>()) {
      const viewer = connection.state?.person
      for (const request of requests) {
        if (viewer && maySee(viewer, request))
          this.#send(connection, { type: 'countersign_request', request })
      }
    }
  }

  #send(connection: Connection, frame: ServerFrame): void {
    connection.send(JSON.stringify(frame))
  }
}

const notFound = (message: string): Answer<never> => ({
  ok: false,
  error: { code: 'not_found', message },
})
