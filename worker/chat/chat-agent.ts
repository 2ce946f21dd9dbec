import { AIChatAgent, type OnChatMessageOptions } from '@cloudflare/ai-chat'
import { isToolUIPart, type UIMessage } from 'ai'
import type { Connection, ConnectionContext } from 'agents'
import {
  type ApprovalRequest,
  type Excerpt,
  messageMetadata,
  type ServerFrame,
} from '../../domain/protocol.ts'
import { maySee } from '../../domain/quorum.ts'
import type { Person } from '../../domain/roles.ts'
import { Alarm } from '../approvals/alarm.ts'
import { ApprovalHost } from '../approvals/host.ts'
import { closeSockets, identify, type Identified } from '../auth/connection.ts'
import { touchConversation } from '../auth/directory.ts'
import { closeSockets as endSockets } from '../auth/sockets.ts'
import { mailFor } from '../business/mail/choose.ts'
import { personById, personOfSession } from '../auth/people.ts'
import { paymentsFor } from '../business/payments/choose.ts'
import { deskOf } from '../desk/stub.ts'
import type { Env } from '../env.ts'
import { chooseModel, SILENCE_MS, type ChosenModel } from '../models/choose.ts'
import { pricesFor } from '../models/prices.ts'
import { PROMPT_VERSION, systemPrompt } from '../models/prompt.ts'
import { toolNamed } from '../tools/index.ts'
import type { EffectTool, ToolContext } from '../tools/tool.ts'
import type { Action, Answer, ChatHost, Page } from '../rpc.ts'
import type { Usage } from '../../domain/usage.ts'
import { UsageLedger } from '../usage/ledger.ts'
import { Gate } from './gate.ts'
import { outcomeOf } from './outcome.ts'
import { requestsIn } from './projection.ts'
import { promptFrom } from './prompt.ts'
import { Reading } from './reading.ts'
import { failedReply } from './refusals.ts'
import { SocketGuard } from './socket-guard.ts'
import { Telling } from './telling.ts'
import { runTurn, type TurnDeps } from './turn.ts'
import { holdsUntrusted } from './untrusted.ts'
import type { UserMessage } from './wire-guard.ts'

/** What stays in memory and is sent to tabs at the end of a turn; the rest is read page by page. */
const WINDOW = 40
/** How long an effect may run before the desk hears that it has begun. */
const UNDER_WAY_MS = 250

const OWNER = 'owner'

const stillUnderWay: Answer<never> = {
  ok: false,
  error: {
    code: 'conflict',
    message: 'Something approved here is still being carried out; delete this when it is done.',
  },
}

/**
 * One conversation. Its transcript is the SDK's; what is approved, done and proved is the approvals
 * module's, over the same storage. The SDK never runs an effect and never hears a client's approval.
 */
export class ChatAgent extends AIChatAgent<Env> implements ChatHost {
  override hydrationByteBudget = 512 * 1024

  readonly #host: ApprovalHost
  readonly #alarm: Alarm
  readonly #telling: Telling
  /** A crash cut a reply off, and the next continuation is its rest. */
  #cutOff = false
  /** The directory knows of the newest message. */
  #touched: Promise<void> = Promise.resolve()
  readonly #reading: Reading
  #usageLedger: UsageLedger | undefined

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#alarm = new Alarm({
      realNow: () => Date.now(),
      now: () => this.now(),
      wake: () => this.wake(),
    })
    this.lifecycle.use(this.#alarm)
    this.#host = new ApprovalHost({
      get id() {
        return ctx.id.name ?? ''
      },
      get conversationId() {
        return ctx.id.name ?? ''
      },
      storage: ctx.storage,
      now: () => this.now(),
      randomId: () => crypto.randomUUID().replaceAll('-', '').slice(0, 16),
      changed: (request) => this.#changed(request),
      tool: (name) => this.effectTool(name),
      context: (requester) => this.#toolContext(requester),
      judge: (call) => this.#desk().judge(call),
      deliver: (delivery) => this.#desk().receive(delivery),
      wakeAt: (at) => this.#alarm.wakeAt(at),
      background: (work) => ctx.waitUntil(work),
      settled: () => this.#telling.advance(),
      reached: (point) => this.reached(point),
    })
    this.#telling = new Telling(this.#host.approvals.store, {
      messages: () => this.messages,
      update: async (message) => {
        await this.sessions.session().updateMessage(message)
        this.broadcast(JSON.stringify({ type: 'cf_agent_message_updated', message }))
      },
      idle: () => this.waitUntilStable({ pendingInteraction: () => false }),
      // A crash may have kept an event row and lost the turn that tells it.
      speakOf: (rows) =>
        this.saveMessages((messages) => [
          ...messages,
          ...rows.filter((row) => !messages.some((message) => message.id === row.id)),
        ]),
      goOn: () => this.continueLastTurn(),
      now: () => this.now(),
    })
    this.#reading = new Reading(() => this.sessions.session(), this.#host, this.#telling.find)
    // The SDK handles chat frames in `this.onMessage`, which its constructor assigns: a method
    // override would never see them, so the guard wraps the assigned function.
    const sdk = this.onMessage.bind(this)
    const guard = new SocketGuard({
      ownerId: () => this.#ownerId(),
      personOf: (sessionId) => personOfSession(env.DB, sessionId, Date.now()),
      mayDecideMore: () => this.#isWithin(env.LIMIT_DECISIONS),
      mayWriteMore: () => this.#isWithin(env.LIMIT_MESSAGES),
      messages: () => this.messages,
      isStored: async (id) => Boolean(await this.sessions.session().getMessage(id)),
      withoutLastReply: () => this.#withoutLastReply(),
      received: (message) => {
        this.#touch(message.text)
        return this.#userMessage(message)
      },
      decide: (voter, requestId, ballot) =>
        this.act(voter, requestId, { kind: 'decide', ...ballot }),
      admit: sdk,
      // Else the SDK arms and disarms its heartbeat for each stage of the turn.
      turn: (connection, frame) => this.keepAliveWhile(async () => sdk(connection, frame)),
    })
    this.onMessage = (connection, frame) => guard.hear(connection, frame)
  }

  /** Milliseconds since the epoch; a test's build moves it. */
  protected now(): number {
    return Date.now()
  }

  /** The model of this conversation; a test's build may script it. */
  protected chooseModel(): ChosenModel | { problem: string } {
    return chooseModel(this.env)
  }

  /** Named moments between commits; a test's build may stop here. */
  protected async reached(_point: string): Promise<void> {}

  /** The tool that a stored request names; a test's build may add to them. */
  protected effectTool(name: string): EffectTool<unknown> | null {
    const found = toolNamed(name)
    return found?.kind === 'effect' ? found : null
  }

  // ── sockets ──────────────────────────────────────────────────────────────────────────────────

  override async onStart(): Promise<void> {
    this.#trim()
    this.ctx.waitUntil(this.#host.wake())
  }

  override async onConnect(connection: Connection, context: ConnectionContext): Promise<void> {
    identify(connection, context.request)
  }

  /** Clients never write the agent's state (`cf_agent_state` frames would otherwise). */
  override validateStateChange(): void {
    throw new Error('State is written by the server only.')
  }

  /**
   * No part waits for the client: decisions reach the request table by themselves. Left to the SDK, one
   * open card would hold back the recovery of every later turn.
   */
  protected override hasPendingInteraction(): boolean {
    return false
  }
  protected override hasPendingClientInteraction(): boolean {
    return false
  }

  #userMessage({ id, text, timeZone }: UserMessage): UIMessage {
    const at = new Date(this.now()).toISOString()
    return {
      id,
      role: 'user',
      parts: [{ type: 'text', text }],
      metadata: { at, ...(timeZone !== undefined && { timeZone }) },
    }
  }

  /** The transcript up to the last reply, or null when that reply led to requests and must stay. */
  #withoutLastReply(): UIMessage[] | null {
    const last = this.messages.at(-1)
    if (last?.role !== 'assistant') return this.messages
    return requestsIn(last, this.#telling.find).length > 0 ? null : this.messages.slice(0, -1)
  }

  #touch(text: string): void {
    const [title = ''] = text.trim().slice(0, 60).split('\n')
    this.#touched = touchConversation(this.env.DB, this.name, { now: this.now(), title }).catch(
      (error: unknown) => console.error('A conversation keeps its old place in the list', error),
    )
    this.ctx.waitUntil(this.#touched)
  }

  // ── turns ────────────────────────────────────────────────────────────────────────────────────

  override async onChatMessage(
    _onFinish: unknown,
    options?: OnChatMessageOptions,
  ): Promise<Response | undefined> {
    const tells = this.#telling.begin(options?.continuation === true)
    // A continuation was queued for an outcome that another turn has told meanwhile.
    if (options?.continuation && !tells && !this.#cutOff) return undefined
    this.#cutOff = false

    const chosen = this.chooseModel()
    const asked = this.messages.findLast((message) => message.role === 'user')
    const [owner, messages] = await Promise.all([
      personById(this.env.DB, this.#ownerId()),
      promptFrom(this.messages, this.#telling.find),
    ])
    if ('problem' in chosen || !owner) {
      const problem = 'problem' in chosen ? chosen.problem : 'This account no longer exists.'
      return failedReply(problem)
    }
    const now = this.now()
    const context = this.#toolContext(owner)
    const { timeZone } = messageMetadata.catch({}).parse(asked?.metadata ?? {})
    return runTurn({
      model: chosen.model,
      instructions: systemPrompt({ owner, now, ...(timeZone !== undefined && { timeZone }) }),
      messages,
      context,
      gate: this.#gate(owner, context, chosen.id, asked?.id ?? '', options?.abortSignal),
      isKnownCall: (id) => this.#isKnownCall(id),
      at: new Date(now).toISOString(),
      // Whoever sees the reply end looks for the conversation's title.
      beforeEnd: this.#touched,
      silenceMs: chosen.silenceMs ?? SILENCE_MS,
      ...(!chosen.rulesOnly && { used: this.#counted(chosen.id) }),
      ...(options?.abortSignal && { abortSignal: options.abortSignal }),
    })
  }

  /** Opened when it is needed: the built-in assistant never counts. */
  get #usage(): UsageLedger {
    this.#usageLedger ??= new UsageLedger(this.ctx.storage, () => pricesFor(this.env))
    return this.#usageLedger
  }

  /** Writes down what the calls of one reply take. */
  #counted(model: string): NonNullable<TurnDeps['used']> {
    const reply = crypto.randomUUID()
    return (usage) =>
      this.#usage.add({ reply, model, promptVersion: PROMPT_VERSION, at: this.now(), usage })
  }

  #isKnownCall(toolCallId: string): boolean {
    const calls = this.messages.flatMap((message) => message.parts).filter(isToolUIPart)
    return (
      calls.some((part) => part.toolCallId === toolCallId) ||
      this.#telling.find(toolCallId) !== null
    )
  }

  #gate(
    requester: Person,
    context: ToolContext,
    modelId: string,
    askedIn: string,
    signal?: AbortSignal,
  ): Gate {
    return new Gate({
      approvals: this.#host.approvals,
      effects: this.#host.effects,
      judge: async (call) => {
        const ruling = await this.#desk().judge(call)
        await this.#host.arm()
        return ruling
      },
      stopped: () => signal?.aborted === true,
      context,
      requester,
      model: { id: modelId, promptVersion: PROMPT_VERSION },
      askedIn,
      untrusted: holdsUntrusted(this.messages),
      tells: (requestId) => this.#telling.include(requestId),
    })
  }

  protected override async onChatResponse(): Promise<void> {
    this.#telling.end()
    this.ctx.waitUntil(this.#telling.advance())
  }

  /** A turn that a crash cut off goes on by itself, unless an effect that it led to is unresolved. */
  protected override async onChatRecovery(): Promise<{ continue?: boolean }> {
    const asked = this.messages.findLast((message) => message.role === 'user')
    this.#cutOff = !this.#host.approvals.hasUnresolved(asked?.id)
    return { continue: this.#cutOff }
  }

  /** Keeps memory, prompt and the frames to tabs bounded, however long the conversation. */
  override async persistMessages(
    ...args: Parameters<AIChatAgent<Env>['persistMessages']>
  ): Promise<void> {
    await super.persistMessages(...args)
    this.#trim()
  }

  #trim(): void {
    if (this.messages.length > WINDOW) this.messages = this.messages.slice(-WINDOW)
  }

  // ── after a decision ─────────────────────────────────────────────────────────────────────────

  /** Told to every open tab at commit; the desk hears it through the outbox. */
  #changed(request: ApprovalRequest): void {
    const { status, undoUntil } = request
    // Its effect starts right away, and says so next.
    if (status === 'approved' && undoUntil === undefined) return
    const frame: ServerFrame = { type: 'countersign_request', request }
    this.broadcast(JSON.stringify(frame))
    // The outcome is mostly milliseconds away and hands these facts over too.
    if (status === 'executing') setTimeout(() => void this.#host.drain(), UNDER_WAY_MS)
    else this.ctx.waitUntil(this.#host.drain())
  }

  /** What the alarm wakes for. Objects of the first release have schedules that name this method. */
  async wake(): Promise<void> {
    await this.#host.wake()
  }

  #desk() {
    return deskOf(this.env)
  }

  #toolContext(actor: Person): ToolContext {
    const mail = mailFor(this.env)
    return {
      db: this.env.DB,
      actor,
      now: this.now(),
      payments: paymentsFor(this.env, () => this.now()),
      ...(mail && { mail }),
      roleChanged: (personId) => endSockets(this.env, { personId }),
      requests: async (filter) => (await this.#desk().list(actor, filter)).items,
      withdraw: (requestId) => this.#withdraw(actor, requestId),
    }
  }

  /** Never mind: what the person could do on the card, said in the conversation. */
  async #withdraw(actor: Person, requestId: string): Promise<object> {
    const answer = await this.#host.act(actor, requestId, { kind: 'withdraw' })
    const record = answer.ok ? this.#host.approvals.store.get(requestId) : null
    return record ? outcomeOf(record) : { problem: answer.ok ? '' : answer.error.message }
  }

  async #isWithin(limit: RateLimit): Promise<boolean> {
    return (await limit.limit({ key: this.#ownerId() })).success
  }

  #ownerId(): string {
    return this.ctx.storage.kv.get<string>(OWNER) ?? ''
  }

  // ── what the edge calls ──────────────────────────────────────────────────────────────────────

  async open(owner: Person): Promise<void> {
    this.ctx.storage.kv.put(OWNER, owner.id)
  }

  async submit(_owner: Person, text: string, timeZone?: string): Promise<{ messageId: string }> {
    const id = `msg_${crypto.randomUUID().replaceAll('-', '')}`
    const message = this.#userMessage({ id, text, ...(timeZone !== undefined && { timeZone }) })
    this.#touch(text)
    await this.sessions.session().appendMessage(message)
    this.broadcast(JSON.stringify({ type: 'cf_agent_chat_messages', messages: this.messages }))
    this.ctx.waitUntil(this.saveMessages((messages) => [...messages]))
    return { messageId: id }
  }

  async transcript(options: { cursor?: string; latest?: boolean }): Promise<Page<UIMessage>> {
    return this.#reading.page(options)
  }

  async requests(viewer: Person): Promise<ApprovalRequest[]> {
    return this.#host.approvals.store
      .newest(200)
      .filter((record) => maySee(viewer, record))
      .map((record) => this.#host.approvals.view(record))
  }

  async usage(): Promise<Usage> {
    const chosen = this.chooseModel()
    if ('problem' in chosen) return { ...this.#usage.total(), model: chosen }
    const { id, label, rulesOnly } = chosen
    return { ...this.#usage.total(), model: { id, label, rulesOnly } }
  }

  async request(viewer: Person, requestId: string): Promise<Answer<ApprovalRequest>> {
    return this.#host.approvals.read(viewer, requestId)
  }

  async act(person: Person, requestId: string, action: Action): Promise<Answer<ApprovalRequest>> {
    return this.#host.act(person, requestId, action)
  }

  async excerpt(viewer: Person, requestId: string): Promise<Answer<Excerpt>> {
    return this.#reading.excerpt(viewer, requestId, this.now())
  }

  async erase(owner: Person): Promise<Answer<null>> {
    const { approvals } = this.#host
    if (approvals.hasUnresolved()) return stillUnderWay
    // A turn that runs on could ask for something after what waits was withdrawn.
    this.resetTurnState()
    for (const record of approvals.store.inStatus('pending')) {
      await this.#host.act(owner, record.id, { kind: 'withdraw' })
    }
    // Somebody may have said yes before that.
    if (approvals.hasUnresolved()) return stillUnderWay
    await this.sessions.session().clearMessages()
    this.messages = []
    await this.disconnect({ personId: owner.id })
    return { ok: true, value: null }
  }

  async disconnect(who: { personId: string; sessionId?: string }): Promise<void> {
    closeSockets(this.getConnections<Identified>(), who)
  }

  async seedPayment(owner: Person, invoice: string): Promise<void> {
    const asked = this.#userMessage({ id: 'seed_question', text: `Pay invoice ${invoice}` })
    const toolCallId = 'seed_call'
    const tool = toolNamed('pay_invoice')
    if (tool?.kind !== 'effect') throw new Error('The demo needs the tool pay_invoice.')
    const input = { invoice }
    await this.#gate(owner, this.#toolContext(owner), 'builtin', asked.id).review(
      tool,
      toolCallId,
      input,
    )
    const at = new Date(this.now()).toISOString()
    await this.persistMessages([
      asked,
      {
        id: 'seed_reply',
        role: 'assistant',
        metadata: { at },
        parts: [
          {
            type: 'text',
            text: `I'll ask for the payment of invoice ${invoice}; a reviewer must confirm it.`,
          },
          { type: 'tool-pay_invoice', toolCallId, state: 'input-available', input },
        ],
      },
    ])
    await this.#telling.project()
    await this.#host.drain()
  }

  async wipe(): Promise<void> {
    this.resetTurnState()
    for (const connection of this.getConnections()) connection.close(4404, 'The demo was reset.')
    await this.sessions.session().clearMessages()
    this.messages = []
    // A socket that was on its way here finds no owner, and is closed.
    this.ctx.storage.kv.delete(OWNER)
    this.#host.approvals.store.forget()
    this.#usage.forget()
  }
}
