import type { Status } from '../../domain/approval.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Person } from '../../domain/roles.ts'
import { waitsFor } from '../../domain/waiting.ts'
import { clockTime } from '../lib/time.ts'
import { approversSoFar, capital, list, nameFor, whomItNeeds } from './who.ts'

const labels: Record<Status, string> = {
  pending: 'Waiting',
  approved: 'Approved',
  executing: 'Under way',
  succeeded: 'Done',
  failed: 'Failed',
  unknown: 'Outcome not known',
  denied: 'Denied',
  expired: 'Expired',
  withdrawn: 'Withdrawn',
  superseded: 'Replaced',
  undone: 'Undone',
}

/** Under way, and the first attempt did not get through. */
export const isRetried = ({ status, effect }: ApprovalRequest): boolean =>
  status === 'executing' && ((effect?.attempts ?? 0) > 1 || effect?.nextAt !== undefined)

/** Approved, and for the moment it can still be undone. `now` in milliseconds. */
export const isUndoable = ({ status, undoUntil }: ApprovalRequest, now: number): boolean =>
  status === 'approved' && undoUntil !== undefined && now < Date.parse(undoUntil)

/** The few words at the head of a card. */
export function headline(request: ApprovalRequest, viewer: Person): string {
  if (request.status === 'pending') {
    return waitsFor(request, viewer)
      ? 'Needs your answer'
      : `Waiting for ${whomItNeeds(request, viewer)}`
  }
  return isRetried(request) ? 'Trying again' : labels[request.status]
}

/** Who or what said yes: `approved by you and Manager`, `allowed by a rule`. */
function yesFrom(request: ApprovalRequest, viewer: Person): string {
  const { clearance } = request
  const people = approversSoFar(request)
  if (clearance?.by === 'expiry') return 'approved because nobody answered in time'
  if (people.length > 0) return `approved by ${list(people.map((one) => nameFor(one, viewer)))}`
  return clearance?.by === 'grant' ? 'allowed by a grant' : 'allowed by a rule'
}

/** What became of a request, in one sentence; null while it waits. `now` in milliseconds. */
export function outcomeLine(request: ApprovalRequest, viewer: Person, now: number): string | null {
  const { status, effect, closedBy, requester } = request
  const yes = yesFrom(request, viewer)
  const settledBy = effect?.settled && nameFor(effect.settled.by, viewer)
  switch (status) {
    case 'pending':
      return null
    case 'approved':
      return request.undoUntil && isUndoable(request, now)
        ? `${capital(yes)}; it is carried out at ${clockTime(request.undoUntil)} unless it is undone before.`
        : `${capital(yes)}; it is about to be carried out.`
    case 'executing':
      return isRetried(request)
        ? `${capital(yes)}; an attempt did not get through, so it is tried again. It will not be done twice.`
        : `${capital(yes)}; it is being carried out.`
    case 'succeeded':
      return settledBy
        ? `Done, as ${settledBy} settled it; ${yes}.`
        : `${effect?.receipt?.title ?? 'Done'}, ${yes}.`
    case 'failed':
      return settledBy
        ? `${capital(yes)}, but not done, as ${settledBy} settled it.`
        : `${capital(yes)}, but it could not be carried out.`
    case 'unknown':
      return `${capital(yes)}, but no answer came back: nobody can say yet whether it happened. It will not be done twice.`
    case 'denied':
      return `Denied by ${deniedBy(request, viewer)}; nothing was done.`
    case 'expired':
      return approversSoFar(request).length > 0
        ? 'Not everybody answered in time, so it counts as denied; nothing was done.'
        : 'Nobody answered in time, so it counts as denied; nothing was done.'
    case 'withdrawn':
      return `Withdrawn by ${nameFor(closedBy ?? requester, viewer)}; nothing was done.`
    case 'superseded':
      return `Replaced by ${nameFor(closedBy ?? requester, viewer)} with a newer request; nothing was done.`
    case 'undone':
      return `Undone by ${nameFor(closedBy ?? requester, viewer)} before it was carried out; nothing was done.`
  }
}

function deniedBy({ votes, version }: ApprovalRequest, viewer: Person): string {
  const no = votes.find((vote) => vote.version === version && vote.verdict === 'deny')
  return no ? nameFor(no.by, viewer) : 'a rule'
}

/** How sure the colour of a card is: what it needs, how it went. */
export type Tone = 'action' | 'waiting' | 'good' | 'bad' | 'doubt' | 'quiet'

export function toneOf(request: ApprovalRequest, viewer: Person): Tone {
  switch (request.status) {
    case 'pending':
      return waitsFor(request, viewer) ? 'action' : 'waiting'
    case 'executing':
      return isRetried(request) ? 'doubt' : 'good'
    case 'approved':
    case 'succeeded':
      return 'good'
    case 'failed':
    case 'denied':
      return 'bad'
    case 'unknown':
      return 'doubt'
    case 'expired':
    case 'withdrawn':
    case 'superseded':
    case 'undone':
      return 'quiet'
  }
}
