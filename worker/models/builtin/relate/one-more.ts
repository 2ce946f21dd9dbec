import { propose, slotsOf } from '../frames/frame.ts'
import { frameOf } from '../frames/index.ts'
import { clauseOf } from '../hear/hear.ts'
import { proposals } from '../history.ts'
import type { Intent } from '../plan.ts'
import { shifted } from '../shifts.ts'
import { speaksOfIt } from './speaks.ts'

const another =
  /\b(?:one more|another(?: one)?|a (?:second|third)(?: one)?|the same again|once more|same again)\b(?: (?:table|room|booking|meeting|slot|dinner|lunch))?(?! (?:hour|half|minute|person|guest))/i
/** `Two hours later`, counted from the one before. */
const shift =
  /\b(?:(?:an?|one|two|three|four|five|six|half an|\d{1,3}) (?:and a half )?(?:hours?|minutes?|mins?)) (?:later|earlier|after (?:that|it)|before (?:that|it))\b/i
const asBefore =
  /,? *\b(?:for |on |at |in |under )?(?:the |that )(?:same )?(?:evening|day|date|room|place|venue|name|restaurant|night|afternoon|morning)\b|,? *\bsame (?:evening|day|date|room|place|venue|name|restaurant|night|afternoon|morning|number of people)\b/gi

/** `And one more an hour later, four people`: another booking, its time counted from the one before. */
export const oneMoreLater: Intent = {
  name: 'one more, some time later',
  respond(heard, past) {
    const by = shift.exec(heard.text)?.[0]
    if (!by || !another.test(heard.text) || !speaksOfIt(heard, past)) return null
    const last = proposals(past.calls).at(-1)
    const frame = last && frameOf(last.tool)
    if (!last || !frame || !last.tool.startsWith('book_')) return null
    const known = slotsOf(frame, last.input)
    const times = shifted(frame, known, clauseOf(by).plain)
    if (!times) return null
    const rest = heard.text.replace(shift, ' ').replace(another, ' ').replace(asBefore, ' ')
    const { slots, problem } = frame.read(
      clauseOf(
        rest
          .replace(/[.!\s]+$/, '')
          .replace(/\s+/g, ' ')
          .trim(),
      ),
      past.now,
      [],
      {},
    )
    // A time that is said needs no counting: which of the two is meant, nobody knows.
    if (problem || Object.keys(times).some((name) => name in slots)) return null
    return propose(frame, { ...known, ...slots, ...times })
  },
}
