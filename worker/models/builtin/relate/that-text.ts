import { email } from '../frames/email.ts'
import { complete, propose, slotsOf } from '../frames/frame.ts'
import { withoutLead } from '../hear/pieces.ts'
import { proposals } from '../history.ts'
import type { Intent, Past, Plan } from '../plan.ts'
import { speaksOfIt } from './speaks.ts'

const that =
  /^(?:(?:then|just|let's|please|i'll|we'll|you can|so) )*(?:write|send|say|use|take|put|do|mail|e-?mail)(?: (?:him|her|them))? (?:that|this|it like that|it that way|so|what (?:he|she|they|you) (?:say|says|said|wrote|suggests?|suggested))(?: text| wording| version)?(?: instead| then| please)*$/i
const proposed =
  /\b(?:write|say|put|use|better|rather|send|try)(?: (?:instead|rather|them|him|her|please))*: ?["“']?(\S.+?)["”']?$/is

/** `Ok, write that instead`, after a denial that told the words. */
function suggested(text: string, past: Past): Plan | null {
  const last = proposals(past.calls).at(-1)
  if (last?.tool !== email.tool || last.outcome.status !== 'denied' || !that.test(text)) return null
  const body = proposed.exec(last.outcome.reason ?? '')?.[1]
  return body ? propose(email, { ...slotsOf(email, last.input), body }) : null
}

const sameBut =
  /\b(?:the )?same (?:(?:thing|text|mail|message|e-?mail) )?(?:to|for) (\S+@\S+?\.\w+)[,.]? (?:but|only|except|with|just)\b/i

/** `And the same to omar@example.org, but his leaves tomorrow`: what it shall say, only the person can tell. */
function sameWithOther(text: string, past: Past): Plan | null {
  const last = proposals(past.calls).at(-1)
  const to = sameBut.exec(text)?.[1]
  return to && last?.tool === email.tool ? complete(email, { to }) : null
}

/** The words of an e-mail that were told elsewhere. */
export const thatText: Intent = {
  name: 'that text',
  respond: (heard, past) =>
    sameWithOther(heard.text, past) ??
    (speaksOfIt(heard, past) ? suggested(withoutLead(heard.text), past) : null),
}
