import { timersFrom } from '../../domain/changes.ts'
import { digestOf } from '../../domain/digest.ts'
import { type Event, evolve } from '../../domain/events.ts'
import {
  type Attempt,
  due,
  finish,
  mayStart,
  start,
  type Step,
  supersede,
} from '../../domain/machine.ts'
import type { Ruling } from '../../domain/policy.ts'
import type { ApprovalRequest, JsonSchema } from '../../domain/protocol.ts'
import { maySee } from '../../domain/quorum.ts'
import type { Person } from '../../domain/roles.ts'
import { type Answer, requestIdFor } from '../rpc.ts'
import type { Proposal } from '../tools/tool.ts'
import { requestFromRecord, type RequestRecord } from './record.ts'
import { migrate } from './schema.ts'
import { RequestStore } from './store.ts'

/** What a Durable Object lends to the requests it hosts. */
export type Ground = {
  /** The host's name in request ids. */
  readonly id: string
  /** The conversation that the requests belong to; null for requests of the workspace. */
  readonly conversationId: string | null
  storage: DurableObjectStorage
  /** Milliseconds since the epoch. */
  now(): number
  /** A fresh random suffix, [a-z0-9]. */
  randomId(): string
  /** Called after each commit with what people should now see. */
  changed(request: ApprovalRequest): void
}

/** A call that policy has ruled on, before anything is stored. */
export type Ask = {
  requestId: string
  kind?: ApprovalRequest['kind']
  tool: string
  toolCallId: string | null
  target: string
  askedIn: string
  input: Record<string, unknown>
  proposal: Proposal
  ruling: Ruling
  requester: Person
  model: ApprovalRequest['model']
  editable?: JsonSchema
  undoMs?: number
  /** The turn had read words of strangers. */
  untrusted?: boolean
  /** A request of the same member that still waits and gives way to this one. */
  replaces?: string
}

const notFound = (): Answer<never> => ({
  ok: false,
  error: { code: 'not_found', message: 'There is no such request, or it is not yours to see.' },
})

/** SHA-256 over everything that a decision is about. */
export const digestOfVersion = ({
  tool,
  version,
  title,
  summary,
  input,
}: Pick<RequestRecord, 'tool' | 'version' | 'title' | 'summary' | 'input'>): string =>
  digestOf({ tool, version, title, summary, input })

/**
 * The approval requests that one Durable Object hosts: the pure state machine says what a command
 * means, and its events are stored with the state that they make, in one transaction, before anyone
 * is told.
 *
 * Every method is synchronous from its first read to its commit, so that no other event of the
 * object can come between (a Durable Object is single-threaded; only an await lets others in).
 */
export class Approvals {
  readonly store: RequestStore
  readonly #ground: Ground

  constructor(ground: Ground) {
    this.#ground = ground
    migrate(ground.storage)
    this.store = new RequestStore(ground.storage)
  }

  newRequestId(): string {
    return requestIdFor(this.#ground.id, this.#ground.randomId())
  }

  view(record: RequestRecord): ApprovalRequest {
    return requestFromRecord(record, this.#ground.conversationId)
  }

  read(viewer: Person, id: string): Answer<ApprovalRequest> {
    const record = this.store.get(id)
    return record && maySee(viewer, record) ? { ok: true, value: this.view(record) } : notFound()
  }

  /**
   * Freezes what will happen and what policy said of it. An ask becomes pending; a rule's or a grant's
   * own yes or no is recorded as a decision by it.
   */
  propose(ask: Ask): ApprovalRequest {
    const at = this.#ground.now()
    const { proposal, ruling, requester } = ask
    const version = 1
    const { title, summary, risk, grantable } = proposal
    const { tool, input } = ask
    const record: RequestRecord = {
      id: ask.requestId,
      kind: ask.kind ?? 'tool',
      tool,
      toolCallId: ask.toolCallId,
      target: ask.target,
      askedIn: ask.askedIn,
      status: 'pending',
      version,
      digest: digestOfVersion({ tool, version, title, summary, input }),
      title,
      summary,
      input,
      risk,
      rule: ruling.rule,
      model: ask.model,
      untrusted: ask.untrusted === true,
      requester,
      approvers: ruling.approvers,
      reasonRequired: ruling.reasonRequired,
      votes: [],
      requestedAt: at,
      timers: timersFrom(ruling, at),
      // A rule's own word is answered within the same turn.
      told: ruling.outcome === 'deny',
      ...(ask.undoMs !== undefined && { undoMs: ask.undoMs }),
      ...(ask.editable && { editable: ask.editable }),
      ...(grantable && ruling.outcome === 'ask' && { grantable }),
      sharedWith: [],
    }
    const replaced = ask.replaces === undefined ? null : this.store.get(ask.replaces)
    this.store.transact(() => {
      if (replaced) this.#commit(replaced, supersede(replaced, record.id), at)
      this.store.save(record)
      this.#note('request.proposed', record.id, this.view(record), at)
      const word = ownWord(record, ruling, at)
      if (word) this.#store(record, [word], at)
    })
    if (replaced) this.#publish(replaced.id)
    return this.#publish(record.id)
  }

  /** One person's command, if they may know of the request at all. */
  command(
    by: Person,
    id: string,
    decide: (record: RequestRecord, at: number) => Step,
  ): Answer<ApprovalRequest> {
    const at = this.#ground.now()
    // What the clock has brought counts first, also when its alarm comes late.
    const record = this.#asOfNow(id, at)
    if (!record || !maySee(by, record)) return notFound()
    const step = decide(record, at)
    if (!step.ok) return { ok: false, error: step.refusal }
    const isNews = step.events.length > 0
    return { ok: true, value: isNews ? this.#write(record, step.events, at) : this.view(record) }
  }

  /** The machine's own step for a request, as the host's runner takes it; false when it is refused. */
  advance(id: string, decide: (record: RequestRecord, at: number) => Step): boolean {
    const record = this.#must(id)
    const at = this.#ground.now()
    const step = decide(record, at)
    if (!step.ok) return false
    if (step.events.length > 0) this.#write(record, step.events, at)
    return true
  }

  /** Does what the clock has brought, once each. */
  runDue(): void {
    const now = this.#ground.now()
    for (const record of this.store.dueBy(now)) this.#runDue(record, now)
  }

  #runDue(record: RequestRecord, now: number): boolean {
    const events = due(record, now)
    if (events.length > 0) this.#write(record, events, now)
    return events.length > 0
  }

  /** A request after what the clock has brought for it. */
  #asOfNow(id: string, now: number): RequestRecord | null {
    const record = this.store.get(id)
    return record && this.#runDue(record, now) ? this.#must(id) : record
  }

  /** Whether the journal may begin an attempt at this request's effect now. */
  mayStart(record: RequestRecord): boolean {
    return mayStart(record, this.#ground.now())
  }

  /** approved → executing, and the journal counts the attempt, before the first byte leaves. */
  start(id: string): boolean {
    return this.advance(id, start)
  }

  /** What an attempt came to. */
  finish(id: string, attempt: Attempt): void {
    this.advance(id, (record) => finish(record, attempt))
  }

  /** Whether an approved effect (of one message of the member, if given) has no known outcome yet. */
  hasUnresolved(askedIn?: string): boolean {
    return this.store
      .inStatus('approved', 'executing', 'unknown')
      .some((record) => askedIn === undefined || record.askedIn === askedIn)
  }

  /** Notes that somebody beside the requester has read the conversation around a request. */
  noteView(viewer: Person, id: string): void {
    const at = this.#ground.now()
    this.store.transact(() => {
      this.store.addView(id, viewer, at)
      this.#note('excerpt.viewed', id, { by: viewer }, at)
    })
    this.#publish(id)
  }

  #must(id: string): RequestRecord {
    const record = this.store.get(id)
    if (!record) throw new Error(`Request ${id} is missing from its own store.`)
    return record
  }

  #publish(id: string): ApprovalRequest {
    const request = this.view(this.#must(id))
    this.#ground.changed(request)
    return request
  }

  #commit(record: RequestRecord, step: Step, at: number): void {
    if (!step.ok) throw new Error(step.refusal.message)
    this.#store(record, step.events, at)
  }

  /** Commits events with the state that they make, and lets people know. */
  #write(record: RequestRecord, events: readonly Event[], at: number): ApprovalRequest {
    this.store.transact(() => this.#store(record, events, at))
    return this.#publish(record.id)
  }

  /** The events, the votes among them, and the state that they make: all of one moment. */
  #store(record: RequestRecord, events: readonly Event[], at: number): void {
    const next = events.reduce((state, event) => {
      const { type, ...body } = event
      this.#note(type, record.id, body, at)
      if (type === 'vote.cast') this.store.addVote(record.id, event.vote)
      return evolve(state, event, at)
    }, record)
    // People were told that nobody knows; now somebody does.
    const news = record.status === 'unknown' && next.status !== 'unknown'
    this.store.save(news ? { ...next, told: false } : next)
  }

  #note(type: string, requestId: string, body: object, at: number): void {
    this.store.addFact(type, requestId, body, at)
  }
}

/** What the rule or a grant says by itself, if it does not ask anybody. */
function ownWord(record: RequestRecord, ruling: Ruling, at: number): Event | null {
  const { version, digest } = record
  const by = ruling.grant === undefined ? 'rule' : 'grant'
  const clearance = { by, id: ruling.grant ?? ruling.rule.id, at, version } as const
  const events: Record<Ruling['outcome'], Event | null> = {
    ask: null,
    allow: { type: 'request.approved', version, digest, clearance },
    deny: { type: 'request.denied', version, digest, clearance },
  }
  return events[ruling.outcome]
}
