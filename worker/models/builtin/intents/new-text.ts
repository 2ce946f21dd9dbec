import { email } from '../frames/email.ts'
import { propose, slotsOf } from '../frames/frame.ts'
import { reworded } from '../frames/wording.ts'
import { verbatim } from '../hear/verbatim.ts'
import { closed, isOpen, proposals } from '../history.ts'
import type { Intent } from '../plan.ts'

const lead = String.raw`(?:(?:ok|okay|k|alright|all right|right|fine|well|so|then|sure|yes|no|wait|sorry|oh|hm+|please|actually|rather|just|and|but|in that case|understood|got it|fair enough|i see|can you|could you|let's)[,.! ]+)*`
const to = String.raw`(?: (?:to )?(?:them|him|her|it|this|that|the following|instead|rather|again|only|just|simply|back|then))*`
/** Words that lead to a text and name no address: the e-mail in question is to say something else. */
const says = new RegExp(
  String.raw`^${lead}(?:(?:re)?(?:write|send|say|tell|e?-?mail|message|put|phrase|word|use|try)${to}(?: (?:this|the) (?:text|message|wording))?|(?:make|let|have) (?:it|the (?:text|e?-?mail|message)) (?:say|read|be)|change (?:it|the (?:text|e?-?mail|message|body|wording)) to|(?:it|that|the (?:text|e?-?mail|message|body)) (?:should|shall|must|has to|could|can) (?:just |only |rather |simply )?(?:say|read|be)|(?:the )?(?:new )?(?:text|wording|body)(?: is)?)(?: instead)?\s*[:,]\s*["']?(\S[^]*?)["']?$`,
  'i',
)

const exchanges =
  /\b(?:instead of|rather than|and not|not|replace|swap|change|correct)\b|\b(?:should|must) (?:be|read|say)\b/i

/** `Say 20 minutes late`, of the one that waits. */
const saysShortly = new RegExp(
  String.raw`^${lead}(?:say|write|put) (?!it|that|them|him|her|yes|no|sorry)(\S.{3,80})$`,
  'i',
)

/** `Ok, then tell her we are still looking`: whom without an address, and what they are to hear. */
const tells = new RegExp(
  String.raw`^${lead}(?:then |just )*(?:tell|write(?: to)?|let|inform|e?-?mail) (?:him|her|them)(?: know)?(?: that| instead)* ((?:we|i|we're|we'll|we've|i'm|i'll|it|it's|they|he|she|the|our|my|there|your|this) \S[^]*)$`,
  'i',
)

/** `Then write to them: …`, after an e-mail was denied or while it waits: the same one with another text. */
export const newText: Intent = {
  name: 'another text',
  respond(heard, past) {
    if (past.isAsking || heard.mails.length > 0 || heard.isTooLong || /@/.test(heard.text))
      return null
    const last = proposals(past.calls).findLast(
      (one) => isOpen(one) || one.outcome.status === 'denied',
    )
    if (last?.tool !== 'send_email') return null
    const isWaiting = isOpen(last)
    const swapped =
      isWaiting && exchanges.test(heard.text) && heard.text.length <= 120
        ? reworded(String(last.input.body), heard.text.replace(/[.!,;\s]+$/, ''))
        : null
    if (swapped !== null)
      return propose(
        email,
        { ...slotsOf(email, last.input), body: swapped },
        last.outcome.requestId ?? undefined,
      )
    const body = (
      says.exec(heard.text) ??
      tells.exec(heard.text.replace(/[.!\s]+$/, '')) ??
      (isWaiting ? saysShortly.exec(heard.text) : null)
    )?.[1]?.trim()
    if (!body || !/\p{L}/u.test(body)) return null
    if (!isWaiting && !closed.has(last.outcome.status)) return null
    return propose(
      email,
      { ...slotsOf(email, last.input), body: verbatim(heard.written, body) },
      isWaiting ? (last.outcome.requestId ?? undefined) : undefined,
    )
  },
}
