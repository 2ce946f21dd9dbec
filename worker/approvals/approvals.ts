import {
  decide,
  maySee,
  isUnresolved,
  type Ballot,
  mayBecome,
  type Status,
} from '../../domain/approval.ts'
import { digestOf } from '../../domain/digest.ts'
import type { Ruling } from '../../domain/policy.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Person } from '../../domain/roles.ts'
import { type Answer, requestIdFor } from '../rpc.ts'
import type { Proposal } from '../tools/tool.ts'
import { requestFromRecord, type RequestRecord } from './record.ts'
import { migrate } from './schema.ts'
import { RequestStore } from './store.ts'

/** What a Durable Object lends to the approvals it hosts. */
export type Host = {
  id: string
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
  tool: string
  toolCallId: string | null
  target: string
  askedIn: string
  input: Record<string, unknown>
  proposal: Proposal
  ruling: Ruling
  requester: Person
  model: ApprovalRequest['model']
}

const notFound = (): Answer<never> => ({
  ok: false,
  error: { code: 'not_found', message: 'There is no such request, or it is not yours to see.' },
})

/**
 * The approval requests that one Durable Object hosts: it decides through the pure state machine,
 * stores state and audit fact in one transaction, and only then tells anyone.
 *
 * Every method is synchronous from its first read to its commit, so that no other event of the
 * object can come between (a Durable Object is single-threaded; only an await lets others in).
 */
export class Approvals {
  readonly store: RequestStore
  readonly #host: Host

  constructor(host: Host) {
    this.#host = host
    migrate(host.storage)
    this.store = new RequestStore(host.storage)
  }

  newRequestId(): string {
    return requestIdFor(this.#host.id, this.#host.randomId())
  }

  view(record: RequestRecord): ApprovalRequest {
    return requestFromRecord(record, this.#host.id)
  }

  #publish(id: string): ApprovalRequest {
    const request = this.view(this.#must(id))
    this.#host.changed(request)
    return request
  }

  #must(id: string): RequestRecord {
    const record = this.store.get(id)
    if (!record) throw new Error(`Request ${id} is missing from its own store.`)
    return record
  }

  /** Moves a request along one arc of the machine, with its fact; throws on an arc there is none of. */
  #become(record: RequestRecord, status: Status, fact: object, decidedAt?: number): void {
    if (!mayBecome(record.status, status)) {
      throw new Error(`A request cannot go from ${record.status} to ${status}.`)
    }
    this.store.setStatus(record.id, status, decidedAt)
    this.#note(`request.${status}`, record.id, fact)
  }

  #note(type: string, requestId: string, body: object): void {
    this.store.addFact(type, requestId, body, this.#host.now())
  }

  /**
   * Freezes what will happen and what policy said of it. An ask becomes pending; a rule's own yes
   * or no is recorded as a decision by that rule.
   */
  propose(ask: Ask): ApprovalRequest {
    const at = this.#host.now()
    const { proposal, ruling } = ask
    const version = 1
    const digest = digestOf({
      tool: ask.tool,
      version,
      title: proposal.title,
      summary: proposal.summary,
      input: ask.input,
    })
    const status = ({ ask: 'pending', allow: 'approved', deny: 'denied' } as const)[ruling.outcome]
    const waits = status === 'pending'
    const record: RequestRecord = {
      id: ask.requestId,
      kind: 'tool',
      tool: ask.tool,
      toolCallId: ask.toolCallId,
      target: ask.target,
      askedIn: ask.askedIn,
      status,
      version,
      digest,
      title: proposal.title,
      summary: proposal.summary,
      input: ask.input,
      risk: proposal.risk,
      rule: ruling.rule,
      model: ask.model,
      requester: ask.requester,
      approvers: ruling.approvers,
      reasonRequired: ruling.reasonRequired,
      votes: [],
      requestedAt: at,
      remindAt: waits && ruling.timers.remindAfter ? at + ruling.timers.remindAfter : null,
      escalateAt: waits && ruling.timers.escalateAfter ? at + ruling.timers.escalateAfter : null,
      expiresAt: waits ? at + ruling.timers.expireAfter : null,
      ...(!waits && { decidedAt: at }),
      // A rule's refusal is answered within the same turn.
      told: status === 'denied',
      effect: null,
      sharedWith: [],
    }
    this.store.transact(() => {
      this.store.insert(record)
      this.#note('request.proposed', record.id, this.view(record))
      if (!waits) this.#note(`request.${status}`, record.id, { rule: ruling.rule })
      if (status === 'approved') this.store.putEffect(record.id, effectKey(record))
    })
    return this.#publish(record.id)
  }

  read(viewer: Person, id: string): Answer<ApprovalRequest> {
    const record = this.store.get(id)
    return record && maySee(viewer, record) ? { ok: true, value: this.view(record) } : notFound()
  }

  /**
   * Records one person's decision, or says why not. When it answers, the decision is committed: it
   * survives whatever happens next, and the effect's journal row stands beside it.
   */
  decide(voter: Person, id: string, ballot: Ballot): Answer<ApprovalRequest> {
    const record = this.store.get(id)
    if (!record || !maySee(voter, record)) return notFound()
    const at = this.#host.now()
    const decision = decide(record, voter, ballot, at)
    switch (decision.kind) {
      case 'refused':
        return { ok: false, error: decision.refusal }
      case 'repeated':
        return { ok: true, value: this.view(record) }
      case 'recorded': {
        this.store.transact(() => {
          this.store.addVote(id, decision.vote)
          this.#note('vote.cast', id, { ...decision.vote, digest: record.digest })
          if (decision.status === 'pending') return
          this.#become(
            record,
            decision.status,
            { version: record.version, digest: record.digest },
            at,
          )
          if (decision.status === 'approved') this.store.putEffect(id, effectKey(record))
        })
        return { ok: true, value: this.#publish(id) }
      }
    }
  }

  /** The requester takes back what still waits. Doing so twice is the same as once. */
  withdraw(by: Person, id: string): Answer<ApprovalRequest> {
    const record = this.store.get(id)
    if (!record || !maySee(by, record)) return notFound()
    if (record.requester.id !== by.id) {
      return {
        ok: false,
        error: {
          code: 'not_allowed',
          message: `Only ${record.requester.name}, who asked, can withdraw this.`,
        },
      }
    }
    if (record.status === 'withdrawn') return { ok: true, value: this.view(record) }
    if (record.status !== 'pending') {
      const last = record.votes.at(-1)
      return {
        ok: false,
        error: {
          code: 'already_decided',
          message: 'This request was decided already; it can no longer be withdrawn.',
          status: record.status,
          ...(last && { decidedBy: last.by }),
          ...(record.decidedAt !== undefined && { decidedAt: record.decidedAt }),
        },
      }
    }
    this.store.transact(() => this.#become(record, 'withdrawn', { by }, this.#host.now()))
    return { ok: true, value: this.#publish(id) }
  }

  /** Whether an approved effect of this host has no known outcome yet. */
  hasUnresolved(): boolean {
    return this.store
      .inStatus('approved', 'executing', 'unknown')
      .some((one) => isUnresolved(one.status))
  }

  /** Notes that somebody beside the requester has read the conversation around a request. */
  noteView(viewer: Person, id: string): void {
    this.store.transact(() => {
      this.store.addView(id, viewer, this.#host.now())
      this.#note('excerpt.viewed', id, { by: viewer })
    })
    this.#publish(id)
  }

  /** approved → executing, and the journal counts the attempt, before the first byte leaves. */
  startEffect(record: RequestRecord, key: string): void {
    this.store.transact(() => {
      if (record.status === 'approved') this.#become(record, 'executing', { key })
      this.store.startEffect(key, this.#host.now())
      this.#note('effect.started', record.id, { key })
    })
    this.#publish(record.id)
  }

  settleEffect(
    id: string,
    key: string,
    status: 'succeeded' | 'failed' | 'unknown',
    result: Parameters<RequestStore['settleEffect']>[3],
  ): void {
    const record = this.#must(id)
    this.store.transact(() => {
      this.store.settleEffect(key, status, this.#host.now(), result)
      if (record.status === status) return
      this.#become(record, status, { key, ...result })
      // People were told that nobody knew; now somebody does.
      if (record.status === 'unknown') this.store.setTold(id, false)
    })
    this.#publish(id)
  }
}

/** The name of one effect for ever: request, version, line. */
export const effectKey = (record: Pick<RequestRecord, 'id' | 'version'>): string =>
  `${record.id}.${record.version}.1`
