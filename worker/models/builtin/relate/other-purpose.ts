import { propose, slotsOf } from '../frames/frame.ts'
import { frameOf } from '../frames/index.ts'
import { withoutLead } from '../hear/pieces.ts'
import { isOpen, proposals } from '../history.ts'
import type { Intent } from '../plan.ts'
import { speaksOfIt } from './speaks.ts'

/** `It wasn't museum tickets but a guided tour`. */
const notBut =
  /^(?:(?:it|that|this|they) (?:was|is|were|are)(?: not|n't)|not)(?: for)? (.+?)(?:,? but|, it (?:was|is)|, rather)(?: rather| for)? (.+)$/i
/** `Can you add that it was from the airport`. */
const adding =
  /^(?:(?:can|could|would) you )?(?:please )?(?:also )?(?:add|note|mention|write(?: in| down)?|put(?: in| down)?|say)(?: there| to it| in it)?,?(?: please)? (?:that )?(?:it|this|that) (?:was|is) (.+?)(?:,? please)?[?]?$/i
const goesOn = /^(?:from|to|with|at|in|on|for|by|of|near|after|before|between)\b/i
const texts = ['purpose', 'memo', 'reason'] as const

/** What something that waits was for, put right or told more closely. */
export const otherPurpose: Intent = {
  name: 'what it was for',
  respond(heard, past) {
    const last = proposals(past.calls).at(-1)
    const frame = last && isOpen(last) ? frameOf(last.tool) : null
    if (!last || !frame || frame.main !== 'amount' || heard.text.length > 100) return null
    const known = slotsOf(frame, last.input)
    const slot = texts.find((name) => typeof known[name] === 'string')
    if (!slot || /\d/.test(heard.text)) return null
    const before = String(known[slot])
    const said = withoutLead(heard.text)
    const [, old = '', put] = notBut.exec(said) ?? []
    const words = before.toLowerCase().split(' ')
    // What it was not is what was written down.
    const isOld = old
      .toLowerCase()
      .split(' ')
      .some((word) => word.length > 3 && words.includes(word))
    const closer = adding.exec(said)?.[1]
    const next =
      put && isOld ? put : closer ? `${before}${goesOn.test(closer) ? '' : ','} ${closer}` : null
    const isMeant = closer ? !past.isAsking && heard.mails.length === 0 : speaksOfIt(heard, past)
    return next && isMeant
      ? propose(frame, { ...known, [slot]: next }, last.outcome.requestId ?? '')
      : null
  },
}
