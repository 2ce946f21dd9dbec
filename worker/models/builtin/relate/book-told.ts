import { readPlaces } from '../facts/places.ts'
import { hear } from '../hear/hear.ts'
import { bookRoom, bookTable } from '../intents/book.ts'
import type { Intent } from '../plan.ts'
import { speaksOfIt } from './speaks.ts'

const goAhead =
  /[,.;!]? (?:and |so |then )*(?:please )?(?:go ahead and |just )?(?:book|reserve)(?: it| that| us in)?(?: please| now| for us)*[.!]?$/i

/** `All in! 7 people at 19:30, go ahead and book`: what was only spoken of just before. */
export const bookTold: Intent = {
  name: 'book what was told',
  respond(heard, past) {
    if (!goAhead.test(heard.text) || !speaksOfIt(heard, past)) return null
    const isNamed = readPlaces(heard.text).some(({ kind }) => kind)
    if (isNamed || !readPlaces(past.asked).some(({ kind }) => kind)) return null
    const said = hear(heard.text.replace(goAhead, '. Book it'))
    const clause = said.clauses.at(-1)
    if (!clause || said.clauses.length < 2) return null
    return bookTable.take?.(clause, said, past) ?? bookRoom.take?.(clause, said, past) ?? null
  },
}
