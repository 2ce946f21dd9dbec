import { bareTime } from '../facts/hours.ts'
import { digits } from '../facts/numbers.ts'
import { table } from '../frames/table.ts'
import { propose, slotsOf } from '../frames/frame.ts'
import type { Heard } from '../hear/hear.ts'
import { partsOf } from '../hear/pieces.ts'
import { isOpen, proposals } from '../history.ts'
import type { Intent } from '../plan.ts'
import { speaksOfIt } from './speaks.ts'

const number = new RegExp(
  String.raw`^(?:(?:could|can) (?:we|you|i) |(?:let's|rather|better|just|then|make|do|say|try|take|have|it|that|at|to|move|start|n|be|would|i'd|we'd|prefer) )*(\d{1,2})(?::?(00|15|30|45))?( (?:is|would be|(?:would )?works?|(?:would )?suits?|(?:would )?fits?)(?: \p{L}+){0,3}? ?better(?: for(?: \p{L}+){1,3})?| (?:suits|works for|is easier for)(?: \p{L}+){1,3})?( not \d{1,2}(?::?\d\d)?)?(?: (?:instead|then|please|rather))*$`,
  'iu',
)
/** What only an hour can be the reason of. */
const ofTime =
  /\b(?:late[rn]?|early|earlier|delayed|until|till|finish(?:es)?|ends?|starts?|train|flight|plane|bus|lands?|landing|traffic|shift|overtime|work(?:s|ing)? (?:late|long)|hurry|hungry|bedtime|babysitter|kitchen|opens?|closes?|hours?|o'clock)\b/i
const ofPeople =
  /\b(?:people|persons?|guests?|\d+ of us|join\w*|com(?:e|ing)|bring\w*|along|extra|more|fewer|less|friends?|plus|invited|ill|sick|colleagues?)\b/i

/** Whether an hour lies in the same part of the day: nobody moves a dinner to the morning. */
const isNear = (time: string, known: string): boolean =>
  Math.abs(Number.parseInt(time, 10) - Number.parseInt(known, 10)) <= 4

/** `Could we do 8?`: said of what waits, that is a wish. */
const asWish = (heard: Heard, written: string): Heard => ({
  ...heard,
  written,
  clauses: heard.clauses.map((one) =>
    /^(?:can|could) (?:we|you) (?:do|make|move|have)\b/.test(one.plain)
      ? { ...one, asks: false }
      : one,
  ),
})

/**
 * `9 then, some of us work late`: a bare number of a table that waits is how many come, or when; the reason
 * that stands beside it tells which, and a number that is "better" is an hour.
 */
export const hourMeant: Intent = {
  name: 'an hour, by its reason',
  respond(heard, past) {
    const last = proposals(past.calls).at(-1)
    if (last?.tool !== table.tool || !isOpen(last)) return null
    const pieces = partsOf(digits(heard.text.toLowerCase()))
    const match = pieces.map((piece) => number.exec(piece)).find(Boolean)
    // What others do is no remark beside an hour, but the reason for it.
    if (!match || !speaksOfIt(asWish(heard, match[0]), past)) return null
    const others = pieces.filter((piece) => !number.test(piece))
    if (others.length !== pieces.length - 1 || others.some((one) => /\d|\bnot\b/.test(one)))
      return null
    const [, hour = '', minutes, better, notThat] = match
    const why = others.join(' ')
    const isTime =
      Boolean(minutes || better || notThat) || (ofTime.test(why) && !ofPeople.test(why))
    const time = bareTime(minutes ? `${hour}:${minutes}` : hour, 'dinner')
    const known = slotsOf(table, last.input)
    if (!isTime || ofPeople.test(why) || !time || time === known.time) return null
    return isNear(time, String(known.time))
      ? propose(table, { ...known, time }, last.outcome.requestId ?? '')
      : null
  },
}
