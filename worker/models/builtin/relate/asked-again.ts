import { changes, named } from '../corrections.ts'
import { toCents } from '../facts/money.ts'
import { digits } from '../facts/numbers.ts'
import { propose, slotsOf, type Frame, type Slots } from '../frames/frame.ts'
import { frameOf } from '../frames/index.ts'
import { isImperative } from '../gist/wish.ts'
import { clauseOf } from '../hear/hear.ts'
import { piecesOf } from '../hear/pieces.ts'
import { proposals } from '../history.ts'
import { alternative } from '../intents/denial.ts'
import type { Intent, Past } from '../plan.ts'
import { speaksOfIt } from './speaks.ts'

const doing = String.raw`(?:submit|send|ask|try|request|file|claim|expense|pay|refund|do|put|hand|transfer|make|issue)`
const thing = String.raw`(?: for)?(?: (?:it|that|this|them|one|the (?:same|request|expense|payment|refund|claim|transfer)))?(?: in| through| up| out)?`
/** `Submit it again with 79`, `resubmit with 79`, `ask for it once more`; pieces stand without their `again`. */
const isAgain = /\b(?:again|once more|anew|a second time|re-?(?:submit|send|file|request|try))\b/i
const again = new RegExp(
  String.raw`^(?:(?:can|could) you |you can |let's |now |just |i want to )*(?:re-?)?${doing}${thing}(?: again| once more| anew)?(?:,? (?:with|for|at|as|over|but|on|only|just|this time|now|then))*(?: (.+))?$`,
  'i',
)
const sum =
  /^(?:the )?(?:correct |right )?(?:sum |amount )?(?:of )?\$?(\d[\d,]*(?:\.\d\d)?)(?: (?:dollars|bucks|usd))?$/
/** `It was for the Alder project`, `for the new business cards`. */
const what = /^(?:(?:it|that|this|they)(?:'s| is| was| were)? |the \p{L}+ (?:is|was) )?for (.+)$/iu
const texts = ['memo', 'purpose', 'reason'] as const

/** What one piece says of what was refused; null where it says something that is not understood. */
function said(piece: string, frame: Frame, known: Slots, past: Past): Slots | null {
  const cents =
    frame.main === 'amount' ? toCents(sum.exec(digits(piece.toLowerCase()))?.[1] ?? '') : null
  if (cents) return { amount: cents }
  const told = named(frame, piece)
  if (told) return told
  const words = what.exec(piece)?.[1]
  const slot = texts.find((name) => [...frame.required, ...(frame.optional ?? [])].includes(name))
  if (words && slot && !/\d/.test(words)) return { [slot]: words }
  // `Add that and send it again`: something else is to be done first.
  if (!/\d/.test(piece)) return isImperative(clauseOf(piece)) ? null : {}
  const facts = changes(frame, known, clauseOf(piece), past, false)
  return Object.keys(facts).length > 0 ? facts : null
}

/** What was refused is asked for once more, with what is said beside it: `typo on my side. submit it again with 79`. */
export const askedAgain: Intent = {
  name: 'asked for again',
  respond(heard, past) {
    const last = proposals(past.calls).at(-1)
    const frame = last && frameOf(last.tool)
    if (!last || !frame || !['denied', 'failed', 'expired'].includes(last.outcome.status))
      return null
    if (!speaksOfIt(heard, past) || /\b(?:not|never|nobody)\b|n't\b/i.test(heard.text)) return null
    if (!isAgain.test(heard.text)) return null
    const pieces = piecesOf(heard.text)
    const order = pieces.find((piece) => again.test(piece))
    if (!order) return null
    const known = slotsOf(frame, last.input)
    const rest = again.exec(order)?.[1]
    const facts = [...pieces.filter((piece) => piece !== order), ...(rest ? [rest] : [])].map(
      (piece) => said(piece, frame, known, past),
    )
    if (facts.includes(null)) return null
    const found = Object.assign({}, ...facts) as Slots
    // Alone it may mean what the reason has proposed.
    const isBare = Object.keys(found).length === 0
    if (isBare && (pieces.length === 1 || alternative(last.outcome, last, past))) return null
    return propose(frame, { ...known, ...found })
  },
}
