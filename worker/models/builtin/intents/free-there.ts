import { readPlaces } from '../facts/places.ts'
import { isImperative } from '../gist/wish.ts'
import { clauseOf } from '../hear/hear.ts'
import type { Intent } from '../plan.ts'
import { availability } from './availability.ts'

const free = /\b(?:free|available|availability|space|a table|any tables?|vacant|bookable|slots?)\b/
const orders = /\b(?:book|reserve|please|cancel|move|change)\b/

/**
 * `We thought Luma might be fun on Monday, is anything free around noon for 8?`: the place and the day stand in
 * the story, and all that is wanted is a look.
 */
export const freeThere: Intent = {
  name: 'free there',
  respond(heard, past) {
    const asked = heard.clauses.at(-1)
    if (past.isAsking || heard.mails.length > 0 || heard.clauses.length < 2) return null
    if (asked?.mood !== 'question' || !free.test(asked.plain)) return null
    const before = heard.clauses.slice(0, -1)
    const isStory = before.every(
      (one) =>
        one.mood === 'plain' && !orders.test(one.plain) && !(isImperative(one) && !one.isCourteous),
    )
    const places = new Set(readPlaces(heard.text).flatMap(({ name, kind }) => (kind ? [name] : [])))
    if (!isStory || places.size !== 1 || readPlaces(asked.words).some(({ kind }) => kind))
      return null
    const words = heard.text.replace(/[?.!\s]+$/, '')
    return (
      availability.look?.({ ...clauseOf(`is free ${words}`), mood: 'question' }, heard, past) ??
      null
    )
  },
}
