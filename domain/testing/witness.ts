import type { Approval, Clearance, Status, Vote } from '../approval.ts'
import type { Event } from '../events.ts'
import type { Ruling } from '../policy.ts'
import type { Refusal } from '../refusals.ts'
import type { Person } from '../roles.ts'
import type { Sequence } from './sequences.ts'
import { Terms } from './terms.ts'

/** The arrows of the drawing in ARCHITECTURE.md, written down once more. */
export const arrows: Record<Status, readonly Status[]> = {
  pending: ['approved', 'denied', 'expired', 'withdrawn', 'superseded'],
  approved: ['executing', 'pending', 'undone'],
  executing: ['succeeded', 'failed', 'unknown'],
  unknown: ['succeeded', 'failed'],
  succeeded: [],
  failed: [],
  denied: [],
  expired: [],
  withdrawn: [],
  superseded: [],
  undone: [],
}

/** Why something happens: who does it, if anybody, and for a new version what policy said of it. */
export type Cause = { by?: Person | undefined; revision?: { ruling: Ruling; material: boolean } }

/** How often each event and each arrow was seen, so that a proof cannot pass by seeing nothing. */
export type Tally = Map<string, number>

const SENTENCE = /^[A-Z][^.!?]*\.$/
const MOMENT = / on \d{1,2} \w+ \d{4}, \d\d:\d\d UTC/

function must(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new Error(otherwise)
}

/** In whose name something was done. */
const namedIn = (event: Event): Person | undefined =>
  event.type === 'vote.cast'
    ? event.vote.by
    : 'by' in event
      ? event.by
      : 'settled' in event
        ? event.settled?.by
        : undefined

/**
 * Hears every event of one request and knows by itself, from the sequence, the types and the votes,
 * what stands. It never asks the code that it watches; whatever should not be is thrown.
 */
export class Witness {
  status: Status = 'pending'
  version = 1
  digest: string
  readonly votes: Vote[] = []
  readonly #requester: Person
  readonly #undoMs: number
  readonly #tally: Tally
  #terms: Terms
  #since: number
  #reminded = false
  #expiresAt: number
  #clearance: Clearance | undefined
  #decidedAt = 0
  #endedBy: Person | undefined
  #attempts = 0
  /** The effect of each version that has begun. */
  readonly #begun = new Map<number, string>()

  constructor(
    { requester, ruling, undoMs = 0 }: Sequence,
    digest: string,
    at: number,
    tally: Tally,
  ) {
    this.#requester = requester
    this.#undoMs = undoMs
    this.#tally = tally
    this.digest = digest
    this.#terms = new Terms(requester, ruling)
    this.#since = at
    this.#expiresAt = at + ruling.timers.expireAfter
  }

  /** Whether enough of the right people have said yes to this version. */
  enough(): boolean {
    return this.#terms.met(this.#current('approve').map(({ by }) => by))
  }

  /** Whether an attempt may begin now. */
  mayStart(at: number): boolean {
    if (this.#current('deny').length > 0 || !(this.#clearance || this.enough())) return false
    if (this.status === 'approved') return at >= this.#decidedAt + this.#undoMs
    return this.status === 'executing' || this.status === 'unknown'
  }

  /** One event and why it came. */
  hear(event: Event, at: number, cause: Cause): void {
    this.#saw(event.type)
    must(arrows[this.status].length > 0, `${event.type} after the end: it was ${this.status}.`)
    const named = namedIn(event)
    must(!named || !cause.by || named === cause.by, `${event.type} in somebody else's name.`)
    switch (event.type) {
      case 'vote.cast':
        return this.#voted(event.vote, event.digest, at)
      case 'request.approved':
        must(
          event.version === this.version && event.digest === this.digest,
          'Approved another version.',
        )
        this.#endedBy = event.clearance ? undefined : this.votes.at(-1)?.by
        if (event.clearance) this.#cleared(event.clearance, at)
        else must(this.enough(), 'Approved by too few, or by the wrong people.')
        return this.#decided('approved', at)
      case 'request.denied':
        this.#endedBy = event.clearance ? undefined : this.votes.at(-1)?.by
        must(
          event.clearance
            ? this.#terms.ruling.outcome === 'deny'
            : this.#current('deny').length > 0,
          'Denied by nobody.',
        )
        return this.#decided('denied', at)
      case 'request.expired':
        this.#endedBy = undefined
        must(at >= this.#expiresAt, 'Expired before its time.')
        return this.#decided('expired', at)
      case 'request.withdrawn':
      case 'request.superseded':
        this.#endedBy = event.by
        must(event.by.id === this.#requester.id, `${event.type} by somebody else.`)
        return this.#decided(event.type === 'request.withdrawn' ? 'withdrawn' : 'superseded', at)
      case 'request.undone': {
        this.#endedBy = event.by
        const said = this.#current('approve').some(({ by }) => by.id === event.by.id)
        must(said || event.by.id === this.#requester.id, 'Undone by somebody else.')
        must(at < this.#decidedAt + this.#undoMs, 'Undone outside of its window.')
        return this.#decided('undone', at)
      }
      case 'request.reminded': {
        must(this.status === 'pending' && !this.#reminded, 'Reminded twice, or of what is over.')
        must(
          at >= this.#since + (this.#terms.ruling.timers.remindAfter ?? Infinity),
          'Reminded early.',
        )
        this.#reminded = true
        return
      }
      case 'request.escalated': {
        const { escalateAfter = Infinity, escalateTo } = this.#terms.ruling.timers
        must(
          this.status === 'pending' && !this.#terms.escalated,
          'Escalated twice, or what is over.',
        )
        must(at >= this.#since + escalateAfter && event.to === escalateTo, 'Escalated early.')
        this.#terms.escalated = escalateTo
        return
      }
      case 'request.extended':
        must(this.status === 'pending' && event.expiresAt > this.#expiresAt, 'Extended backwards.')
        this.#expiresAt = event.expiresAt
        return
      case 'request.revised':
        return this.#revised(event, at, cause)
      case 'effect.started':
        return this.#started(event, at)
      case 'effect.delayed':
        must(this.status === 'executing', `Delayed while it was ${this.status}.`)
        return
      case 'request.succeeded':
      case 'request.failed':
      case 'request.unknown':
        return this.#finished(event)
    }
  }

  /** Whether the state that the events made is the one that they tell of. */
  compare(before: Approval, after: Approval): void {
    must(after.status === this.status, `The state says ${after.status}, the events ${this.status}.`)
    must(after.version === this.version, `The state is at version ${after.version}.`)
    must(after.digest === this.digest, `The state has the digest of another version.`)
    must(after.votes.length === this.votes.length, 'Votes were lost or made up.')
    must(
      before.votes.every((vote, index) => after.votes[index] === vote),
      'A vote was changed.',
    )
    must(
      this.#attempts === (after.effect?.attempts ?? 0) || this.status === 'undone',
      'The journal has miscounted the attempts.',
    )
  }

  /** What a refused person is told: one sentence, and of a decision who made it and when. */
  told(refusal: Refusal, by?: Person): void {
    const { code, message } = refusal
    this.#saw(`refused: ${code}`)
    must(SENTENCE.test(message), `Not one sentence: "${message}"`)
    if (code === 'stale') {
      must(
        refusal.version === this.version && refusal.digest === this.digest,
        'Told another version.',
      )
    }
    if (code !== 'already_decided') return
    must(MOMENT.test(message), `No moment in "${message}"`)
    must(refusal.status === this.status, `Told ${refusal.status} of what is ${this.status}.`)
    const own = this.#current().find((vote) => vote.by.id === by?.id)
    const [who, when] =
      this.status === 'pending' ? [own?.by, own?.at] : [this.#endedBy, this.#decidedAt]
    must(refusal.decidedBy?.id === who?.id, `"${message}" names the wrong person.`)
    must(refusal.decidedAt === when, `"${message}" names the wrong moment.`)
    if (who) must(message.startsWith(this.status === 'pending' ? 'You ' : `${who.name} `), message)
  }

  #saw(what: string): void {
    this.#tally.set(what, (this.#tally.get(what) ?? 0) + 1)
  }

  #current(verdict?: Vote['verdict']): Vote[] {
    return this.votes.filter(
      (vote) => vote.version === this.version && (!verdict || vote.verdict === verdict),
    )
  }

  #to(status: Status): void {
    const arrow = `${this.status} → ${status}`
    must(arrows[this.status].includes(status), `There is no arrow ${arrow}.`)
    this.#saw(arrow)
    this.status = status
  }

  #decided(status: Status, at: number): void {
    must(this.#attempts === 0, `It became ${status} after its effect had begun.`)
    this.#to(status)
    this.#decidedAt = at
  }

  #voted(vote: Vote, digest: string, at: number): void {
    const { by, version, verdict, reason } = vote
    must(this.status === 'pending', `A vote on what was ${this.status}.`)
    must(version === this.version && digest === this.digest, 'A vote on what did not stand.')
    must(at < this.#expiresAt, 'A vote after the time to answer was over.')
    must(!this.#current().some((each) => each.by.id === by.id), `${by.name} voted twice.`)
    must(by.id !== this.#terms.editor?.id, `${by.name} voted on their own edit.`)
    must(
      !this.#terms.ruling.reasonRequired || Boolean(reason?.trim()),
      'A vote without the reason it needs.',
    )
    this.votes.push(vote)
    must(verdict === 'approve' || verdict === 'deny', 'A vote that says nothing.')
  }

  #cleared(clearance: Clearance, at: number): void {
    const { outcome, onExpiry, grant } = this.#terms.ruling
    must(clearance.version === this.version, 'Cleared as another version.')
    must(
      this.#terms.editor === undefined,
      'What somebody else made of it was cleared without anybody.',
    )
    const rightly = {
      rule: outcome === 'allow' && grant === undefined,
      grant: outcome === 'allow' && grant !== undefined,
      expiry: onExpiry === 'approve' && at >= this.#expiresAt,
    }
    must(rightly[clearance.by], `Cleared by ${clearance.by}, which policy does not say.`)
    this.#saw(`cleared by ${clearance.by}`)
    this.#clearance = clearance
  }

  #revised(event: Extract<Event, { type: 'request.revised' }>, at: number, cause: Cause): void {
    const { by, revision } = cause
    must(revision !== undefined, 'A new version out of nowhere.')
    const { ruling, material } = revision
    must(this.#attempts === 0, 'A new version after the effect had begun.')
    must(event.version === this.version + 1, 'A version was left out.')
    must(
      (event.cause === 'moved') === (this.status === 'approved'),
      `${event.cause}: the wrong time.`,
    )
    if (this.status !== 'pending') this.#to('pending')
    this.version = event.version
    this.digest = event.digest
    this.#terms = this.#terms.next(ruling, material, by)
    this.#since = at
    this.#expiresAt = at + ruling.timers.expireAfter
    this.#clearance = undefined
    this.#endedBy = undefined
    this.#reminded = false
    if (!event.clearance) return
    this.#cleared(event.clearance, at)
    this.#decided('approved', at)
  }

  #started({ key, attempt }: Extract<Event, { type: 'effect.started' }>, at: number): void {
    must(this.mayStart(at), 'An effect began without a decision that allows it.')
    const first = this.#begun.get(this.version) ?? key
    must(first === key, `Version ${this.version} began a second effect.`)
    must(this.#begun.size === 0 || this.#begun.has(this.version), 'Two versions began.')
    must(key.includes(`.${this.version}.`), `${key} is the effect of another version.`)
    this.#begun.set(this.version, key)
    this.#attempts += 1
    must(attempt === this.#attempts, `Attempt ${attempt} came as number ${this.#attempts}.`)
    if (this.status === 'approved') this.#to('executing')
  }

  #finished(
    event: Extract<Event, { type: 'request.succeeded' | 'request.failed' | 'request.unknown' }>,
  ): void {
    const { key, settled } = event
    must(key === this.#begun.get(this.version), 'The outcome of an effect that never began.')
    if (settled) {
      const { by, reason } = settled
      const own = by.id === this.#requester.id || by.id === this.#terms.editor?.id
      must(by.role === 'manager' && !own, `Settled by ${by.name}, who may not.`)
      must(this.status === 'unknown', `Settled what was ${this.status}.`)
      must(reason.trim() !== '', 'Settled without a reason.')
      this.#saw('settled by a person')
    }
    if (event.type === 'request.unknown' && this.status === 'unknown') return
    this.#to(
      event.type === 'request.unknown'
        ? 'unknown'
        : event.type === 'request.failed'
          ? 'failed'
          : 'succeeded',
    )
  }
}
