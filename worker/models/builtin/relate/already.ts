import { own } from '../elsewhere.ts'
import { isOpen, proposals } from '../history.ts'
import { waitingFor } from '../outcome.ts'
import { sentence } from '../phrases.ts'
import type { Intent } from '../plan.ts'
import { speaksOfIt } from './speaks.ts'

const agreeing = String.raw`(?:(?:yes|yeah|yep|yup|ok|okay|sure|great|perfect|good|lovely|super|right|fine|please|then|just|so|and|thanks|thank you|go ahead and|let's)[ ,.!]+)*`
const bare = new RegExp(
  String.raw`^${agreeing}(\w+) (?:it|that|this|that one|this one)(?:[ ,]+(?:please|then|for me|for us|now|thanks|thank you))*[.!]?$`,
  'i',
)

/** `Yes, book it please`, once that was asked for: it waits, and is not asked for twice. */
export const already: Intent = {
  name: 'asked for already',
  respond(heard, past) {
    const verb = bare.exec(heard.text)?.[1]?.toLowerCase()
    const last = proposals(past.calls).at(-1)
    // What was looked up since then may be what is meant.
    if (!verb || !last || !isOpen(last) || past.calls.at(-1)?.tool !== last.tool) return null
    if (!last.tool.startsWith('book_') || !own[last.tool]?.test(verb)) return null
    if (/\?\s*$/.test(past.asked) && !/^(?:can|could|may|would|will)\b/i.test(past.asked))
      return null
    if (!speaksOfIt(heard, past)) return null
    const { title, waitingFor: whom } = last.outcome
    return {
      text: `${sentence(title)} That is asked for already and waits for ${waitingFor(whom ?? 'an answer')}.`,
    }
  },
}
