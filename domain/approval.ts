import { aRole, hasRole, type Person, type Role } from './roles.ts'

/** Every state a request can be in; `data-status` of the card and `status` of the API. */
export const statuses = [
  'pending',
  'approved',
  'executing',
  'succeeded',
  'failed',
  'unknown',
  'denied',
  'expired',
  'withdrawn',
  'superseded',
  'undone',
] as const
export type Status = (typeof statuses)[number]

/** Who must say yes: the requester in person, or so many distinct people of a role. */
export type Approver = { role: Role | 'requester'; count: number }
export type Verdict = 'approve' | 'deny'

/** One person's word on one version, or the rule's own where policy decided. Never changed once cast. */
export type Vote = { by: Person; verdict: Verdict; reason?: string; at: number; version: number }

/** What the state machine needs to know of a request. */
export type Approval = {
  status: Status
  version: number
  digest: string
  requester: Person
  approvers: readonly Approver[]
  votes: readonly Vote[]
  decidedAt?: number
  reasonRequired?: boolean
}

/** What a person sends: their verdict on exactly the version and digest that they saw. */
export type Ballot = { verdict: Verdict; version: number; digest: string; reason?: string }

export type Refusal =
  | { code: 'not_allowed'; message: string }
  | { code: 'stale'; message: string; version: number; digest: string }
  | { code: 'invalid'; message: string; field: string }
  | {
      code: 'already_decided'
      message: string
      decidedBy?: Person
      decidedAt?: number
      status: Status
    }

export type Decision =
  | { kind: 'recorded'; vote: Vote; status: 'pending' | 'approved' | 'denied' }
  | { kind: 'repeated' }
  | { kind: 'refused'; refusal: Refusal }

/** The arcs of the state machine; whatever is not listed cannot happen. */
const arcs: Record<Status, readonly Status[]> = {
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

/** Whether the machine allows this step. */
export const mayBecome = (from: Status, to: Status): boolean => arcs[from].includes(to)

/** No arc leads out of it: the request is history. */
export const isSettled = (status: Status): boolean => arcs[status].length === 0

/** Approved, and what the effect did is not yet known. */
export const isUnresolved = (status: Status): boolean =>
  status === 'approved' || status === 'executing' || status === 'unknown'

const mayFill = (slot: Approver, voter: Person, requester: Person): boolean =>
  slot.role === 'requester'
    ? voter.id === requester.id
    : voter.id !== requester.id && hasRole(voter.role, slot.role)

/**
 * How many of the required approvals these distinct people can give together. Each person fills one
 * place at most; augmenting paths make sure a manager is not spent on a place that a reviewer could
 * have filled (Kuhn's bipartite matching).
 */
function filled(
  approvers: readonly Approver[],
  voters: readonly Person[],
  requester: Person,
): number {
  const places = approvers.flatMap((slot) => Array.from({ length: slot.count }, () => slot))
  const holder: (Person | undefined)[] = places.map(() => undefined)
  const seat = (voter: Person, tried: Set<number>): boolean =>
    places.some((slot, index) => {
      if (tried.has(index) || !mayFill(slot, voter, requester)) return false
      tried.add(index)
      const sitting = holder[index]
      if (sitting && !seat(sitting, tried)) return false
      holder[index] = voter
      return true
    })
  return voters.filter((voter) => seat(voter, new Set())).length
}

const required = (approvers: readonly Approver[]): number =>
  approvers.reduce((sum, slot) => sum + slot.count, 0)

/** Distinct people whose approvals of the current version count, in the order in which they voted. */
const approvals = (approval: Approval): Person[] =>
  approval.votes
    .filter((vote) => vote.version === approval.version && vote.verdict === 'approve')
    .map((vote) => vote.by)
    .filter((voter, index, all) => all.findIndex((other) => other.id === voter.id) === index)

/** Whether the votes on the current version suffice. The gate at the effect asks this again. */
export const isApproved = (approval: Approval): boolean => {
  const current = approval.votes.filter((vote) => vote.version === approval.version)
  return (
    !current.some((vote) => vote.verdict === 'deny') &&
    filled(approval.approvers, approvals(approval), approval.requester) ===
      required(approval.approvers)
  )
}

/** Whether this person, who has not answered yet, would bring the request closer to its quorum. */
export function mayDecide(approval: Approval, voter: Person): boolean {
  const { approvers, requester, status, version, votes } = approval
  if (status !== 'pending') return false
  if (votes.some((vote) => vote.by.id === voter.id && vote.version === version)) return false
  const given = approvals(approval)
  return filled(approvers, [...given, voter], requester) > filled(approvers, given, requester)
}

/** `you`, `a reviewer`, `2 reviewers and a manager`: who must confirm, for sentences. */
export function approversInWords(approvers: readonly Approver[]): string {
  const words = approvers.map(({ role, count }) => {
    if (role === 'requester') return 'the requester'
    return count === 1 ? aRole(role) : `${count} ${role}s`
  })
  return words.length < 2
    ? (words[0] ?? 'nobody')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

const pastTense: Record<Status, string> = {
  pending: 'is waiting',
  approved: 'was approved',
  executing: 'was approved and is being carried out',
  succeeded: 'was approved and done',
  failed: 'was approved, and failed',
  unknown: 'was approved; its outcome is being checked',
  denied: 'was denied',
  expired: 'expired',
  withdrawn: 'was withdrawn',
  superseded: 'was replaced by a newer request',
  undone: 'was undone',
}

/** The vote that ended the waiting, if a vote did. */
export const decisiveVote = (approval: Approval): Vote | undefined =>
  approval.votes.findLast((vote) => vote.version === approval.version)

function alreadyDecided(approval: Approval): Refusal {
  const last = decisiveVote(approval)
  const who = last ? ` by ${last.by.name}` : ''
  const verb =
    last?.verdict === 'deny' ? 'was denied' : last ? 'was approved' : pastTense[approval.status]
  return {
    code: 'already_decided',
    message: `This request ${verb}${who} already; your answer changed nothing.`,
    status: approval.status,
    ...(last && { decidedBy: last.by }),
    ...(approval.decidedAt !== undefined && { decidedAt: approval.decidedAt }),
  }
}

function notAllowed(approval: Approval, voter: Person): Refusal {
  const wanted = approversInWords(approval.approvers)
  const message =
    voter.id === approval.requester.id
      ? `You asked for this yourself; ${wanted} must answer it.`
      : `This request needs ${wanted}; your role (${voter.role}) cannot answer it now.`
  return { code: 'not_allowed', message }
}

/** Nobody may answer whom no place of the approvers, filled or not, was meant for. */
export const isAsked = (
  approval: Pick<Approval, 'approvers' | 'requester'>,
  voter: Person,
): boolean => approval.approvers.some((slot) => mayFill(slot, voter, approval.requester))

/** Whether this person may know of a request: theirs, or one they are or were asked about. */
export const maySee = (
  viewer: Person,
  request: Pick<Approval, 'approvers' | 'requester'> & { votes: readonly { by: Person }[] },
): boolean =>
  request.requester.id === viewer.id ||
  isAsked(request, viewer) ||
  request.votes.some((vote) => vote.by.id === viewer.id)

/**
 * What one person's ballot means for a request. Pure: the caller stores the vote and the status in
 * one transaction, or tells the person the refusal.
 *
 * Order of checks: who you are, then what you said before, then whether it is still open, then
 * whether you saw what would run.
 */
export function decide(approval: Approval, voter: Person, ballot: Ballot, at: number): Decision {
  const refused = (refusal: Refusal): Decision => ({ kind: 'refused', refusal })
  if (!isAsked(approval, voter)) return refused(notAllowed(approval, voter))

  const own = approval.votes.find(
    (vote) => vote.by.id === voter.id && vote.version === approval.version,
  )
  if (own && own.verdict === ballot.verdict && ballot.digest === approval.digest)
    return { kind: 'repeated' }
  if (own || approval.status !== 'pending') return refused(alreadyDecided(approval))

  if (ballot.version !== approval.version || ballot.digest !== approval.digest) {
    return refused({
      code: 'stale',
      message: 'This request changed after you opened it; look at it again before you answer.',
      version: approval.version,
      digest: approval.digest,
    })
  }
  if (!mayDecide(approval, voter)) return refused(notAllowed(approval, voter))
  if (approval.reasonRequired && !ballot.reason?.trim()) {
    return refused({ code: 'invalid', message: 'Please give a reason.', field: 'reason' })
  }

  const vote: Vote = {
    by: voter,
    verdict: ballot.verdict,
    at,
    version: approval.version,
    ...(ballot.reason && { reason: ballot.reason }),
  }
  if (ballot.verdict === 'deny') return { kind: 'recorded', vote, status: 'denied' }
  const after = { ...approval, votes: [...approval.votes, vote] }
  return { kind: 'recorded', vote, status: isApproved(after) ? 'approved' : 'pending' }
}
