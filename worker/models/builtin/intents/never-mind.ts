import { plainly } from '../heard.ts'
import type { Intent } from '../plan.ts'

const said =
  /^(?:oh |no |ah )?(?:never ?mind|forget (?:it|that|about it)|drop it|leave it|scratch that|cancel(?: (?:it|that|this|the (?:payment|request)|my request))?|stop(?: (?:it|that))?|abort|neither|none(?: of (?:them|those|these))?|nothing|undo(?: (?:it|that))?|withdraw(?: (?:it|that|this|the request|my request))?|take (?:it|that) back|no)(?: thank(?:s| you))?$/

/** `never mind`: lets a question go; what was asked for is taken back on its card, by the person. */
export const neverMind: Intent = {
  name: 'never mind',
  example: 'Never mind',
  hints: /\b(?:cancel|withdraw|undo|never ?mind|take back)\b/i,
  respond(heard, { outcomes, isAsking }) {
    if (!said.test(plainly(heard))) return null
    if (isAsking) return { text: 'All right, nothing was asked for.', closes: true }
    return outcomes.at(-1)?.status === 'pending' || /withdraw|cancel|undo|back/i.test(heard.text)
      ? {
          text: 'To take back a request that still waits, press Withdraw on its card; I cannot do that for you.',
        }
      : {
          text: 'All right. A request that still waits can be taken back with Withdraw on its card.',
        }
  },
}
