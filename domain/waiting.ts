import { type Approval, mayDecide } from './approval.ts'
import type { ApprovalRequest } from './protocol.ts'
import type { Person } from './roles.ts'

/** The state machine's view of a request as clients see it. */
export function approvalOf(request: ApprovalRequest): Approval {
  const { status, version, digest, requester, approvers } = request
  return {
    status,
    version,
    digest,
    requester,
    approvers,
    votes: request.votes.map(({ by, verdict, reason, at, version: seen }) => ({
      by,
      verdict,
      at: Date.parse(at),
      version: seen,
      ...(reason !== undefined && { reason }),
    })),
    ...(request.decidedAt !== undefined && { decidedAt: Date.parse(request.decidedAt) }),
  }
}

/** Whether this person's answer would move the request: their card shows Approve and Deny. */
export const waitsFor = (request: ApprovalRequest, person: Person): boolean =>
  mayDecide(approvalOf(request), person)
