import { propose, slotsOf } from '../frames/frame.ts'
import { frameOf } from '../frames/index.ts'
import { isOpen, proposals, type Proposal } from '../history.ts'
import type { Intent, Past } from '../plan.ts'
import { inPlace, isNamed } from '../which.ts'
import { factsOf } from './facts.ts'
import { speaksOfIt } from './speaks.ts'

const places: Record<string, number> = {
  first: 0,
  former: 0,
  second: 1,
  third: 2,
  fourth: 3,
  last: -1,
  latter: -1,
}
const thing = String.raw`(?: (?:one|order|refund|payment|transfer|table|room|booking|meeting|expense|claim|evening|slot))?`
/** `The second of June` is a day, `the last time` another one. */
const pointer = new RegExp(
  String.raw`\b(?:(?:on|for|to|of|in) )?the (${Object.keys(places).join('|')})${thing}(?! (?:of (?!them|those|these|the two)|time|week|month|year|day|\p{L}+day|hour|half|guests?|people))(?: of (?:them|those|these|the two))?(?= |$|[,.;!?:])`,
  'iu',
)

/** Which of those that wait a place points at. */
function placed(place: string, plain: string, past: Past): Proposal | undefined {
  const open = inPlace(proposals(past.calls).filter(isOpen), past)
  const kind = open.filter(({ tool }) => isNamed(tool, plain))
  const among = kind.length > 0 ? kind : open
  return among.length > 1 ? among.at(places[place] ?? 0) : undefined
}

/** `20 for the second`, `the first one at 8pm`: a fact of one of several that wait, told by its place. */
export const oneOf: Intent = {
  name: 'one of several',
  respond(heard, past) {
    const place = pointer.exec(heard.text)?.[1]?.toLowerCase()
    if (!place || !speaksOfIt(heard, past)) return null
    if (/\b(?:another|also|too|as well|one more)\b/i.test(heard.text)) return null
    const one = placed(place, heard.text.toLowerCase(), past)
    const frame = one && frameOf(one.tool)
    if (!one || !frame) return null
    const facts = factsOf(one, heard.text.replace(pointer, ' ').replace(/ +/g, ' ').trim(), past)
    if (Object.keys(facts).length === 0 || (frame.again && frame.again in facts)) return null
    return propose(frame, { ...slotsOf(frame, one.input), ...facts }, one.outcome.requestId ?? '')
  },
}
