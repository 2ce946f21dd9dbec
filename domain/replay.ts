import { type Approval, effectKey, isUnresolved, type Status } from './approval.ts'
import { type Event, evolve } from './events.ts'
import { approvalRequest, type ApprovalRequest } from './protocol.ts'
import { isApproved, isAsked } from './quorum.ts'

/** One fact of a request as a chain or a host's outbox keeps it. `at` is milliseconds since the epoch. */
export type ReplayFact = { at: number; type: string; body: unknown }

/** What the facts come to; `status` is null when they do not begin with a proposal. */
export type Replay = { status: Status | null; version: number; problems: string[] }

/** Which effects began and ended, beside what the state machine knows. */
type Journal = { started: Map<number, Set<string>>; ended: Set<string> }

/**
 * Tells a request's story again from its facts alone, in the order of their numbers: where it ended,
 * and whatever should not have happened on the way. A step that the machine does not allow is named
 * and changes nothing. Facts that move no state (a view, a posting in the ledger) are passed over.
 */
export function replay(facts: readonly ReplayFact[]): Replay {
  const [first, ...rest] = facts.filter(
    ({ type }) => type === PROPOSED || Object.hasOwn(types, type),
  )
  const proposal = first?.type === PROPOSED ? approvalRequest.safeParse(first.body) : null
  if (!proposal?.success) {
    const problem = proposal ? 'The proposal is unreadable.' : 'The facts begin with no proposal.'
    return { status: null, version: 0, problems: [problem] }
  }
  const journal: Journal = { started: new Map(), ended: new Set() }
  const problems: string[] = []
  let state = beginning(proposal.data)
  for (const fact of rest) {
    if (fact.type === PROPOSED) {
      problems.push('Proposed twice.')
      continue
    }
    try {
      const event = eventOf(state, fact)
      problems.push(...objections(state, event, journal))
      state = evolve(state, event, fact.at)
    } catch (error) {
      problems.push(`${fact.type}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return { status: state.status, version: state.version, problems }
}

const PROPOSED = 'request.proposed'

const moment = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Date.parse(text)

/** The state before anybody said anything. What a rule said at once is a fact of its own. */
function beginning(request: ApprovalRequest): Approval {
  const { id, version, digest, requester, reasonRequired = false, onExpiry = 'deny' } = request
  const [remindAt, escalateAt, expiresAt] = [
    moment(request.remindAt),
    moment(request.escalateAt),
    moment(request.expiresAt),
  ]
  const { escalateTo } = request
  return {
    id,
    status: 'pending',
    version,
    digest,
    requester,
    approvers: request.approvers as Approval['approvers'],
    votes: [],
    reasonRequired,
    timers: {
      onExpiry,
      ...(remindAt !== undefined && { remindAt }),
      ...(escalateAt !== undefined && { escalateAt }),
      ...(escalateTo && { escalateTo }),
      ...(expiresAt !== undefined && { expiresAt }),
    },
  }
}

const types: Record<Event['type'], true> = {
  'vote.cast': true,
  'request.approved': true,
  'request.denied': true,
  'request.expired': true,
  'request.withdrawn': true,
  'request.superseded': true,
  'request.undone': true,
  'request.reminded': true,
  'request.escalated': true,
  'request.extended': true,
  'request.revised': true,
  'effect.started': true,
  'effect.delayed': true,
  'request.succeeded': true,
  'request.failed': true,
  'request.unknown': true,
}

const eventOf = (state: Approval, { type, body, at }: ReplayFact): Event =>
  inTodaysWords({ ...(body as object), type } as Event, state, at)

/** Facts of the first release: a vote stood bare, and a rule's own word named the rule alone. */
function inTodaysWords(told: Event, state: Approval, at: number): Event {
  if (told.type === 'vote.cast' && !('vote' in told)) {
    const { type, digest, ...vote } = told as unknown as { type: 'vote.cast'; digest: string }
    return { type, digest, vote } as Event
  }
  if ((told.type === 'request.approved' || told.type === 'request.denied') && 'rule' in told) {
    const { id } = told.rule as { id: string }
    const { type } = told
    const { version, digest } = state
    return { type, version, digest, clearance: { by: 'rule', id, at, version } }
  }
  return told
}

/** What should not have happened, also where the machine knows such a step. */
function objections(before: Approval, event: Event, journal: Journal): string[] {
  switch (event.type) {
    case 'vote.cast':
      return objectionsToVote(before, event)
    case 'request.approved': {
      const { clearance } = event
      const current = event.version === before.version && event.digest === before.digest
      return [
        ...(current ? [] : [`Approved as version ${event.version}, which was not there.`]),
        ...(isApproved({ ...before, ...(clearance && { clearance }) })
          ? []
          : [`Version ${before.version} was approved by too few.`]),
        ...(clearance?.by === 'expiry' && before.timers.onExpiry !== 'approve'
          ? ['Approved by expiry, which its rule does not allow.']
          : []),
      ]
    }
    case 'request.denied':
      return event.clearance ||
        before.votes.some(
          ({ verdict, version }) => verdict === 'deny' && version === before.version,
        )
        ? []
        : [`Version ${before.version} was denied by nobody.`]
    case 'request.revised':
      return event.version === before.version + 1
        ? []
        : [`Version ${event.version} came after version ${before.version}.`]
    case 'request.reminded':
      return before.timers.remindedAt === undefined ? [] : ['Reminded twice.']
    case 'request.escalated':
      return before.timers.escalatedAt === undefined ? [] : ['Escalated twice.']
    case 'effect.started':
      return objectionsToStart(before, event.key, journal)
    case 'request.succeeded':
    case 'request.failed':
      return endedTwice(event, journal)
    default:
      return []
  }
}

function objectionsToVote(
  before: Approval,
  { vote, digest }: Extract<Event, { type: 'vote.cast' }>,
): string[] {
  const { by, version } = vote
  const seen = version === before.version && digest === before.digest
  const again = before.votes.some((each) => each.by.id === by.id && each.version === version)
  return [
    ...(seen ? [] : [`${by.name} voted on what was not there: version ${version}.`]),
    ...(again ? [`${by.name} voted twice on version ${version}.`] : []),
    ...(isAsked(before, by) ? [] : [`${by.name} voted without being asked.`]),
    ...(before.status === 'pending' ? [] : [`${by.name} voted when it was ${before.status}.`]),
  ]
}

function objectionsToStart(before: Approval, key: string, { started }: Journal): string[] {
  const { id, version, status } = before
  const keys = started.get(version) ?? new Set()
  started.set(version, keys.add(key))
  return [
    ...(isUnresolved(status) ? [] : [`${key} was started while the request was ${status}.`]),
    ...(isApproved(before) ? [] : [`${key} was started without approval of version ${version}.`]),
    ...(key === effectKey(id, version) ? [] : [`${key} is not the effect of version ${version}.`]),
    ...(keys.size > 1 ? [`Version ${version} started ${keys.size} effects.`] : []),
  ]
}

function endedTwice({ key, type }: { key: string; type: string }, { ended }: Journal): string[] {
  const twice = ended.has(key)
  ended.add(key)
  return twice ? [`${key} ended twice, the second time as ${type}.`] : []
}
