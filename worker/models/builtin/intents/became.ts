import { tellOutcome } from '../outcome.ts'
import type { Intent } from '../plan.ts'

const asked =
  /^(?:(?:so|and|hey|ok|okay|but|well)[, ]+)*(?:did|has|have|is|was) (?:it|that|this|they|everything|the (?:payment|transfer|refund|booking|request|expense|claim|money|e?mail))(?: all| both)?(?: actually| already| now)?(?: been)? (?:go|gone|went|get|got|come|came|work|worked|work out|worked out|happen|happened|succeed|succeeded|done|sent|approved|decided|carried out|made it|paid|settled|refunded|booked|submitted|exported|deleted|cancelled|canceled|transferred)(?: (?:through|out|off|ok|okay|well|alright|fine))?(?: (?:yet|already|now|in the end|then|ok|okay))?$/

/** `Did it go through?`: what became of that which was asked for last, once somebody has decided it. */
export const became: Intent = {
  name: 'what became of it',
  look({ plain }, _heard, { outcomes }) {
    const last = outcomes.at(-1)
    if (!last || !asked.test(plain)) return null
    return last.status === 'pending'
      ? { text: '', calls: [{ tool: 'list_requests', input: {} }] }
      : { text: tellOutcome(last) }
  },
}
