import { type Approval, effectKey } from '../approval.ts'
import { type Machine, machine } from './run-sequence.ts'

const { decide, due, evolve, finish, nextTerms, revise, settle, start, undo, withdraw } = machine

type Forge = (state: Approval) => Approval

const withoutEditor: Forge = (state) => {
  const { editor: _, ...rest } = state
  return rest
}
const withOldVotes: Forge = (state) => {
  const { version, votes } = state
  return { ...state, votes: votes.map((vote) => ({ ...vote, version })) }
}
const asIf =
  (change: Partial<Approval>): Forge =>
  (state) => ({ ...state, ...change })

/** A decision and a start that look at something else than what stands. */
const looking = (at: Forge): Partial<Machine> => ({
  decide: (state, ...rest) => decide(at(state), ...rest),
  start: (state, now) => start(at(state), now),
})

/** An evolve that steps along arrows which are not there. */
const anyArrow: Machine['evolve'] = (state, event, at) =>
  event.type === 'request.expired'
    ? { ...state, status: 'expired', decidedAt: at }
    : event.type === 'request.withdrawn'
      ? { ...state, status: 'withdrawn', decidedAt: at, closedBy: event.by }
      : evolve(state, event, at)

/** Machines with one mistake each, and what the witness says when it sees it. */
export const broken: Record<string, { parts: Partial<Machine>; noticed: RegExp }> = {
  'the editor answers their own edit': {
    parts: looking(withoutEditor),
    noticed: /voted on their own edit|by too few/,
  },
  'votes on old versions count': {
    parts: looking(withOldVotes),
    noticed: /by too few|Votes were|without a decision/,
  },
  'one yes is enough': {
    parts: {
      decide: (state, voter, ballot, at) => {
        const step = decide(state, voter, ballot, at)
        const first = step.ok && step.events.length === 1 && ballot.verdict === 'approve'
        if (!first) return step
        const { version, digest } = state
        return { ok: true, events: [...step.events, { type: 'request.approved', version, digest }] }
      },
    },
    noticed: /by too few/,
  },
  'a full quorum keeps waiting': {
    parts: {
      decide: (...given) => {
        const step = decide(...given)
        return step.ok ? { ok: true, events: step.events.slice(0, 1) } : step
      },
    },
    noticed: /still waits|by nobody/,
  },
  'a start without votes': {
    parts: {
      start: (state, now) => {
        const { version, id } = state
        const key = `${id}.${version}.1`
        const attempt = (state.effect?.attempts ?? 0) + 1
        return state.status === 'pending'
          ? { ok: true, events: [{ type: 'effect.started', key, attempt }] }
          : start(state, now)
      },
    },
    noticed: /without a decision/,
  },
  'a start while it can be undone': {
    parts: { start: (state, now) => start(state, now + 3_600_000) },
    noticed: /without a decision/,
  },
  'a key of its own for each attempt': {
    parts: {
      start: (state, now) => {
        const { effect, id, version } = state
        if (!effect?.attempts) return start(state, now)
        const step = start({ ...state, effect: { ...effect, key: effectKey(id, version) } }, now)
        const attempt = effect.attempts + 1
        const key = `${id}.${version}.${attempt}`
        return step.ok ? { ok: true, events: [{ type: 'effect.started', key, attempt }] } : step
      },
      evolve: (state, event, at) => {
        const { effect } = state
        const renamed = event.type === 'effect.started' && effect
        return renamed
          ? evolve({ ...state, effect: { ...effect, key: event.key } }, event, at)
          : evolve(state, event, at)
      },
    },
    noticed: /began a second effect/,
  },
  'it expires while the effect runs': {
    parts: {
      evolve: anyArrow,
      due: (state, now) => {
        const late = state.status === 'executing' && now >= (state.timers.expiresAt ?? Infinity)
        return late ? [{ type: 'request.expired' }] : due(state, now)
      },
    },
    noticed: /expired after its effect had begun/,
  },
  'it is withdrawn while the effect runs': {
    parts: {
      evolve: anyArrow,
      withdraw: (state, by) =>
        state.status === 'executing'
          ? withdraw(asIf({ status: 'pending' })(state), by)
          : withdraw(state, by),
    },
    noticed: /withdrawn after its effect had begun/,
  },
  'it is undone after its window': {
    parts: { undo: (state, by, at) => undo(state, by, at - 3_600_000) },
    noticed: /outside of its window/,
  },
  'facts move after the first attempt': {
    parts: {
      evolve: (state, event, at) =>
        event.type === 'request.revised'
          ? evolve(asIf({ status: 'pending' })(state), event, at)
          : evolve(state, event, at),
      revise: (state, cause, ...rest) =>
        state.status === 'executing' && cause === 'moved'
          ? revise(asIf({ status: 'pending' })(state), 'edited', ...rest)
          : revise(state, cause, ...rest),
    },
    noticed: /after the effect had begun/,
  },
  'silence approves what asks for a no': {
    parts: {
      due: (state, now) =>
        due(asIf({ timers: { ...state.timers, onExpiry: 'approve' } })(state), now),
    },
    noticed: /Cleared by expiry|cleared without anybody/,
  },
  'silence confirms somebody else’s edit': {
    parts: {
      nextTerms: (before, ruling, ...rest) => {
        const terms = nextTerms(before, ruling, ...rest)
        return { ...terms, timers: { ...terms.timers, onExpiry: ruling.onExpiry } }
      },
    },
    noticed: /cleared without anybody/,
  },
  'whoever edits it becomes the requester': {
    parts: {
      nextTerms: (before, ruling, now, cause) =>
        nextTerms(before, ruling, now, { ...cause, by: before.requester }),
    },
    noticed: /without anybody|their own edit|by too few/,
  },
  'a second edit hides the first from the member': {
    parts: {
      nextTerms: (before, ...rest) => {
        const { editor: _, ...forgotten } = before
        return nextTerms(rest[2].by ? forgotten : before, ...rest)
      },
    },
    noticed: /by too few/,
  },
  'moved facts make an edit the member’s own': {
    parts: {
      nextTerms: (before, ...rest) => {
        const { editor: _, ...forgotten } = before
        return nextTerms(rest[2].by ? before : forgotten, ...rest)
      },
    },
    noticed: /without anybody|their own edit|by too few/,
  },
  'an answer after the time to answer': {
    parts: { due: (state, now) => due(state, now - 60_000) },
    noticed: /again and again|time to answer was over/,
  },
  'it is escalated again and again': {
    parts: {
      evolve: (state, event, at) => {
        const next = evolve(state, event, at)
        if (event.type !== 'request.escalated') return next
        const { escalatedAt: _, ...timers } = next.timers
        return { ...next, timers }
      },
    },
    noticed: /twice/,
  },
  'a new version takes the votes along': {
    parts: {
      evolve: (state, event, at) => {
        const next = evolve(state, event, at)
        return event.type === 'request.revised' ? withOldVotes(next) : next
      },
    },
    noticed: /A vote was changed/,
  },
  'a new version wipes the votes away': {
    parts: {
      evolve: (state, event, at) => {
        const next = evolve(state, event, at)
        return event.type === 'request.revised' ? { ...next, votes: [] } : next
      },
    },
    noticed: /Votes were lost/,
  },
  'a state is changed in place': {
    parts: {
      decide: (state, voter, ballot, at) => {
        const step = decide(state, voter, ballot, at)
        if (!step.ok) (state.votes as unknown[]).push({})
        return step
      },
    },
    noticed: /not extensible/,
  },
  'a late outcome overrules a manager': {
    parts: {
      finish: (state, attempt) =>
        finish(asIf({ status: state.effect?.settled ? 'unknown' : state.status })(state), attempt),
    },
    noticed: /after the end/,
  },
  'somebody answers as a manager': {
    parts: {
      decide: (state, voter, ...rest) => decide(state, { ...voter, role: 'manager' }, ...rest),
    },
    noticed: /in somebody else's name/,
  },
  'anybody settles': {
    parts: {
      settle: (state, by, ...rest) => settle(state, { ...by, role: 'manager' }, ...rest),
    },
    noticed: /in somebody else's name/,
  },
  'a manager settles their own': {
    parts: {
      settle: (state, by, outcome, reason) =>
        settle({ ...state, requester: { ...by, id: 'nobody' } }, by, outcome, reason),
    },
    noticed: /who may not/,
  },
  'a refusal without a moment': {
    parts: {
      decide: (state, ...rest) => {
        const step = decide(state, ...rest)
        if (step.ok || step.refusal.code !== 'already_decided') return step
        return { ok: false, refusal: { ...step.refusal, message: 'Somebody was faster.' } }
      },
    },
    noticed: /No moment/,
  },
  'a refusal names the last voter': {
    parts: {
      decide: (state, ...rest) => {
        const step = decide(state, ...rest)
        const last = state.votes.at(-1)?.by
        if (step.ok || step.refusal.code !== 'already_decided' || !last) return step
        return { ok: false, refusal: { ...step.refusal, decidedBy: last } }
      },
    },
    noticed: /the wrong person/,
  },
}

/** The real machine with one mistake in it. */
export const brokenMachine = (parts: Partial<Machine>): Machine => ({ ...machine, ...parts })
