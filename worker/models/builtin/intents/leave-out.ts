import { exported, leavesOutCancelled } from '../frames/bulk.ts'
import { propose, slotsOf } from '../frames/frame.ts'
import { clauseOf } from '../hear/hear.ts'
import { isOpen, proposals } from '../history.ts'
import type { Intent } from '../plan.ts'

/** `Cancelled ones are not needed`: of an export that waits. */
export const leaveOut: Intent = {
  name: 'leave the cancelled ones out',
  respond(heard, past) {
    const last = proposals(past.calls).at(-1)
    const isShort =
      heard.text.length <= 90 && !/[?]|\b(?:if|delete|maybe|perhaps)\b/i.test(heard.text)
    if (past.isAsking || heard.mails.length > 0 || !isShort) return null
    if (last?.tool !== exported.tool || !isOpen(last)) return null
    const clause = clauseOf(heard.text)
    if (!leavesOutCancelled(clause.plain)) return null
    const known = slotsOf(exported, last.input)
    const { slots } = exported.read(clause, past.now, [], known)
    return propose(exported, { ...known, ...slots }, last.outcome.requestId ?? undefined)
  },
}
