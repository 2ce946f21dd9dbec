import { expense } from '../frames/expense.ts'
import { propose, slotsOf } from '../frames/frame.ts'
import { toCents } from '../facts/money.ts'
import { isOpen, proposals } from '../history.ts'
import type { Intent } from '../plan.ts'
import { speaksOfIt } from './speaks.ts'

const paper = String.raw`(?:the |my )?(?:receipt|bill|ticket|invoice|slip)`
const sum = String.raw`\$?(\d[\d,]*(?:\.\d\d)?)(?: (?:dollars|bucks|usd))?`
const found = new RegExp(
  String.raw`^(?:(?:ok|oh|ah|wait|sorry|actually)[, ]+)*(?:i |we )?(?:just |now |only )*(?:found|got|have|checked|looked at|see|saw|here is|here's)(?: it on)? ${paper}(?: now)?(?:[:,;-]| and)+ ?(?:it (?:says|was|is|came to|shows) |that (?:says|is) )?${sum}[.!]?$`,
  'i',
)

/** `Just found the receipt: 48.20`: what the expense that waits really came to. */
export const receipt: Intent = {
  name: 'as the receipt says',
  respond(heard, past) {
    const last = proposals(past.calls).at(-1)
    if (last?.tool !== expense.tool || !isOpen(last) || !speaksOfIt(heard, past)) return null
    const cents = toCents(found.exec(heard.text)?.[1] ?? '')
    return cents && cents !== last.input.amount
      ? propose(
          expense,
          { ...slotsOf(expense, last.input), amount: cents },
          last.outcome.requestId ?? '',
        )
      : null
  },
}
