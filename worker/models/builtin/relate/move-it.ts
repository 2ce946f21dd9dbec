import { changes, isFactsOnly } from '../corrections.ts'
import { propose, slotsOf } from '../frames/frame.ts'
import { frameOf } from '../frames/index.ts'
import { clauseOf } from '../hear/hear.ts'
import { withoutLead } from '../hear/pieces.ts'
import { isOpen, proposals } from '../history.ts'
import type { Intent } from '../plan.ts'

/** What is wished for stands before the plea that it be done. */
const plea =
  /^(.+?)(?:[,.;!?-]+|,? (?:so|and))? (?:can|could|would|will) (?:we|you|i) (?:please |maybe |perhaps |possibly )*(?:move|change|shift|switch|swap|push|adjust|update|fix|do|correct|alter) (?:it|that|this|the (?:table|room|booking|time|day))(?: (?:then|please|accordingly|to that|for (?:me|us)))*\s*\?*$/i
/** `Would a quarter past be too much trouble?` */
const burden =
  /^(?:would|might|is) (.+?) (?:be )?(?:too much (?:trouble|hassle|to ask|work)|a (?:big )?(?:problem|hassle))\s*\?*$/i
/** Whom it suits, which is no fact of it. */
const suits =
  / (?:suits?|works?|fits?|is|are|would be|would suit|would work)\b(?: (?!not\b)\p{L}+){0,4}? (?:better|best|easier|nicer|preferable|ideal)\b.*$/iu

/** `8 pm suits Anna better, can we move it?`: another fact of a booking that waits, and a plea for it. */
export const moveIt: Intent = {
  name: 'a plea to move it',
  respond(heard, past) {
    const last = proposals(past.calls).at(-1)
    const frame = last && frameOf(last.tool)
    if (!last || !frame || !isOpen(last) || !last.tool.startsWith('book_')) return null
    if (past.isAsking || heard.mails.length > 0 || heard.text.length > 110) return null
    const text = withoutLead(heard.text)
    const said = plea.exec(text)?.[1] ?? burden.exec(text)?.[1]
    if (!said || /\b(?:not|if|unless|when)\b|n't\b/i.test(said)) return null
    const clause = clauseOf(said.replace(suits, ''))
    if (!isFactsOnly(clause)) return null
    const known = slotsOf(frame, last.input)
    const facts = changes(frame, known, clause, past, true)
    return Object.keys(facts).length > 0
      ? propose(frame, { ...known, ...facts }, last.outcome.requestId ?? '')
      : null
  },
}
