import { changes, named, readCorrection } from '../corrections.ts'
import { namesOther } from '../elsewhere.ts'
import { slotsOf, type Slots } from '../frames/frame.ts'
import { frameOf } from '../frames/index.ts'
import { strangeIn } from '../gist/thin.ts'
import { clauseOf } from '../hear/hear.ts'
import { piecesOf } from '../hear/pieces.ts'
import type { Proposal } from '../history.ts'
import type { Past } from '../plan.ts'

/** Words that count from what stands. */
const counting =
  /^(?:later|earlier|longer|shorter|sooner|back|forward|double|twice|half|halve|more|less|each|times?|hours?|minutes?|mins?|shift|push|pull|bring|lower|raise|reduce|increase|cut|change|stay|long|it|please|should|still|only)$/
const digit = /\d/

/**
 * What these words say of one request, without the words that point at it: `to 11:30, still an hour`. Empty
 * where they say nothing of it, or something that is none of its facts.
 */
export function factsOf(one: Proposal, words: string, past: Past): Slots {
  const frame = frameOf(one.tool)
  if (!frame) return {}
  const known = slotsOf(frame, one.input)
  let found: Slots = {}
  for (const piece of piecesOf(words)) {
    const { clause } = readCorrection(piece)
    const facts = changes(frame, { ...known, ...found }, clause, past, true)
    const isNone = Object.keys(facts).length === 0
    if (isNone && !digit.test(clause.plain)) continue
    // `Still an hour` says what is so already.
    const isSame =
      isNone && Object.keys(found).length > 0 && /\b(?:hours?|minutes?)\b/.test(clause.plain)
    if (isSame) continue
    const strange = strangeIn(clause.words, frame.tool).filter((word) => !counting.test(word))
    if (isNone || strange.length > 0 || namesOther(clauseOf(piece), frame)) return {}
    if (named(frame, piece)) return {}
    found = { ...found, ...facts }
  }
  return found
}
