import { isOpen, proposals, type Proposal } from '../history.ts'
import type { Intent, Past, Plan } from '../plan.ts'

const said =
  /^(?:(?:oh|no|ah|ok|okay|actually|sorry|hmm|please|well|wait|just) )*(?:never ?mind(?: (?:that|it|then|about (?:it|that)))?|nvm|forget (?:it|that|about it|about that|everything|the whole thing)|drop (?:it|that)|leave it|scratch that|cancel(?: (?:it|that|this|them|both|everything|(?:the|my|that|this) (?:last |latest |pending |open )?(?:payment|request|requests|transfer|refund|export|expense|e?mail|deletion)))?|stop(?: (?:it|that))?|abort|neither|none(?: of (?:them|those|these))?|nothing|undo(?: (?:it|that))?|withdraw(?: (?:it|that|this|them|both|(?:the|my|that|this) (?:last |latest |pending |open )?(?:request|requests|payment|booking|refund|expense|e?mail|transfer)))?|take (?:it|that) back|i (?:take it back|changed my mind|don't want (?:it|that|this)(?: any ?more)?|no longer (?:want|need) (?:it|that)|don't need (?:it|that)(?: any ?more)?)|changed my mind|no thanks|no thank you|don't(?: do (?:it|that))?|not any ?more|on second thoughts? no)(?: (?:thanks|thank you|please|again|then|after all|any ?more|for now|now|i changed my mind|sorry))*$/

/** The requests of the newest wish that still wait: two calls in one sentence are taken back together. */
function waiting(past: Past): Proposal[] {
  const all = proposals(past.calls)
  const last = all.at(-1)
  if (!last || !isOpen(last)) return []
  const ids = new Set<string>()
  for (const one of all.toReversed()) {
    if (one.tool !== last.tool || !isOpen(one)) break
    if (one.outcome.requestId) ids.add(one.outcome.requestId)
    // Only what was asked for in the same breath stands side by side without words between.
    if (!past.asked.includes(' and ') && !past.asked.includes(',')) break
  }
  return all.filter(({ outcome }) => outcome.requestId && ids.has(outcome.requestId))
}

const withdraw = (open: readonly Proposal[]): Plan => ({
  text: '',
  calls: open.map(({ outcome }) => ({
    tool: 'withdraw_request',
    input: { requestId: outcome.requestId ?? '' },
  })),
})

/** `never mind`: lets a question go, or takes back what was asked for last and still waits. */
export const neverMind: Intent = {
  name: 'never mind',
  example: 'Never mind',
  hints: /\b(?:withdraw|undo|never ?mind|take back)\b/i,
  respond(heard, past) {
    const words = heard.text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
      .replace(/ +/g, ' ')
      .trim()
    if (past.isAsking && /^(?:no|nope|nah)$/.test(words))
      return { text: 'All right, nothing was asked for.', closes: true }
    if (/^(?:no|nope|nah)$/.test(words))
      return {
        text: 'All right. What shall I do instead? “Never mind” takes back a request that still waits.',
      }
    if (!said.test(words)) return null
    if (past.isAsking) return { text: 'All right, nothing was asked for.', closes: true }
    const last = proposals(past.calls).at(-1)
    // After a booking was made, "cancel it" means the booking.
    if (/^(?:.* )?cancel (?:it|that|this)\b/.test(words) && last?.outcome.status === 'succeeded')
      return null
    const open = waiting(past)
    if (open.length > 0 && past.can('withdraw_request')) return withdraw(open)
    if (last && isOpen(last)) {
      return {
        text: 'To take back a request that still waits, press Withdraw on its card; I cannot do that for you.',
      }
    }
    return last?.outcome.status === 'approved' || /undo|withdraw|back/.test(words)
      ? { text: 'Nothing of yours waits here. What can still be undone has Undo on its card.' }
      : { text: 'All right. Nothing waits to be taken back here.' }
  },
}
