import { toCents } from '../facts/money.ts'
import { digits } from '../facts/numbers.ts'
import { propose, slotsOf } from '../frames/frame.ts'
import { frameOf } from '../frames/index.ts'
import { isOpen, proposals } from '../history.ts'
import type { Intent } from '../plan.ts'

/** `They want 600 now, ok with me`: what others ask for, and that it is granted. */
const granted =
  /^(?:(?:ok|okay|oh|hm+|so|now|well|sorry)[, ]+)*(?:he|she|they|\p{L}+(?: \p{L}+)?) (?:now |just |actually )?(?:wants?|asks? for|asked for|would like|would prefer|needs?|insists? on|hoped for|expects?) \$?(\d[\d,]*(?:\.\d\d)?)(?: (?:dollars|bucks))?(?: (?:now|instead|back|at least))?[,;. -]+(?:and |so |but )?(?:let's do (?:that|it|so)|do (?:that|it|so)|please do(?: that| it| so)?|(?:that's |that is |it's )?(?:ok|okay|fine|all right|alright|good)(?: (?:with|by|for) (?:me|us))?|i(?:'m| am) (?:ok|okay|fine|happy) with (?:that|it)|(?:i|we) agree(?:d)?(?: to (?:that|it))?|agreed|go ahead|make it so|let (?:him|her|them) have it|give (?:it to )?(?:him|her|them)(?: that)?)(?:,? please)?[.!]?$/u

/** Another sum of what waits, which somebody else has named and the person agrees to. */
export const endorsed: Intent = {
  name: 'what others ask for, granted',
  respond(heard, past) {
    const last = proposals(past.calls).at(-1)
    const frame = last && isOpen(last) ? frameOf(last.tool) : null
    if (!last || frame?.main !== 'amount' || past.isAsking) return null
    if (heard.mails.length > 0 || heard.text.length > 90) return null
    const cents = toCents(granted.exec(digits(heard.text.toLowerCase()))?.[1] ?? '')
    return cents && cents !== last.input.amount
      ? propose(
          frame,
          { ...slotsOf(frame, last.input), amount: cents },
          last.outcome.requestId ?? '',
        )
      : null
  },
}
