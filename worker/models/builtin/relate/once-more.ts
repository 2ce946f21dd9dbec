import { expense } from '../frames/expense.ts'
import { propose, slotsOf } from '../frames/frame.ts'
import { transfer } from '../frames/transfer.ts'
import { toCents } from '../facts/money.ts'
import { proposals } from '../history.ts'
import type { Intent } from '../plan.ts'
import { speaksOfIt } from './speaks.ts'

const lead = String.raw`(?:(?:ok|okay|and|now|please|great|thanks|good|perfect|then)[,.! ]+)*`
const again = new RegExp(
  String.raw`^${lead}(?:once more(?:,? the same)?|(?:the |exactly the )?same (?:thing )?(?:again|once more)|(?:the )?same payment again)(?:[, ]+(?:but|only|with|just) (?:only |just )?\$?(\d[\d,]*(?:\.\d\d)?)(?: (?:dollars|bucks|usd))?)?(?:,? please)?[.!]?$`,
  'i',
)

/** `Once more the same`, `the same again, but 60`, after it was done. */
export const onceMore: Intent = {
  name: 'once more',
  respond(heard, past) {
    const found = again.exec(heard.text)
    const last = proposals(past.calls).at(-1)
    const frame = [transfer, expense].find(({ tool }) => tool === last?.tool)
    // While it waits, another one like it may be meant or the same: that is left open.
    if (!found || !last || !frame || last.outcome.status !== 'succeeded') return null
    if (!speaksOfIt(heard, past)) return null
    const cents = found[1] ? toCents(found[1]) : null
    return found[1] && !cents
      ? null
      : propose(frame, { ...slotsOf(frame, last.input), ...(cents && { amount: cents }) })
  },
}
