import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Person } from '../../domain/roles.ts'
import { nameFirst, nameFor } from './who.ts'

/** One step on the way of a request: who did what, when, and in which words. */
export type Step = { text: string; at: string; words?: string; void?: true }

function voteStep(
  { by, verdict, reason, at, version }: ApprovalRequest['votes'][number],
  request: ApprovalRequest,
  viewer: Person,
): Step {
  const who = nameFirst(by, viewer)
  const said = verdict === 'approve' ? 'approved' : 'denied'
  const stale = version < request.version
  return {
    text: stale ? `${who} ${said} version ${version}, which no longer counts` : `${who} ${said}`,
    at,
    ...(reason && { words: reason }),
    ...(stale && { void: true as const }),
  }
}

const clearedBy = {
  rule: 'Allowed by a rule',
  grant: 'Allowed by a grant',
  expiry: 'Approved by expiry',
}

/** A yes that is no person's. */
function clearanceStep({ clearance, status, rule }: ApprovalRequest): Step[] {
  if (!clearance || status === 'denied') return []
  const words = clearance.by === 'expiry' ? {} : { words: rule.reason }
  return [{ text: clearedBy[clearance.by], at: clearance.at, ...words }]
}

/** How it ended, where neither a vote nor a clearance says it. */
function endStep(request: ApprovalRequest, viewer: Person): Step[] {
  const { status, decidedAt, closedBy, requester, votes, version, rule } = request
  if (!decidedAt) return []
  const closer = nameFor(closedBy ?? requester, viewer)
  switch (status) {
    case 'denied':
      return votes.some((vote) => vote.version === version && vote.verdict === 'deny')
        ? []
        : [{ text: 'Denied by a rule', at: decidedAt, words: rule.reason }]
    case 'expired':
      return [{ text: 'Expired', at: decidedAt }]
    case 'withdrawn':
      return [{ text: `Withdrawn by ${closer}`, at: decidedAt }]
    case 'superseded':
      return [{ text: `Replaced by ${closer}`, at: decidedAt }]
    case 'undone':
      return [{ text: `Undone by ${closer}`, at: decidedAt }]
    case 'pending':
    case 'approved':
    case 'executing':
    case 'succeeded':
    case 'failed':
    case 'unknown':
      return []
  }
}

/** What people and rules did about a request that no longer waits, in order. */
export function trailOf(request: ApprovalRequest, viewer: Person): Step[] {
  const { votes, version, change, effect } = request
  const isOld = (vote: ApprovalRequest['votes'][number]) => vote.version < version
  const step = (vote: ApprovalRequest['votes'][number]) => voteStep(vote, request, viewer)
  return [
    ...votes.filter(isOld).map(step),
    ...(change ? [changeStep(change, viewer)] : []),
    ...votes.filter((vote) => !isOld(vote)).map(step),
    ...clearanceStep(request),
    ...endStep(request, viewer),
    ...(effect?.settled ? [settledStep(request, effect.settled, viewer)] : []),
  ]
}

/** Who made the present version, or why there is one. */
const changeStep = ({ by, at }: NonNullable<ApprovalRequest['change']>, viewer: Person): Step => ({
  text: by ? `${nameFirst(by, viewer)} edited it` : 'The facts changed, so it asked again',
  at,
})

type Settled = NonNullable<NonNullable<ApprovalRequest['effect']>['settled']>

const settledStep = ({ status }: ApprovalRequest, { by, at, reason }: Settled, viewer: Person) => ({
  text: `${nameFirst(by, viewer)} settled it: ${status === 'succeeded' ? 'it happened' : 'it did not happen'}`,
  at,
  words: reason,
})
