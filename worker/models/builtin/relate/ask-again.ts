import { own, verbs } from '../elsewhere.ts'
import { propose, slotsOf } from '../frames/frame.ts'
import { frameOf } from '../frames/index.ts'
import { expense } from '../frames/expense.ts'
import { partsOf } from '../hear/pieces.ts'
import { proposals } from '../history.ts'
import type { Intent } from '../plan.ts'
import { speaksOfIt } from './speaks.ts'

const it = String.raw`(?: (?:it|that|this|the same|for (?:it|that|approval)|the (?:request|export|booking|e-?mail|table|room|cancellation)))?`
const generic = String.raw`request|ask|submit|resubmit|re-request|put|bring|propose|try|raise|file|do|re-?send`
const again =
  /\b(?:again|once more|one more time|a second time|anew)\b|^(?:resubmit|re-?send|re-request)\b/i

/** Whether a piece asks for the same once more: `request it again`. */
function isAsked(piece: string, tool: string): boolean {
  const said = piece
    .toLowerCase()
    .replace(
      /^(?:(?:please|can you|could you|would you|you can|we can|let's|now|so|just|kindly)[ ,]+)+/,
      '',
    )
  const verb = own[tool]?.source.replace(/^\^|\\b$/g, '') ?? generic
  return (
    again.test(said) &&
    new RegExp(
      String.raw`^(?:${verb}|${generic})${it}(?: (?:in|up|forward|through))?(?: (?:again|once more|one more time|a second time|anew))*(?: for (?:me|us))?(?: please)?$`,
    ).test(said)
  )
}

/** `It's for the yearly check. Please request it again`: what was denied or taken back, and why it is needed. */
export const askAgain: Intent = {
  name: 'ask for it again',
  respond(heard, past) {
    const last = proposals(past.calls).at(-1)
    const frame = last && frameOf(last.tool)
    if (!last || !frame || !['denied', 'withdrawn'].includes(last.outcome.status)) return null
    // A refusal that names something else is answered where its offer is read.
    if (/\d/.test(last.outcome.reason ?? '')) return null
    const pieces = partsOf(heard.text)
    const others = pieces.filter((piece) => !isAsked(piece, frame.tool))
    // A purpose is a fact of an expense; other facts are for somebody who reads them.
    const isWhy = (piece: string) =>
      !/\d|\b\w+day\b|\b(?:not|never|instead|only|just|but|without|right|correct)\b|n't\b/i.test(
        piece,
      ) && !verbs.test(piece.toLowerCase())
    if (others.length === pieces.length || !others.every(isWhy) || !speaksOfIt(heard, past))
      return null
    if (frame === expense && others.length > 0) return null
    return propose(frame, slotsOf(frame, last.input))
  },
}
