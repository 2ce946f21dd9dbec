import * as machine from '../../domain/machine.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import { maySee, suffices } from '../../domain/quorum.ts'
import type { Person } from '../../domain/roles.ts'
import { approvalOf, waitsFor } from '../../domain/waiting.ts'

const grantable: readonly ApprovalRequest['status'][] = ['approved', 'executing', 'succeeded']

/** Whether this person said yes to it, and their yes alone was all that it took. */
function aloneApproved(request: ApprovalRequest, { id }: Person): boolean {
  const { approvers, requester, editor, votes, version } = approvalOf(request)
  const own = votes.find((vote) => vote.by.id === id && vote.version === version)
  return own?.verdict === 'approve' && suffices({ approvers, requester, editor }, [own.by])
}

/**
 * What this person may do about a request now, so that a card offers no more and no less. The state
 * machine says it, as it will again on the server. `now` in milliseconds.
 */
export function mayOf(request: ApprovalRequest, viewer: Person, now: number) {
  const approval = approvalOf(request)
  const { status, reasonRequired } = request
  const later = Math.max(now, approval.timers.expiresAt ?? 0) + 1
  const waits = status === 'pending'
  return {
    answer: waitsFor(request, viewer),
    edit: waits && request.editable !== undefined && machine.mayEdit(approval, viewer, request).ok,
    withdraw: waits && machine.withdraw(approval, viewer).ok,
    extend: waits && machine.extend(approval, viewer, later, now).ok,
    undo: status === 'approved' && machine.undo(approval, viewer, now).ok,
    check: status === 'unknown' && maySee(viewer, approval),
    settle: status === 'unknown' && machine.settle(approval, viewer, 'failed', '…').ok,
    grant:
      request.grantable !== undefined &&
      !reasonRequired &&
      grantable.includes(status) &&
      aloneApproved(request, viewer),
  }
}
