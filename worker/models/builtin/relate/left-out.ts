import { exported } from '../frames/bulk.ts'
import { propose, slotsOf } from '../frames/frame.ts'
import { isOpen, proposals } from '../history.ts'
import { piecesOf } from '../hear/pieces.ts'
import type { Intent } from '../plan.ts'
import { speaksOfIt } from './speaks.ts'

const which = String.raw`(?:the |any |all )?(cancell?ed|confirmed|active)(?: (?:ones?|bookings?|reservations?))?`
const no = String.raw`(?:(?:is|are) (?:not|no longer)|(?:isn't|aren't))`
const out: readonly RegExp[] = [
  String.raw`^${which} (?:${no} (?:needed|necessary|required|wanted|relevant|interesting|of interest)|(?:can|may|should) (?:go|stay out|be (?:left out|skipped|omitted|dropped|excluded|ignored))|don't (?:matter|count))(?: in (?:it|there))?$`,
  String.raw`^(?:(?:i|we|they|she|he|finance|nobody) )?(?:don't|do not|doesn't|won't|${no}|no longer|\p{L}+n't)?(?: really)? ?(?:needs?|wants?|care (?:about|for)|interested in|leave out|skip|drop|omit|exclude|without|no|not|except) ${which}(?: (?:in it|in there))?$`,
  String.raw`^(?:leave|keep|let|take) ${which} (?:out|off|away|aside)$`,
  String.raw`^(?:there's |there is )?no need (?:for|of|to (?:have|include|list)) ${which}$`,
].map((form) => new RegExp(form, 'iu'))
const only = new RegExp(
  String.raw`^(?:(?:only|just) )?${which}(?: (?:only|alone))?(?: (?:(?:is|are|will be|would be) (?:enough|fine|plenty|sufficient|all (?:i|we|they) need)|will do|would do|suffice))?$`,
  'i',
)
const turnsDown =
  /\b(?:not|no|without|skip|drop|omit|exclude|except|leave out|nobody|out|off|away|aside)\b|n't\b|\b(?:can|may|should) /i
const chooses = /\b(?:only|just|alone|enough|plenty|sufficient|suffice|will do|would do|fine)\b/i

/** `Cancelled ones are not needed`, of an export that waits: what it leaves out, or what is enough. */
export const leftOut: Intent = {
  name: 'left out of the export',
  respond(heard, past) {
    const last = proposals(past.calls).findLast(isOpen)
    if (last?.tool !== exported.tool || !speaksOfIt(heard, past)) return null
    // The words that end a sentence are what says so here.
    const text = heard.text
      .replace(/[.!\s]+$/, '')
      .replace(
        /^(?:(?:oh|ok|and|but|please|actually|well|sorry|(?:you|we|they|i) (?:can|may))[, ]+)+/i,
        '',
      )
    const said = [text, ...piecesOf(text)]
    const isOut = said.flatMap((piece) => out.map((form) => form.exec(piece)?.[1])).find(Boolean)
    const isOnly = chooses.test(text) ? only.exec(text)?.[1] : undefined
    const isCancelled = /^cancel/i.test(isOut ?? isOnly ?? '')
    if (!(isOut && turnsDown.test(text)) && !isOnly) return null
    const status = isCancelled === Boolean(isOnly) ? 'cancelled' : 'confirmed'
    return propose(
      exported,
      { ...slotsOf(exported, last.input), status },
      last.outcome.requestId ?? '',
    )
  },
}
