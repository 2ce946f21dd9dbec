import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { mayOf } from './may.ts'
import { PendingActions } from './pending-actions.tsx'
import { UndoAction } from './undo-action.tsx'
import { UnknownActions } from './unknown-actions.tsx'
import type { RequestActions } from './use-request-actions.ts'

type Props = {
  request: ApprovalRequest
  may: ReturnType<typeof mayOf>
  actions: RequestActions
}

/** What this person may do about a request as it stands. */
export function Actions({ request, may, actions }: Props) {
  if (request.status === 'pending') return <PendingActions {...{ request, may, actions }} />
  if (may.undo && request.undoUntil) {
    return <UndoAction until={request.undoUntil} actions={actions} />
  }
  if (may.check || may.settle) return <UnknownActions {...{ request, may, actions }} />
  return null
}
