import type { Approval } from '../approval.ts'
import { nextTerms, timersFrom } from '../changes.ts'
import { type Event, evolve } from '../events.ts'
import {
  type Attempt,
  decide,
  due,
  dueTimes,
  extend,
  finish,
  mayEdit,
  revise,
  settle,
  start,
  type Step,
  supersede,
  undo,
  withdraw,
} from '../machine.ts'
import type { Ruling } from '../policy.ts'
import type { Person } from '../roles.ts'
import { now as beginning } from './policies.ts'
import type { Move, Sequence } from './sequences.ts'
import { type Cause, type Tally, Witness } from './witness.ts'

/** All that decides what happens to a request; a proof swaps parts to show that it would notice. */
export const machine = {
  decide,
  due,
  evolve: evolve as (state: Approval, event: Event, at: number) => Approval,
  extend,
  finish,
  nextTerms,
  revise,
  settle,
  start,
  supersede,
  undo,
  withdraw,
}
export type Machine = typeof machine

/** What went wrong first in this sequence; null when nothing did. */
export function problemOf(sequence: Sequence, parts: Machine, tally: Tally): string | null {
  try {
    const run = new Run(sequence, parts, tally)
    for (const move of sequence.moves) run.perform(move)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** The same problem with as few moves as it takes, for people to read. */
export function shrunk(sequence: Sequence, parts: Machine): Sequence {
  for (const move of sequence.moves) {
    const moves = sequence.moves.filter((each) => each !== move)
    const shorter = { ...sequence, moves }
    if (problemOf(shorter, parts, new Map()) !== null) return shrunk(shorter, parts)
  }
  return sequence
}

const digestOf = (version: number): string => `digest of version ${version}`

/** One request, moved by the commands alone as a host does it, before a witness. */
class Run {
  readonly #parts: Machine
  readonly #witness: Witness
  readonly #ruling: Ruling
  #state: Approval
  #now = beginning

  constructor(sequence: Sequence, parts: Machine, tally: Tally) {
    const { requester, ruling, undoMs } = sequence
    this.#parts = parts
    this.#ruling = ruling
    this.#witness = new Witness(sequence, digestOf(1), this.#now, tally)
    this.#state = frozen({
      id: 'c_one_1',
      status: 'pending',
      version: 1,
      digest: digestOf(1),
      requester,
      approvers: ruling.approvers,
      votes: [],
      reasonRequired: ruling.reasonRequired,
      timers: timersFrom(ruling, this.#now),
      ...(undoMs !== undefined && { undoMs }),
    })
    this.#ownWord()
  }

  perform(move: Move): void {
    const { decide, extend, finish, settle, supersede, undo, withdraw } = this.#parts
    switch (move.do) {
      case 'vote': {
        const { by, verdict, reason } = move
        this.#command(by, () =>
          decide(this.#state, by, { verdict, reason, ...this.#seen(move) }, this.#now),
        )
        const waits = this.#witness.status === 'pending'
        if (waits && this.#witness.enough()) throw new Error('Enough said yes, and it still waits.')
        return
      }
      case 'withdraw':
        return this.#command(move.by, () => withdraw(this.#state, move.by))
      case 'supersede':
        return this.#take(supersede(this.#state, 'c_one_2'))
      case 'edit':
        return this.#edit(move)
      case 'facts move':
        return this.#factsMove(move.ruling)
      case 'extend': {
        const until = (this.#state.timers.expiresAt ?? 0) + move.later
        return this.#command(move.by, () => extend(this.#state, move.by, until, this.#now))
      }
      case 'undo':
        return this.#command(move.by, () => undo(this.#state, move.by, this.#now))
      case 'wait':
        this.#now += move.ms
        return move.alarm ? this.#mindTheClock() : undefined
      case 'start':
        this.#start()
        return
      case 'finish':
        return this.#take(finish(this.#state, this.#attempt(move.status)))
      case 'settle': {
        const { by, outcome, reason } = move
        return this.#command(by, () => settle(this.#state, by, outcome, reason))
      }
    }
  }

  /** What a person does: the clock comes first, and doing it twice is the same as once. */
  #command(by: Person, give: () => Step): void {
    this.#mindTheClock()
    const step = give()
    this.#take(step, { by })
    if (!step.ok) return
    const again = give()
    if (!again.ok || again.events.length > 0) throw new Error('The second time was not the same.')
  }

  #take(step: Step, cause: Cause = {}): void {
    if (step.ok) return this.#apply(step.events, cause)
    if ('events' in step) throw new Error('A refusal with events.')
    this.#witness.told(step.refusal, cause.by)
  }

  /** Nothing may change a state in place, so it is frozen. */
  #apply(events: readonly Event[], cause: Cause = {}): void {
    for (const event of events) {
      const before = this.#state
      this.#witness.hear(event, this.#now, cause)
      this.#state = frozen(this.#parts.evolve(before, event, this.#now))
      this.#witness.compare(before, this.#state)
    }
  }

  #mindTheClock(): void {
    const { due } = this.#parts
    this.#apply(due(this.#state, this.#now))
    if (due(this.#state, this.#now).length > 0) throw new Error('The clock brought it twice.')
    if (this.#state.status !== 'pending') return
    if (dueTimes(this.#state).some(({ at }) => at <= this.#now)) {
      throw new Error('The host would be woken again and again for nothing.')
    }
  }

  /** What a rule or a grant says at once, as a host records it. */
  #ownWord(): void {
    const { outcome, rule, grant } = this.#ruling
    const { version, digest } = this.#state
    if (outcome === 'ask') return
    const by = grant === undefined ? 'rule' : 'grant'
    const clearance = { by, id: grant ?? rule.id, at: this.#now, version } as const
    const type = outcome === 'allow' ? 'request.approved' : 'request.denied'
    this.#apply([{ type, version, digest, clearance }])
  }

  #edit(move: Extract<Move, { do: 'edit' }>): void {
    const { by, ruling, material } = move
    this.#mindTheClock()
    const may = mayEdit(this.#state, by, this.#seen(move))
    if (!may.ok) return this.#take(may, { by })
    if (ruling.outcome === 'deny') return
    this.#revise('edited', { ruling, material }, by)
  }

  #factsMove(ruling: Ruling): void {
    if (ruling.outcome !== 'deny') return this.#revise('moved', { ruling, material: true })
    if (this.#state.status !== 'approved' || !this.#start()) return
    this.#take(this.#parts.finish(this.#state, this.#attempt('failed')))
  }

  #revise(why: 'edited' | 'moved', revision: { ruling: Ruling; material: boolean }, by?: Person) {
    const { nextTerms, revise } = this.#parts
    const { ruling, material } = revision
    const terms = nextTerms(this.#state, ruling, this.#now, { by, material })
    const next = { digest: digestOf(this.#state.version + 1), content: {}, ...terms }
    this.#take(revise(this.#state, why, next, by), { by, revision })
  }

  #start(): boolean {
    const expected = this.#witness.mayStart(this.#now)
    const step = this.#parts.start(this.#state, this.#now)
    this.#take(step)
    if (expected && !step.ok) throw new Error('What was decided could not begin.')
    return step.ok
  }

  #attempt(status: Attempt['status']): Attempt {
    const [error, nextAt] = ['No answer came back.', this.#now + 1_000]
    return status === 'succeeded'
      ? { status, receipt: { title: 'Paid', facts: [] } }
      : status === 'failed'
        ? { status, error }
        : { status, error, nextAt }
  }

  #seen({ saw }: Extract<Move, { saw: unknown }>): { version: number; digest: string } {
    const { version, digest } = this.#state
    if (saw === 'what stands') return { version, digest }
    return saw === 'the version before'
      ? { version: version - 1, digest: digestOf(version - 1) }
      : { version, digest: 'made up' }
  }
}

function frozen(state: Approval): Approval {
  for (const part of [state, state.votes, state.timers, state.approvers, state.effect]) {
    Object.freeze(part)
  }
  return state
}
