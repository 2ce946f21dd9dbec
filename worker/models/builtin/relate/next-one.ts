import { hear } from '../hear/hear.ts'
import { proposals } from '../history.ts'
import { sameAgain } from '../intents/same-again.ts'
import type { Intent } from '../plan.ts'
import { speaksOfIt } from './speaks.ts'

const lead = String.raw`(?:(?:ok|okay|great|good|thanks|thank you|perfect|fine|please|so|well)[,.! ]+)*`
const next = new RegExp(
  String.raw`^${lead}(?:(?:and |then |now )*(?:the )?next(?: (?:one|invoice|order|number))?(?: is| please)?[:,]?|(?:and )?(?:now|then)|(?=.* next\b)) (?:(INV|ORD)-)?(\d{4})(?:,? (?:next|now|then|please))*[.!]?$`,
  'i',
)

/** `Next one, 2121`: the same for another number. */
export const nextOne: Intent = {
  name: 'the next one',
  respond(heard, past) {
    const [, , digits] = next.exec(heard.text) ?? []
    const tool = proposals(past.calls).at(-1)?.tool
    if (!digits || !speaksOfIt(heard, past)) return null
    return tool === 'pay_invoice' || tool === 'refund_order'
      ? (sameAgain.respond?.(hear(`and ${digits} too`), past) ?? null)
      : null
  },
}
