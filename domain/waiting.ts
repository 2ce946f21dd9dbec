import type { Approval, EffectState, Timers, Vote } from './approval.ts'
import type { ApprovalRequest } from './protocol.ts'
import { mayDecide } from './quorum.ts'
import type { Person } from './roles.ts'

/** The same object with ISO 8601 moments in milliseconds; what is absent stays absent. */
const moments = <Key extends string>(
  given: Partial<Record<Key, string | undefined>>,
): Partial<Record<Key, number>> =>
  Object.fromEntries(
    Object.entries<string | undefined>(given).flatMap(([name, at]) =>
      at === undefined ? [] : [[name, Date.parse(at)]],
    ),
  ) as Partial<Record<Key, number>>

function timersOf(request: ApprovalRequest): Timers {
  const { remindAt, remindedAt, escalateAt, escalatedAt, escalateTo, expiresAt } = request
  return {
    ...moments({ remindAt, remindedAt, escalateAt, escalatedAt, expiresAt }),
    ...(escalateTo && { escalateTo }),
    onExpiry: request.onExpiry ?? 'deny',
  }
}

function effectOf({ nextAt, settled, ...effect }: NonNullable<ApprovalRequest['effect']>) {
  const { error, receipt, ...row } = effect
  return {
    ...row,
    ...moments({ nextAt }),
    ...(receipt && { receipt }),
    ...(error !== undefined && { error }),
    ...(settled && { settled: { ...settled, at: Date.parse(settled.at) } }),
  } satisfies EffectState
}

const voteOf = ({ by, verdict, reason, at, version }: ApprovalRequest['votes'][number]): Vote => ({
  by,
  verdict,
  at: Date.parse(at),
  version,
  ...(reason !== undefined && { reason }),
})

/** The state machine's view of a request as clients see it. */
export function approvalOf(request: ApprovalRequest): Approval {
  const { id, status, version, digest, requester, editor, approvers, clearance } = request
  const { closedBy, replacedBy, effect, decidedAt, undoUntil } = request
  return {
    id,
    status,
    version,
    digest,
    requester,
    approvers: approvers.map(({ or, ...slot }) => (or ? { ...slot, or } : slot)),
    votes: request.votes.map(voteOf),
    reasonRequired: request.reasonRequired ?? false,
    timers: timersOf(request),
    ...moments({ decidedAt, undoUntil }),
    ...(editor && { editor }),
    // The wire carries the one for the current version only.
    ...(clearance && { clearance: { ...clearance, at: Date.parse(clearance.at), version } }),
    ...(closedBy && { closedBy }),
    ...(replacedBy !== undefined && { replacedBy }),
    ...(effect && { effect: effectOf(effect) }),
  }
}

/** Whether this person's answer would move the request: their card shows Approve and Deny. */
export const waitsFor = (request: ApprovalRequest, person: Person): boolean =>
  mayDecide(approvalOf(request), person)
