import { z } from 'zod'
import { toCents } from '../facts/money.ts'
import { digits } from '../facts/numbers.ts'
import { complete } from '../frames/frame.ts'
import { refund } from '../frames/refund.ts'
import { piecesOf } from '../hear/pieces.ts'
import type { Intent } from '../plan.ts'
import { speaksOfIt } from './speaks.ts'

const gives =
  /^(?:(?:please|just|then|let's|we|can you|could you|you can) )*(?:give|refund|offer|send|pay) (?:him|her|them|the customer)(?: back)? (?:only |just )?\$?(\d[\d,]*(?:\.\d\d)?)(?: (?:dollars|bucks|usd))?(?: back)?(?: (?:on|for) (?:it|that|this|that order))?$/
/** Somebody's own words, which order nothing here. */
const quoted = /["“”:]/

/** `Now he wrote that two bowls were chipped, give him 20 back`: of the order that was just looked at. */
export const giveBack: Intent = {
  name: 'money back on what was looked at',
  respond(heard, past) {
    const looked = past.calls.findLast(({ tool }) => tool !== 'list_requests')
    const order = z.object({ order: z.string() }).safeParse(looked?.input).data?.order
    if (looked?.tool !== 'find_order' || !order || quoted.test(heard.text)) return null
    if (/\b(?:INV|ORD|BKG)-\d/.test(heard.text) || !speaksOfIt(heard, past)) return null
    const pieces = piecesOf(heard.text).map((piece) => digits(piece.toLowerCase()))
    const ordered = pieces.filter((piece) => gives.test(piece))
    const cents = toCents(gives.exec(ordered[0] ?? '')?.[1] ?? '')
    return ordered.length === 1 && pieces.length > 1 && cents
      ? complete(refund, { order, amount: cents })
      : null
  },
}
