import { toCents } from '../facts/money.ts'
import { digits } from '../facts/numbers.ts'
import { propose, slotsOf } from '../frames/frame.ts'
import { frameOf } from '../frames/index.ts'
import { piecesOf } from '../hear/pieces.ts'
import { isOpen, proposals } from '../history.ts'
import type { Intent } from '../plan.ts'
import { speaksOfIt } from './speaks.ts'

/** An order of its own for another sum. */
const orders =
  /^(?:(?:then|please|just|let's|we|i|can you|could you|you can|do|rather) )*(?:go(?: up| down)? (?:to|for|with)|up it to|(?:raise|lower|increase|reduce|bump|cut|bring|put|set|change)(?: (?:it|that|this))?(?: up| down)? to|make (?:it|that)|do|say|give (?:him|her|them)(?: back)?|refund(?: (?:him|her|them|it))?|offer (?:him|her|them)|send(?: (?:him|her|them))?|pay (?:him|her|them)) (?:even |only |just |the (?:whole|full|entire|complete|total) )?\$?(\d[\d,]*(?:\.\d\d)?)(?: (?:dollars|bucks|usd))?(?: (?:back|even|flat|instead|then|please))*$/
/** `Make it 10 they came twice`, without a comma. */
const reasonAfter =
  /\b(?:make it|do|send|give (?:him|her|them)) \$?\d[\d.,]*(?= (?:they|he|she|we|it was|i)\b)/i
/** `Give her the whole 80`. */
const beyondThat = /\bthe (?:whole|full|entire|complete|total) /
const numbers = /(?<![\w.,:/-])\$?(\d[\d,]*(?:\.\d\d)?)(?![\w:/%-]|[.,]\d)/g

/** `She isn't happy with 30, make it 45`: another sum, and why, which names none but the one that stands. */
export const otherValue: Intent = {
  name: 'another sum, and why',
  respond(heard, past) {
    const last = proposals(past.calls).at(-1)
    const frame = last && isOpen(last) ? frameOf(last.tool) : null
    if (!last || frame?.main !== 'amount' || !speaksOfIt(heard, past)) return null
    const pieces = piecesOf(heard.text.replace(reasonAfter, '$&,')).map((piece) =>
      digits(piece.toLowerCase()),
    )
    const ordered = pieces.filter((piece) => orders.test(piece))
    const cents = toCents(orders.exec(ordered[0] ?? '')?.[1] ?? '')
    const others = pieces.filter((piece) => !ordered.includes(piece))
    const isOfIt = others.every((piece) =>
      [...piece.matchAll(numbers)].every(([, sum = '']) => toCents(sum) === last.input.amount),
    )
    // Alone it is heard as any correction is, if it is about the newest thing that was said.
    const isAlone =
      others.length === 0 &&
      !beyondThat.test(ordered[0] ?? '') &&
      past.calls.at(-1)?.tool === last.tool
    if (ordered.length !== 1 || !cents || isAlone || !isOfIt) return null
    return cents === last.input.amount
      ? null
      : propose(
          frame,
          { ...slotsOf(frame, last.input), amount: cents },
          last.outcome.requestId ?? '',
        )
  },
}
