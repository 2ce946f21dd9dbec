import { problemOf } from '../conversation.ts'
import { payeeIn } from '../facts/places.ts'
import { propose } from '../frames/frame.ts'
import { payment } from '../frames/single.ts'
import { piecesOf } from '../hear/pieces.ts'
import { isOpen, proposals } from '../history.ts'
import { readInvoices } from '../invoices.ts'
import { verbs } from '../elsewhere.ts'
import type { Intent } from '../plan.ts'
import { speaksOfIt } from './speaks.ts'

const pointer =
  /^(?:(?:i|we) meant? |it(?:'s| is| was) |that (?:was|is) |make it |take |rather |pay |should be |should have been )*(?:the|their|that) other (?:([\w' ]{3,25}?) )?(?:one|invoice|bill)(?: (?:of|from|by) (?!them\b|theirs\b)([\w ]{3,25})| (?:of|from|by) (?:them|theirs))?$/i
const more = /^\s*(?:and|also|plus)\b|\b(?:too|also|as well)\b/i

/** `I meant the other Harbor Print invoice`, where no list was shown: it is looked up. */
export const otherInvoice: Intent = {
  name: 'the other invoice of that payee',
  respond(heard, past) {
    const last = proposals(past.calls).at(-1)
    if (last?.tool !== payment.tool || !isOpen(last) || !speaksOfIt(heard, past)) return null
    const pieces = piecesOf(heard.text)
    const found = pieces.map((piece) => pointer.exec(piece)).find(Boolean)
    const isTold = pieces.every((piece) => pointer.test(piece) || !verbs.test(piece.toLowerCase()))
    if (!found || more.test(heard.text) || !isTold) return null
    const payee = payeeIn(last.outcome.title)
    const named = payeeIn(heard.text)
    if (!payee || (named !== null && named !== payee)) return null
    if (named === null && (found[1] ?? found[2])) return null
    return {
      text: '',
      calls: [{ tool: 'list_invoices', input: { payee } }],
      resume: ([call]) => {
        if (!call?.result?.ok) return { text: problemOf(call) }
        const [one, ...others] = readInvoices(call.result.value).filter(
          ({ number }) => number !== last.input.invoice,
        )
        return one && others.length === 0
          ? propose(payment, { invoice: one.number }, last.outcome.requestId ?? '')
          : { text: `Which invoice of ${payee} do you mean? Please name its number.` }
      },
    }
  },
}
