import { type Approver, decisiveVote, type Status } from '../../domain/approval.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import { aRole, hasRole, type Person } from '../../domain/roles.ts'
import { approvalOf, waitsFor } from '../../domain/waiting.ts'

const labels: Record<Status, string> = {
  pending: 'Waiting',
  approved: 'Approved',
  executing: 'Under way',
  succeeded: 'Done',
  failed: 'Failed',
  unknown: 'Checking',
  denied: 'Denied',
  expired: 'Expired',
  withdrawn: 'Withdrawn',
  superseded: 'Replaced',
  undone: 'Undone',
}

/** One word for a status. */
export const statusLabel = (status: Status): string => labels[status]

const list = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** `you`, `a reviewer`, `2 managers`: one place of the approvers, as this viewer reads it. */
function place({ role, count }: Approver, requester: Person, viewer: Person): string {
  if (role === 'requester') return viewer.id === requester.id ? 'you' : requester.name
  return count === 1 ? aRole(role) : `${count} ${role}s`
}

/** Who may answer, as the value of a fact: `You`, `A reviewer, but not Member`. */
export function whoAnswers(request: ApprovalRequest, viewer: Person): string {
  const { approvers, requester } = request
  const who = capital(list(approvers.map((slot) => place(slot, requester, viewer))))
  if (approvers.every(({ role }) => role === 'requester')) return who
  const asker = viewer.id === requester.id ? 'you' : requester.name
  return `${who}, but not ${asker}`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const fits = (role: Approver['role'], voter: Person, requester: Person): boolean =>
  role === 'requester'
    ? voter.id === requester.id
    : voter.id !== requester.id && hasRole(voter.role, role)

/** The roles still to be filled after these approvals; the stricter place is filled first. */
function open(
  places: readonly Approver['role'][],
  voters: readonly Person[],
  requester: Person,
): readonly Approver['role'][] {
  const [voter, ...rest] = voters
  if (!voter) return places
  const options = places.flatMap((role, index) =>
    fits(role, voter, requester) ? [open(places.toSpliced(index, 1), rest, requester)] : [],
  )
  return (
    options.toSorted((one, other) => one.length - other.length)[0] ?? open(places, rest, requester)
  )
}

const strictness = (role: Approver['role']): number => (role === 'reviewer' ? 1 : 0)

/** The places that no approval of this version has filled yet. */
export function stillNeeded(request: ApprovalRequest): Approver['role'][] {
  const places = request.approvers
    .flatMap(({ role, count }) => Array.from({ length: count }, () => role))
    .toSorted((one, other) => strictness(one) - strictness(other))
  return [...open(places, approversSoFar(request), request.requester)]
}

/** People who approved the current version. */
export const approversSoFar = (request: ApprovalRequest): Person[] =>
  request.votes
    .filter(({ version, verdict }) => version === request.version && verdict === 'approve')
    .map(({ by }) => by)

/** `a reviewer` or `you`: whom a pending request waits for now. */
export function whomItNeeds(request: ApprovalRequest, viewer: Person): string {
  const roles = stillNeeded(request)
  return list(roles.map((role) => place({ role, count: 1 }, request.requester, viewer)))
}

/** `Reviewer approved; a manager must approve too.`, or null when nobody has voted yet. */
export function votesSoFar(request: ApprovalRequest, viewer: Person): string | null {
  const given = approversSoFar(request)
  if (request.status !== 'pending' || given.length === 0) return null
  const names = given.map((person) => (person.id === viewer.id ? 'You' : person.name))
  return `${list(names)} approved; ${whomItNeeds(request, viewer)} must approve too.`
}

/** `Waiting for a reviewer`: the headline of a pending card; null once it is decided. */
export function waitingLine(request: ApprovalRequest, viewer: Person): string | null {
  if (request.status !== 'pending') return null
  return waitsFor(request, viewer)
    ? 'Needs your answer'
    : `Waiting for ${whomItNeeds(request, viewer)}`
}

const byWhom = (person: Person, viewer: Person): string =>
  person.id === viewer.id ? 'you' : person.name

/** What became of a request, in one sentence; null while it waits. */
export function outcomeLine(request: ApprovalRequest, viewer: Person): string | null {
  const vote = decisiveVote(approvalOf(request))
  const approved = approversSoFar(request)
  const by =
    approved.length > 0
      ? `approved by ${list(approved.map((person) => byWhom(person, viewer)))}`
      : 'allowed by rule'
  switch (request.status) {
    case 'pending':
      return null
    case 'approved':
      return `${capital(by)}; it is about to be carried out.`
    case 'executing':
      return `${capital(by)}; it is being carried out.`
    case 'succeeded':
      return `${request.effect?.receipt?.title ?? 'Done'}, ${by}.`
    case 'failed':
      return `${capital(by)}, but it could not be carried out.`
    case 'unknown':
      return `${capital(by)}; whether it went through is being checked. It will not be done twice.`
    case 'denied':
      return vote
        ? `Denied by ${byWhom(vote.by, viewer)}; nothing was done.`
        : 'Denied by a rule; nothing was done.'
    case 'expired':
      return 'Nobody answered in time, so it counts as denied; nothing was done.'
    case 'withdrawn':
      return `Withdrawn by ${byWhom(request.requester, viewer)}; nothing was done.`
    case 'superseded':
      return 'Replaced by a newer request; nothing was done.'
    case 'undone':
      return `${capital(by)} and undone afterwards.`
  }
}

/** How sure the colour of a card is: what it needs, how it went. */
export type Tone = 'action' | 'waiting' | 'good' | 'bad' | 'doubt' | 'quiet'

export function toneOf(request: ApprovalRequest, viewer: Person): Tone {
  switch (request.status) {
    case 'pending':
      return waitsFor(request, viewer) ? 'action' : 'waiting'
    case 'approved':
    case 'executing':
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
