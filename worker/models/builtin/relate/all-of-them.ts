import { propose, slotsOf } from '../frames/frame.ts'
import { frameOf } from '../frames/index.ts'
import { withoutLead } from '../hear/pieces.ts'
import { isOpen, proposals } from '../history.ts'
import type { Intent } from '../plan.ts'
import { speaksOfIt } from './speaks.ts'

const others = String.raw`(?:and |also )*(?:the )?(?:confirmed|cancell?ed|active)(?: ones| bookings)? (?:too|as well|also)`
const all = new RegExp(
  String.raw`^(?:(?:i (?:need|want|meant)|we (?:need|want)|export|take|make it|just|simply|better|rather) )*(?:all(?: of them| bookings| of the bookings)?|everything|every booking|the lot)(?:,? (?:please|instead|then|actually|rather|cancelled or not|whatever their status|${others}))*[.!]?$|^${others}(?: please)?[.!]?$`,
  'i',
)

/** `No, all of them`, of an export that was of some: the status that it was limited to falls away. */
export const allOfThem: Intent = {
  name: 'all of them',
  respond(heard, past) {
    const last = proposals(past.calls).at(-1)
    const frame = last && frameOf(last.tool)
    if (last?.tool !== 'export_bookings' || !frame || !isOpen(last)) return null
    if (!all.test(withoutLead(heard.text)) || !speaksOfIt(heard, past)) return null
    const { status, ...slots } = slotsOf(frame, last.input)
    return status === undefined ? null : propose(frame, slots, last.outcome.requestId ?? '')
  },
}
