import { email } from '../frames/email.ts'
import { complete, propose } from '../frames/frame.ts'
import type { Heard } from '../hear/hear.ts'
import { verbatim } from '../hear/verbatim.ts'
import { attempts, isOpen } from '../history.ts'
import { upperFirst } from '../phrases.ts'
import type { Intent, Past, Plan } from '../plan.ts'

const lead = String.raw`(?:(?:ok|okay|right|well|so|then|now|and|good|great|alright|hm+|please|just|also|can you|could you|would you|let's)[,.! ]+)*`
/** `Ok please send her: did my mail arrive?` */
const dictating = new RegExp(
  String.raw`^${lead}(?:send|write|e?-?mail|tell|ask|message|answer|reply)(?: to)? (?:him|her|them)(?: back)?(?: (?:this|the following|an e?-?mail|a message|a note))?\s*:\s*["“]?(\S[^]*?)["”]?$`,
  'i',
)
/** `Now it's 30 minutes. Please write that to them too` */
const passing = new RegExp(
  String.raw`^([^?]{8,200}?)[.!;]\s+${lead}(?:(?:write|send|mail|e?-?mail|pass|message|forward)(?: on)? (?:that|this|it)(?: on)? to (?:them|him|her)|(?:tell|write|mail|e?-?mail|inform|let) (?:them|him|her)(?: know)?(?: about)? (?:that|this|it))(?:,? (?:too|as well|also|please|then|now))*[.! ]*$`,
  'i',
)
/** Orders of other kinds, which nobody is to read. */
const order =
  /(?:^|[.!;,] )(?:please )?(?:pay|book|refund|send|transfer|cancel|delete|export|submit|make|give)\b/i

/** Whom `her` means: who was written to last, or whose address was named. */
const addressOf = ({ calls, spoken }: Past): string | undefined => {
  const last = attempts(calls).findLast(({ tool }) => tool === email.tool)
  return spoken.address ?? (last && String(last.input.to))
}

function passedOn(heard: Heard, past: Past): Plan | null {
  const told = passing.exec(heard.text)?.[1]
  const last = attempts(past.calls).at(-1)
  // Beside one that waits it may be meant for that.
  if (!told || order.test(told) || last?.tool !== email.tool || isOpen(last)) return null
  const to = addressOf(past)
  const body = `${upperFirst(verbatim(heard.written, told))}.`
  return to ? propose(email, { to, body }) : null
}

/** An e-mail to somebody who was spoken of some turns ago, by what it is to say. */
export const mailSpoken: Intent = {
  name: 'an e-mail to whom was spoken of',
  respond(heard, past) {
    if (past.isAsking || heard.mails.length > 0 || heard.isTooLong || /@/.test(heard.text))
      return null
    const passed = passedOn(heard, past)
    if (passed) return passed
    const body = dictating.exec(heard.text)?.[1]?.trim()
    if (!body || !/\p{L}{2}/u.test(body)) return null
    const to = addressOf(past)
    return complete(email, { ...(to && { to }), body: verbatim(heard.written, body) })
  },
}
