import {
  type Approval,
  type Approver,
  type Clearance,
  effectKey,
  type EffectState,
  mayBecome,
  type Status,
  type Timers,
  type Vote,
} from './approval.ts'
import type { Receipt } from './receipt.ts'
import type { Person, Role } from './roles.ts'

/** What a new version replaces: everything that people decide on. */
export type Revision = {
  version: number
  digest: string
  editor?: Person
  approvers: readonly Approver[]
  reasonRequired: boolean
  timers: Timers
  clearance?: Clearance
  /** Title, summary, arguments and rule, as the host keeps them beside the state. */
  content: object
}

/** What happened to a request, in the past tense: each is stored with the state that it makes. */
export type Event =
  | { type: 'vote.cast'; vote: Vote; digest: string }
  | { type: 'request.approved'; version: number; digest: string; clearance?: Clearance }
  | { type: 'request.denied'; version: number; digest: string; clearance?: Clearance }
  | { type: 'request.expired' }
  | { type: 'request.withdrawn'; by: Person }
  | { type: 'request.superseded'; by: Person; replacedBy: string }
  | { type: 'request.undone'; by: Person }
  | { type: 'request.reminded' }
  | { type: 'request.escalated'; to: Role; approvers: readonly Approver[] }
  | { type: 'request.extended'; by: Person; expiresAt: number }
  | ({ type: 'request.revised'; cause: 'edited' | 'moved'; by?: Person } & Revision)
  | { type: 'effect.started'; key: string; attempt: number }
  /** The attempt ended without a known outcome; `error` says what is known. */
  | { type: 'effect.delayed'; key: string; nextAt: number; error: string }
  | ({ type: 'request.succeeded'; key: string } & Outcome)
  | ({ type: 'request.failed'; key: string } & Outcome)
  | ({ type: 'request.unknown'; key: string; nextAt: number } & Outcome)

type Outcome = { receipt?: Receipt; error?: string; settled?: { by: Person; reason: string } }

/** Moves along an arc; a missing one is a bug in whoever made the event. */
function become<T extends Approval>(state: T, status: Status): T {
  if (!mayBecome(state.status, status)) {
    throw new Error(`A request cannot go from ${state.status} to ${status}.`)
  }
  return { ...state, status }
}

/**
 * The state after an event. The host stores what this gives, so that state and facts cannot tell two
 * stories; replaying the facts gives the state again.
 */
export function evolve<T extends Approval>(state: T, event: Event, at: number): T {
  switch (event.type) {
    case 'vote.cast':
      return { ...state, votes: [...state.votes, event.vote] }
    case 'request.approved':
      return approved(
        { ...state, ...(event.clearance && { clearance: event.clearance }) },
        at,
        event.version,
      )
    case 'request.denied':
      return {
        ...become(state, 'denied'),
        decidedAt: at,
        ...(event.clearance && { clearance: event.clearance }),
      }
    case 'request.expired':
      return { ...become(state, 'expired'), decidedAt: at }
    case 'request.withdrawn':
      return { ...become(state, 'withdrawn'), decidedAt: at, closedBy: event.by }
    case 'request.superseded':
      return {
        ...become(state, 'superseded'),
        decidedAt: at,
        closedBy: event.by,
        replacedBy: event.replacedBy,
      }
    case 'request.undone': {
      const { effect: _, ...rest } = become(state, 'undone')
      return { ...rest, decidedAt: at, closedBy: event.by } as T
    }
    case 'request.reminded':
      return { ...state, timers: { ...state.timers, remindedAt: at } }
    case 'request.escalated':
      return {
        ...state,
        approvers: event.approvers,
        timers: { ...state.timers, escalatedAt: at },
      }
    case 'request.extended':
      return { ...state, timers: { ...state.timers, expiresAt: event.expiresAt } }
    case 'request.revised':
      return revised(state, event, at)
    case 'effect.started':
      return started(state, event.key, at)
    case 'effect.delayed':
      return withEffect(state, { nextAt: event.nextAt, error: event.error })
    case 'request.succeeded':
    case 'request.failed':
    case 'request.unknown':
      return finished(state, event, at)
  }
}

function approved<T extends Approval>(state: T, at: number, version: number): T {
  const { undoMs } = state
  return {
    ...become(state, 'approved'),
    decidedAt: at,
    ...(undoMs !== undefined && { undoUntil: at + undoMs }),
    effect: { key: effectKey(state.id, version), status: 'pending', attempts: 0 },
  }
}

function revised<T extends Approval>(
  state: T,
  event: Extract<Event, { type: 'request.revised' }>,
  at: number,
): T {
  const { version, digest, editor, approvers, reasonRequired, timers, clearance, content } = event
  // A pending version is replaced by the next one; an approved one goes back to people.
  const pending = state.status === 'pending' ? state : become(state, 'pending')
  const {
    editor: _editor,
    clearance: _clearance,
    decidedAt: _decidedAt,
    undoUntil: _undoUntil,
    effect: _effect,
    ...rest
  } = pending
  const next = {
    ...rest,
    ...content,
    version,
    digest,
    approvers,
    reasonRequired,
    timers,
    ...(editor && { editor }),
  } as unknown as T
  return clearance ? approved({ ...next, clearance }, at, version) : next
}

function withEffect<T extends Approval>(state: T, change: Partial<EffectState>): T {
  if (!state.effect) throw new Error(`Request ${state.id} has no effect in its journal.`)
  return { ...state, effect: { ...state.effect, ...change } }
}

function started<T extends Approval>(state: T, key: string, at: number): T {
  if (state.effect?.key !== key) throw new Error(`${key} is not the effect of ${state.id}.`)
  const { nextAt: _, ...effect } = state.effect
  return {
    ...(state.status === 'approved' ? become(state, 'executing') : state),
    effect: {
      ...effect,
      status: 'executing',
      attempts: effect.attempts + 1,
      startedAt: effect.startedAt ?? at,
    },
  }
}

function finished<T extends Approval>(
  state: T,
  event: Extract<Event, { type: 'request.succeeded' | 'request.failed' | 'request.unknown' }>,
  at: number,
): T {
  const status = (
    {
      'request.succeeded': 'succeeded',
      'request.failed': 'failed',
      'request.unknown': 'unknown',
    } as const
  )[event.type]
  if (state.effect?.key !== event.key) throw new Error(`${event.key} is not of ${state.id}.`)
  const { nextAt: _next, error: _error, receipt: _receipt, ...effect } = state.effect
  const { receipt, error, settled } = event
  return {
    // Asked again, and still nobody knows: the same status.
    ...(state.status === 'unknown' && status === 'unknown' ? state : become(state, status)),
    effect: {
      ...effect,
      status,
      ...(receipt && { receipt }),
      ...(error !== undefined && { error }),
      ...(settled && { settled: { ...settled, at } }),
      ...(event.type === 'request.unknown' && { nextAt: event.nextAt }),
    },
  }
}
