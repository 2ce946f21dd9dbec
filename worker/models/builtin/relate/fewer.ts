import { digits } from '../facts/numbers.ts'
import { propose, slotsOf } from '../frames/frame.ts'
import { table } from '../frames/table.ts'
import { partsOf } from '../hear/pieces.ts'
import { isOpen, proposals } from '../history.ts'
import type { Intent } from '../plan.ts'
import { speaksOfIt } from './speaks.ts'

const gone =
  /^(\d{1,2}|one|two|three|four|five)(?: (?:people|persons|guests|of us|of them|colleagues))? (?:(?:have|has|just) )*(?:dropped out|cancelled|bailed(?: out)?|backed out|said no|can't (?:come|make it|join)|cannot (?:come|make it|join)|won't (?:come|make it|join)|(?:are|is) (?:ill|sick|out|not coming|not joining))(?: (?:now|after all|sadly|unfortunately|on us))*$/

const counts: Record<string, number> = { one: 1, two: 2, three: 3, four: 4, five: 5 }

/** `Two have dropped out`: of a table that waits, so many fewer. */
export const fewer: Intent = {
  name: 'so many fewer',
  respond(heard, past) {
    const last = proposals(past.calls).at(-1)
    // What others do is told here of those who were to come.
    const isOfIt = speaksOfIt({ ...heard, written: '' }, past)
    if (last?.tool !== table.tool || !isOpen(last) || !isOfIt) return null
    const parts = partsOf(digits(heard.text.toLowerCase()))
    const said = parts.find((part) => gone.test(part))
    const word = gone.exec(said ?? '')?.[1] ?? '0'
    const by = counts[word] ?? Number(word)
    // Where the new number is told as well, that one is read.
    if (!by || parts.some((part) => part !== said && /\d/.test(part))) return null
    const known = slotsOf(table, last.input)
    const partySize = Number(known.partySize) - by
    return partySize > 0
      ? propose(table, { ...known, partySize }, last.outcome.requestId ?? '')
      : null
  },
}
