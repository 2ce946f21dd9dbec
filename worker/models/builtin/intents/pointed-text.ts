import { email } from '../frames/email.ts'
import { complete, propose, slotsOf } from '../frames/frame.ts'
import { proposals } from '../history.ts'
import { alternative } from './denial.ts'
import type { Intent } from '../plan.ts'

const lead = String.raw`(?:(?:ok|okay|k|alright|all right|right|fine|well|so|then|sure|yes|yeah|good|great|agreed|understood|got it|fair enough|i see|makes sense|please|just|and|can you|could you|you can|let's)[,.! ]+)*`
/** `Ok write that instead`: which text, the denial says. */
const pointing = new RegExp(
  String.raw`^${lead}(?:(?:re)?write|send|say|use|put|do|take|try|make)(?: (?:it|to (?:him|her|them)|him|her|them))? ?(?:like |as |with )?(?:that|this|it|so|those words|that (?:text|wording|version))(?: (?:instead|then|please|rather|now|way))*[.! ]*$`,
  'i',
)
const quoted = /["“]([^"”]{3,})["”]/
const proposed =
  /\b(?:write|say|said|says|saying|better|rather|instead|try|put|use|like|make it|wording|text|ask|e\.g\.)\s*:\s*(\S[^]{2,})$/i

/** The text that the reason of a denial proposes: `too rude, write: could you let us know by Friday?` */
const textIn = (reason: string): string | undefined =>
  (quoted.exec(reason) ?? proposed.exec(reason))?.[1]?.trim()

/** A text is what somebody worded; `that` itself is none and is never sent. */
export const pointedText: Intent = {
  name: 'the text that was proposed',
  respond(heard, past) {
    const last = proposals(past.calls).at(-1)
    if (past.isAsking || heard.mails.length > 0 || last?.tool !== email.tool) return null
    const { status, reason } = last.outcome
    if (status !== 'denied' || !pointing.test(heard.text)) return null
    const { body: _before, ...known } = slotsOf(email, last.input)
    const body = reason ? textIn(reason) : undefined
    if (body) return propose(email, { ...known, body })
    // Another address is what `do that` takes; `send it again` is another matter.
    const isText = /\b(?:write|say|put)\b/i.test(heard.text)
    return isText && !alternative(last.outcome, last, past) ? complete(email, known) : null
  },
}
