import { hear } from '../hear/hear.ts'
import { piecesOf } from '../hear/pieces.ts'
import { proposals } from '../history.ts'
import { cancelBooking } from '../intents/cancel-booking.ts'
import type { Intent } from '../plan.ts'
import { speaksOfIt } from './speaks.ts'

const cancels =
  /^(?:(?:please|just|then|we|let's|i want to|we have to|we need to|i have to|can you|could you) )*(?:cancel|call off) (?:it|that|this|the|that|this|my|our)(?: (?:booking|table|room|reservation|dinner|lunch|meeting|one))?(?: (?:again|now|for (?:me|us)))*$/i
const orders = /^(?:and |then )?(?:please )?(?:book|reserve|make|move|take|pay|send|change)\b/i

/** `Cancel it now, half of us can't make it`: the booking that was just made; why says nothing else. */
export const cancelIt: Intent = {
  name: 'cancel what was booked',
  respond(heard, past) {
    const last = proposals(past.calls).at(-1)
    if (!last?.tool.startsWith('book_') || last.outcome.status !== 'succeeded') return null
    if (!speaksOfIt(heard, past)) return null
    const pieces = piecesOf(heard.text)
    const [first = ''] = pieces
    if (!cancels.test(first) || pieces.length < 2) return null
    if (pieces.slice(1).some((piece) => orders.test(piece) || /\d/.test(piece))) return null
    const said = hear('cancel it')
    const [clause] = said.clauses
    return clause ? (cancelBooking.take?.(clause, said, past) ?? null) : null
  },
}
