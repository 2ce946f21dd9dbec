import { roomOfSize } from '../facts/places.ts'
import { propose, slotsOf } from '../frames/frame.ts'
import { room } from '../frames/room.ts'
import { partsOf } from '../hear/pieces.ts'
import { isOpen, proposals } from '../history.ts'
import type { Intent } from '../plan.ts'
import { speaksOfIt } from './speaks.ts'

const size = String.raw`the (?:bigger|larger|big|large|biggest|largest|smaller|small|smallest|little) (?:one|room|meeting room)`
const takes = new RegExp(
  String.raw`^(?:\p{L}+ (?:says?|thinks?|prefers?|wants) |(?:i|we)(?:'d| would)? (?:rather|prefer|like|need|want|have|take) |(?:have|then|rather|better|make it|take|use|can we have|could we have|can we take|switch to|swap to|move to|change to|in|please) )*${size}(?: (?:is|will be|would be|'s) (?:enough|plenty|fine|better|sufficient|ok|okay|big enough)| will do| would do| suffices| does it)?(?: (?:for us|instead|then|please|after all|rather))*$`,
  'iu',
)
const swaps =
  /^(?:(?:please|can you|could you|can we|could we|so|then) )*(?:swap|switch|change|move|rebook) (?:it|that|this|us|them|rooms?|over)(?: (?:over|please|then))*$/i

/** `The small one is enough, so swap it please`: of two rooms, the one of that size. */
export const roomBySize: Intent = {
  name: 'a room by its size',
  respond(heard, past) {
    const last = proposals(past.calls).at(-1)
    if (last?.tool !== room.tool || !speaksOfIt(heard, past)) return null
    if (!isOpen(last) && last.outcome.status !== 'denied') return null
    const parts = partsOf(heard.text)
    const [said, ...more] = parts.filter((part) => takes.test(part))
    const others = parts.filter((part) => part !== said && !swaps.test(part))
    const name = said && more.length === 0 ? roomOfSize(said) : null
    // Other facts beside it are for whoever reads them.
    if (!name || name === last.input.room || others.some((part) => /\d|\bnot\b|n't\b/.test(part)))
      return null
    const replaced = isOpen(last) ? (last.outcome.requestId ?? undefined) : undefined
    return propose(room, { ...slotsOf(room, last.input), room: name }, replaced)
  },
}
