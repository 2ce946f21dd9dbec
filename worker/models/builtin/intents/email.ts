import { email } from '../frames/email.ts'
import { complete, slotsOf, type Slots } from '../frames/frame.ts'
import type { Heard } from '../hear/hear.ts'
import type { Mail } from '../hear/mail.ts'
import { together } from '../together.ts'
import { later } from './hold-back.ts'
import { proposals } from '../history.ts'
import type { Intent, Past, Plan } from '../plan.ts'

const sameText =
  /\b(?:the |that )?same (?:text|message|e-?mail|note|words|thing|one)\b|\b(?:that|this|it) (?:text |message |e-?mail |one )?(?:also |too )?to\b/i

/** `The same to Omar, but his leaves tomorrow`: another text, and how it is worded only a person can say. */
export const differs = /@\S+[,;]? (?:but|only|except|though|just)\b/i

/** What the one that was asked for last says. */
function lastMail({ calls }: Past): Slots {
  const last = proposals(calls).findLast(({ tool }) => tool === email.tool)
  const { to: _to, ...text } = last ? slotsOf(email, last.input) : {}
  return text
}

export const askOther = (to: string): Plan =>
  complete(email, { to }, 'That one is to say something else. ')

/** What is asked for in this e-mail: one call for each address, or what is missing. */
export function askMail({ to, name, subject, body }: Mail, heard: Heard, past: Past): Plan {
  const before = !body && sameText.test(heard.text) ? lastMail(past) : {}
  const known = { ...before, ...(subject && { subject }), ...(body && { body }) }
  if (to.length > 1)
    return together(
      to.map((one) => complete(email, { to: one, ...known })),
      () => ({ text: '' }),
    )
  const [only] = to
  if (only && before.body !== undefined && differs.test(heard.text)) return askOther(only)
  const lead = name && !only ? `I do not know the e-mail address of ${name}. ` : ''
  return complete(email, { ...(only && { to: only }), ...known }, lead)
}

const wants = /^(?:(?:send|write|shoot|compose) (?:an? |another )?(?:new )?email|email)$/
const others = /^(?:reply|respond|forward|draft|call|text|whatsapp|sms|fax|phone)\b/

/** `E-mail sam@example.com: …`. What it is to say was taken out of the sentence before it was read. */
export const sendEmail: Intent = {
  name: 'send e-mail',
  example: 'E-mail sam@example.com: The samples are on their way.',
  hints: /\b(?:e-?mail|mail|message|write)\b/i,
  take({ plain }) {
    if (/^(?:email|write|send|tell|let|inform|notify)\b.*@/.test(plain))
      return { text: later('email') }
    if (wants.test(plain)) return complete(email, {})
    return others.test(plain) && !/\bbkg-|\$|\b(?:usd|dollars|bucks)\b/.test(plain)
      ? {
          text: 'I can only send a new e-mail: write for example “E-mail sam@example.com: The samples are on their way.”',
        }
      : null
  },
}
