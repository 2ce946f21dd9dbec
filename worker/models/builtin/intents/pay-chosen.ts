import { readAmounts } from '../facts/money.ts'
import { payeeIn } from '../facts/places.ts'
import type { Heard } from '../hear/hear.ts'
import { isOpen, proposals } from '../history.ts'
import { degree, lookUp, lookUpSum } from '../payee-invoices.ts'
import type { Intent, Plan } from '../plan.ts'

const joints = /[.!;]+\s+|,\s+|\s+-+\s+/
const lead = /^(?:(?:hi|hey|ok|okay|so|well|and|but|no|please|just|only|i mean|i meant)[, ]+)+/i
/** What is ruled out beside the one that is meant. */
const out = /^(?:and |but )?(?:not|none of|nothing of) (?:the|both|all|any|those|these)\b/i
const pays = /\b(?:pay|settle|clear)\b/i
const other =
  /\b(?:refund|order|booking|table|room|expense|send|transfer|cancel|withdraw|nothing)\b|[?]/i

/** The piece that tells one invoice from others, by its sum or by how it compares. */
const tellsWhich = (piece: string): boolean =>
  !out.test(piece) &&
  /\b(?:one|invoice|bill)\b/i.test(piece) &&
  (readAmounts(piece.toLowerCase()).amounts.length === 1 || degree.test(piece.toLowerCase()))

function chosenOne({ text, clauses }: Heard): Plan | null {
  const pieces = text.split(joints).map((piece) => piece.replace(/[.!\s]+$/, '').replace(lead, ''))
  const [which, ...others] = pieces.filter(tellsWhich)
  const isWished = pieces.some(
    (one) => !out.test(one) && (pays.test(one) || (one === which && /\bplease$/i.test(one))),
  )
  const isCourteous = clauses.some((one) => one.isCourteous && one.mood === 'plain')
  if (!pieces.some((one) => out.test(one)) || !which || others.length > 0) return null
  if (!isWished && !isCourteous) return null
  const payee = payeeIn(text)
  const words = `pay ${which.toLowerCase().replace(/^pay /, '')}`
  if (payee) return lookUp(payee, words)
  return readAmounts(words).amounts.length === 1 ? lookUpSum(words) : null
}

/** `Not the big Harbor Print invoice, just the $75.50 one. Pay that.`: one of several, told from the others. */
export const payChosen: Intent = {
  name: 'pay the one that is meant',
  respond(heard, past) {
    if (past.isAsking || heard.mails.length > 0 || heard.text.length > 160) return null
    if (/\b(?:INV|ORD|BKG)-\d/.test(heard.text) || other.test(heard.text)) return null
    // Beside one that waits it is that one which is put right.
    if (proposals(past.calls).some((one) => isOpen(one) && one.tool === 'pay_invoice')) return null
    if (heard.clauses.some(({ mood }) => ['conditional', 'reported', 'supposed'].includes(mood)))
      return null
    return chosenOne(heard)
  },
}
