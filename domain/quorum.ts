import type { Approval, Approver, Status } from './approval.ts'
import { aRole, hasRole, type Person, type Role } from './roles.ts'

/** Whose request a version is: of the member who asked, and of whoever edited it since. */
type Asked = Pick<Approval, 'approvers' | 'requester'> & { editor?: Person | undefined }

const isRequester = ({ requester, editor }: Omit<Asked, 'approvers'>, voter: Person): boolean =>
  voter.id === requester.id || voter.id === editor?.id

/** Whether one place of the approvers is meant for this person. Nobody answers their own version. */
function mayFill(slot: Approver, voter: Person, asked: Omit<Asked, 'approvers'>): boolean {
  if (slot.role === 'requester' && voter.id === asked.requester.id) return true
  if (isRequester(asked, voter)) return false
  const { role, or } = slot
  return (
    (role !== 'requester' && hasRole(voter.role, role)) ||
    (or !== undefined && hasRole(voter.role, or))
  )
}

/** One place for each approval that is required. */
const placesOf = (approvers: readonly Approver[]): Approver[] =>
  approvers.flatMap((slot) => Array.from({ length: slot.count }, () => slot))

/**
 * How many of the required approvals these distinct people can give together. Each person fills one
 * place at most; augmenting paths make sure a manager is not spent on a place that a reviewer could
 * have filled (Kuhn's bipartite matching).
 */
function filled(asked: Asked, voters: readonly Person[]): number {
  const places = placesOf(asked.approvers)
  const holder: (Person | undefined)[] = places.map(() => undefined)
  const seat = (voter: Person, tried: Set<number>): boolean =>
    places.some((slot, index) => {
      if (tried.has(index) || !mayFill(slot, voter, asked)) return false
      tried.add(index)
      const sitting = holder[index]
      if (sitting && !seat(sitting, tried)) return false
      holder[index] = voter
      return true
    })
  return voters.filter((voter) => seat(voter, new Set())).length
}

/** Whether these people's yes is all that the approvers ask for; nobody's yes never is. */
export function suffices(asked: Asked, voters: readonly Person[]): boolean {
  const required = placesOf(asked.approvers).length
  return required > 0 && filled(asked, voters) === required
}

type Counted = Asked & Pick<Approval, 'version' | 'votes'>

/** Distinct people whose approvals of the current version count, in the order in which they voted. */
const approvals = (approval: Counted): Person[] =>
  approval.votes
    .filter((vote) => vote.version === approval.version && vote.verdict === 'approve')
    .map((vote) => vote.by)
    .filter((voter, index, all) => all.findIndex((other) => other.id === voter.id) === index)

/**
 * Whether the current version is approved: by enough of the right people, or by a clearance for
 * exactly this version. The gate at the effect asks this again.
 */
export function isApproved(approval: Counted & Pick<Approval, 'clearance'>): boolean {
  const { version, votes, clearance } = approval
  if (votes.some((vote) => vote.version === version && vote.verdict === 'deny')) return false
  return clearance?.version === version || suffices(approval, approvals(approval))
}

/** Whether this person, who has not answered yet, would bring the request closer to its quorum. */
export function mayDecide(approval: Counted & Pick<Approval, 'status'>, voter: Person): boolean {
  const { status, version, votes } = approval
  if (status !== 'pending') return false
  if (votes.some((vote) => vote.by.id === voter.id && vote.version === version)) return false
  const given = approvals(approval)
  return filled(approval, [...given, voter]) > filled(approval, given)
}

/** Nobody may answer whom no place of the approvers, filled or not, was meant for. */
export const isAsked = (asked: Asked, voter: Person): boolean =>
  asked.approvers.some((slot) => mayFill(slot, voter, asked))

/**
 * Whether this person may know of a request: theirs, one they are or were asked about, and for a
 * manager one whose outcome nobody knows, because only they can settle it.
 */
export const maySee = (
  viewer: Person,
  request: Asked & {
    status: Status
    votes: readonly { by: Person }[]
    effect?: { settled?: { by: Person } | undefined } | undefined
  },
): boolean =>
  isRequester(request, viewer) ||
  isAsked(request, viewer) ||
  request.votes.some((vote) => vote.by.id === viewer.id) ||
  (request.status === 'unknown' && hasRole(viewer.role, 'manager')) ||
  request.effect?.settled?.by.id === viewer.id

/**
 * The approvers after escalation: whoever has the role may answer in anybody's place, except in that of
 * a role that includes it, for a reviewer is no manager. A member's word on somebody else's edit of
 * their request stays their own.
 */
export const widened = ({ approvers, editor }: Asked, to: Role): Approver[] =>
  approvers.map((slot) => {
    const stays = slot.role === 'requester' ? editor !== undefined : hasRole(slot.role, to)
    return stays ? slot : { ...slot, or: to }
  })

/** `the requester`, `a reviewer or a manager`, `2 reviewers`: who must confirm, for sentences. */
export function approversInWords(approvers: readonly Approver[]): string {
  const words = approvers.map(({ role, count, or }) => {
    const first =
      role === 'requester' ? 'the requester' : count === 1 ? aRole(role) : `${count} ${role}s`
    return or === undefined ? first : `${first} or ${aRole(or)}`
  })
  return words.length < 2
    ? (words[0] ?? 'nobody')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
