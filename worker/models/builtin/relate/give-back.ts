import { z } from 'zod'
import { toCents } from '../facts/money.ts'
import { digits } from '../facts/numbers.ts'
import { complete } from '../frames/frame.ts'
import { refund } from '../frames/refund.ts'
import { piecesOf } from '../hear/pieces.ts'
import { proposals } from '../history.ts'
import type { Intent, Past } from '../plan.ts'
import { speaksOfIt } from './speaks.ts'

const money = String.raw`\$?(\d[\d,]*(?:\.\d\d)?)(?: (?:dollars|bucks|usd))?`
const on = String.raw`(?: (?:on|for|of) (?:it|that|this|that one|that order|the order))?`
const gives = new RegExp(
  String.raw`^(?:(?:please|just|then|let's|we|can you|could you|you can) )*(?:(?:give|refund|offer|send|pay) (?:him|her|them|the customer|it)(?: back)? (?:only |just |the )?${money}(?: back)?${on}|(?:give |pay |refund |return |only |just )?${money} back(?: to (?:him|her|them|the customer))?${on}|(?:give back|refund|return|credit|pay back) (?:only |just |the )?${money}${on})$`,
)
/** Somebody's own words, which order nothing here. */
const quoted = /["“”:]/
/** What was spent by whoever writes is an expense. */
const ownMoney = /\b(?:me|my|our|us|myself)\b|\bi (?:paid|spent|bought|had)\b/i

/** The one order that is named, or was just looked at. */
function orderIn(text: string, past: Past): string | null {
  const named = new Set(text.match(/\bORD-\d+/g))
  if (named.size > 0) return named.size === 1 ? ([...named][0] ?? null) : null
  const looked = past.calls.findLast(({ tool }) => tool !== 'list_requests')
  const order = z.object({ order: z.string() }).safeParse(looked?.input).data?.order
  if (looked?.tool === 'find_order') return order ?? null
  // One that was named some messages ago, and nothing was asked for on it.
  const { order: spoken } = past.spoken
  return spoken && proposals(past.calls).length === 0 ? spoken : null
}

/** `Now he wrote that two bowls were chipped, give him 20 back`: of the order that was just looked at. */
export const giveBack: Intent = {
  name: 'money back on what was looked at',
  respond(heard, past) {
    const order = orderIn(heard.text, past)
    if (!order || quoted.test(heard.text) || ownMoney.test(heard.text)) return null
    if (/\b(?:INV|BKG)-\d/.test(heard.text) || !speaksOfIt(heard, past)) return null
    const pieces = piecesOf(heard.text).map((piece) => digits(piece.toLowerCase()))
    const ordered = pieces.filter((piece) => gives.test(piece))
    const cents = toCents(
      gives
        .exec(ordered[0] ?? '')
        ?.slice(1)
        .find(Boolean) ?? '',
    )
    // Another sum beside it leaves open which is meant.
    const isOne = pieces.every(
      (piece) => ordered.includes(piece) || !/[$]|\bno\b|n't\b/.test(piece),
    )
    return ordered.length === 1 && isOne && cents
      ? complete(refund, { order, amount: cents })
      : null
  },
}
