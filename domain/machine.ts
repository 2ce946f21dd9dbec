import { type Approval, effectKey, isUnresolved, type Verdict, type Vote } from './approval.ts'
import type { Event, Revision } from './events.ts'
import { isApproved, isAsked, mayDecide, widened } from './quorum.ts'
import type { Receipt } from './receipt.ts'
import {
  alreadyAnswered,
  alreadyDecided,
  invalid,
  notAllowed,
  notAsked,
  type Refusal,
  stale,
} from './refusals.ts'
import { hasRole, type Person } from './roles.ts'

/**
 * What each command means for a request, purely: the events that follow, or why there are none. No
 * events means that it was so already. Time is milliseconds since the epoch, passed in.
 */
export type Step = { ok: true; events: Event[] } | { ok: false; refusal: Refusal }

const step = (...events: Event[]): Step => ({ ok: true, events })
const refuse = (refusal: Refusal): Step => ({ ok: false, refusal })

/** What a person sends: their verdict on exactly the version and digest that they saw. */
export type Ballot = { verdict: Verdict; version: number; digest: string; reason?: string }

/** The version that somebody looked at. */
export type Seen = { version: number; digest: string }

const isStale = (approval: Approval, seen: Seen): boolean =>
  seen.version !== approval.version || seen.digest !== approval.digest

/**
 * One person's ballot. Order of checks: who they are, what they said before, whether it is still
 * open, whether they saw what would run.
 */
export function decide(approval: Approval, voter: Person, ballot: Ballot, at: number): Step {
  const { version, digest, votes, status } = approval
  if (!isAsked(approval, voter)) return refuse(notAsked(approval, voter))
  const own = votes.find((vote) => vote.by.id === voter.id && vote.version === version)
  if (own && own.verdict === ballot.verdict && ballot.digest === digest) return step()
  if (status !== 'pending') return refuse(alreadyDecided(approval))
  if (own) return refuse(alreadyAnswered(approval, own))
  if (isStale(approval, ballot)) return refuse(stale(approval))
  if (!mayDecide(approval, voter)) return refuse(notAsked(approval, voter))
  const reason = ballot.reason?.trim()
  if (approval.reasonRequired && !reason) {
    return refuse(invalid('reason', 'Please give a reason; the rule asks for one.'))
  }
  const { verdict } = ballot
  const vote: Vote = { by: voter, verdict, at, version, ...(reason && { reason }) }
  const cast: Event = { type: 'vote.cast', vote, digest }
  if (verdict === 'deny') return step(cast, { type: 'request.denied', version, digest })
  return isApproved({ ...approval, votes: [...votes, vote] })
    ? step(cast, { type: 'request.approved', version, digest })
    : step(cast)
}

/** The requester takes back what still waits. Doing so twice is the same as once. */
export function withdraw(approval: Approval, by: Person): Step {
  const { requester, status } = approval
  if (requester.id !== by.id) {
    return refuse(notAllowed(`Only ${requester.name}, who asked, can withdraw this.`))
  }
  if (status === 'withdrawn') return step()
  return status === 'pending'
    ? step({ type: 'request.withdrawn', by })
    : refuse(alreadyDecided(approval))
}

/** The member's newer ask takes the place of one that still waits. */
export const supersede = (approval: Approval, replacedBy: string): Step =>
  approval.status === 'pending'
    ? step({ type: 'request.superseded', by: approval.requester, replacedBy })
    : refuse(alreadyDecided(approval))

/** Whoever asked for this version, or is asked about it. */
const isInvolved = (approval: Approval, by: Person): boolean =>
  by.id === approval.requester.id || by.id === approval.editor?.id || isAsked(approval, by)

const LONGEST_WAIT = 90 * 24 * 3_600_000

/** Whoever asked or is asked gives the request more time, never less, 90 days from now at most. */
export function extend(approval: Approval, by: Person, expiresAt: number, at: number): Step {
  const { status, timers } = approval
  if (!isInvolved(approval, by)) return refuse(notAsked(approval, by))
  if (status !== 'pending') return refuse(alreadyDecided(approval))
  if (timers.expiresAt === expiresAt) return step()
  if (expiresAt <= Math.max(at, timers.expiresAt ?? 0)) {
    return refuse(invalid('expiresAt', 'Give a moment later than the one at which it expires now.'))
  }
  if (expiresAt > at + LONGEST_WAIT) {
    return refuse(invalid('expiresAt', 'A request can wait for 90 more days at most.'))
  }
  return step({ type: 'request.extended', by, expiresAt })
}

/** Whoever asked or approved stops an approved effect while its undo window is open. */
export function undo(approval: Approval, by: Person, at: number): Step {
  const { requester, status, undoUntil, version, votes, effect } = approval
  const approved = votes.some((vote) => vote.version === version && vote.by.id === by.id)
  if (by.id !== requester.id && !approved) {
    return refuse(notAllowed('Only those who asked for this or approved it can undo it.'))
  }
  if (status === 'undone') return step()
  if (status === 'approved' && undoUntil !== undefined && at < undoUntil) {
    return step({ type: 'request.undone', by })
  }
  return refuse(
    effect && undoUntil === undefined
      ? notAllowed('This cannot be undone; ask for the opposite instead.')
      : alreadyDecided(approval),
  )
}

/**
 * Whether this person may make a new version of what they saw. One person's edit is changed again only by
 * them or the member: a second editor on top would free the first to approve what is still their own.
 */
export function mayEdit(approval: Approval, by: Person, seen: Seen): Step {
  const { requester, editor } = approval
  if (!isInvolved(approval, by)) return refuse(notAsked(approval, by))
  if (editor && by.id !== editor.id && by.id !== requester.id) {
    const message = `${editor.name} has changed this request; answer it, or let ${requester.name} change it.`
    return refuse(notAllowed(message))
  }
  if (approval.status !== 'pending') return refuse(alreadyDecided(approval))
  return isStale(approval, seen) ? refuse(stale(approval)) : step()
}

/**
 * The next version, edited by a person or because facts moved before the first attempt. Votes on
 * older versions stay what they were and count no more.
 */
export function revise(
  approval: Approval,
  cause: 'edited' | 'moved',
  revision: Omit<Revision, 'version'>,
  by?: Person,
): Step {
  const { status, effect, version } = approval
  const open =
    cause === 'edited' ? status === 'pending' : status === 'approved' && effect?.attempts === 0
  if (!open) return refuse(alreadyDecided(approval))
  return step({
    type: 'request.revised',
    cause,
    ...(by && { by }),
    ...revision,
    version: version + 1,
  })
}

/** What the clock has brought, in order; each once. What has expired is not reminded of any more. */
export function due(approval: Approval, now: number): Event[] {
  const { status, timers, version, digest, undoMs } = approval
  if (status !== 'pending') return []
  const { remindAt, remindedAt, escalateAt, escalatedAt, escalateTo, expiresAt, onExpiry } = timers
  if (expiresAt !== undefined && now >= expiresAt) {
    // Silence is a yes only for what can still be undone.
    if (onExpiry === 'deny' || undoMs === undefined) return [{ type: 'request.expired' }]
    const clearance = { by: 'expiry', id: 'expiry', at: now, version } as const
    return [{ type: 'request.approved', version, digest, clearance }]
  }
  const events: Event[] = []
  if (remindAt !== undefined && remindedAt === undefined && now >= remindAt) {
    events.push({ type: 'request.reminded' })
  }
  if (escalateTo && escalateAt !== undefined && escalatedAt === undefined && now >= escalateAt) {
    const approvers = widened(approval, escalateTo)
    events.push({ type: 'request.escalated', to: escalateTo, approvers })
  }
  return events
}

/** When the clock next has something to do for this request: a timer, or an attempt at its effect. */
export function dueTimes(approval: Approval): { kind: string; at: number }[] {
  const { status, timers, effect, undoUntil } = approval
  const escalates = timers.escalateTo !== undefined && timers.escalatedAt === undefined
  const times: [kind: string, at: number | undefined][] =
    status === 'pending'
      ? [
          ['remind', timers.remindedAt === undefined ? timers.remindAt : undefined],
          ['escalate', escalates ? timers.escalateAt : undefined],
          ['expire', timers.expiresAt],
        ]
      : isUnresolved(status)
        ? [['attempt', effect?.nextAt ?? (status === 'approved' ? (undoUntil ?? 0) : 0)]]
        : []
  return times.flatMap(([kind, at]) => (at === undefined ? [] : [{ kind, at }]))
}

/** Whether the journal may begin an attempt now; the last gate before the effect. */
export function mayStart(approval: Approval, now: number): boolean {
  const { status, undoUntil = 0, effect } = approval
  return (
    isUnresolved(status) &&
    effect?.key === effectKey(approval.id, approval.version) &&
    isApproved(approval) &&
    (status !== 'approved' || now >= undoUntil)
  )
}

/** The journal counts an attempt before its first byte leaves. */
export function start(approval: Approval, now: number): Step {
  const { effect } = approval
  if (!effect || !mayStart(approval, now)) return refuse(alreadyDecided(approval))
  return step({ type: 'effect.started', key: effect.key, attempt: effect.attempts + 1 })
}

export type Attempt =
  | { status: 'succeeded'; receipt: Receipt }
  | { status: 'failed'; error: string }
  /** Surely not done, or not known: the same key goes again at `nextAt`. */
  | { status: 'delayed'; error: string; nextAt: number }
  | { status: 'unknown'; error: string; nextAt: number }

/** What an attempt came to. An outcome that arrives after a person settled it changes nothing. */
export function finish(approval: Approval, attempt: Attempt): Step {
  const { status, effect } = approval
  if (!effect || (status !== 'executing' && status !== 'unknown')) return step()
  const { key } = effect
  switch (attempt.status) {
    case 'succeeded':
      return step({ type: 'request.succeeded', key, receipt: attempt.receipt })
    case 'failed':
      return step({ type: 'request.failed', key, error: attempt.error })
    case 'delayed':
      // People who were told that nobody knows are not told that all is well again.
      return status === 'unknown'
        ? step({ type: 'request.unknown', key, error: attempt.error, nextAt: attempt.nextAt })
        : step({ type: 'effect.delayed', key, error: attempt.error, nextAt: attempt.nextAt })
    case 'unknown':
      return step({ type: 'request.unknown', key, error: attempt.error, nextAt: attempt.nextAt })
  }
}

/** A manager's reasoned word on what nobody could find out; never the requester's own. */
export function settle(
  approval: Approval,
  by: Person,
  outcome: 'succeeded' | 'failed',
  reason: string,
): Step {
  const { requester, editor, status, effect } = approval
  if (!hasRole(by.role, 'manager') || by.id === requester.id || by.id === editor?.id) {
    return refuse(
      notAllowed(
        'Only a manager who neither asked for this nor changed it can settle its outcome.',
      ),
    )
  }
  if (effect?.settled?.by.id === by.id && status === outcome) return step()
  if (status !== 'unknown' || !effect) return refuse(alreadyDecided(approval))
  if (!reason.trim()) return refuse(invalid('reason', 'Please say how you know.'))
  const settled = { by, reason: reason.trim() }
  const error = `${by.name} settled this as not done: ${settled.reason}`
  const receipt: Receipt = {
    title: `${by.name} settled this as done`,
    facts: [
      { label: 'Reason', value: settled.reason },
      { label: 'Reference', value: effect.key },
    ],
  }
  return outcome === 'succeeded'
    ? step({ type: 'request.succeeded', key: effect.key, receipt, settled })
    : step({ type: 'request.failed', key: effect.key, error, settled })
}
