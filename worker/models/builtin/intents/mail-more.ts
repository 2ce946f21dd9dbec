import { email } from '../frames/email.ts'
import { propose, slotsOf } from '../frames/frame.ts'
import { verbatim } from '../hear/verbatim.ts'
import { isOpen, proposals, type Proposal } from '../history.ts'
import { upperFirst } from '../phrases.ts'
import type { Heard } from '../hear/hear.ts'
import type { Intent, Past, Plan } from '../plan.ts'

const lead = String.raw`(?:(?:oh|ok|okay|and|also|wait|sorry|please|actually|hm+|ah|plus|one more thing|can you|could you|would you|right|yes|no|good|great|thanks)[,.:! ]+)*`
const place = String.raw`(?: (?:to|in|into) (?:it|that|this|there|the (?:e?-?mail|message|text|note))| there| at the (?:end|bottom)| as well| too| also| in it)?`
/** What leads to words that the text of a waiting e-mail lacks. */
const adds: readonly RegExp[] = [
  new RegExp(
    String.raw`^${lead}(?:also |then )*(?:add|include|append|mention|put in|write|say|note|tell (?:him|her|them)|let (?:him|her|them) know|point out|remind (?:him|her|them))${place}(?: also| too| as well)?(?: that| saying|(?<=\b(?:him|her|them|know)),?(?= (?:it|we|i|the|they|he|she|there|our|my|you|that|this)\b)|:| a (?:line|sentence|note|remark|p\.?s\.?)(?: (?:saying|that|that says)| ?:))+ (\S.*)$`,
    'i',
  ),
  new RegExp(String.raw`^${lead}(?:(?:add|include|append) ["'](.+)["']${place})[.!]?$`, 'i'),
]
/** `And say that lunch is on us`: what begins so goes on with the text. */
const goesOn = /^(?:(?:oh|ok|okay|hm+|please)[, ]+)*(?:and|also|plus)\b/i

/** `Also tell him to ring the bell`: what is asked of the reader. */
const wishes = new RegExp(
  String.raw`^${lead}(?:also |then )*(?:tell|ask|remind) (?:him|her|them)(?: also| too)? to (\p{L}.*)$`,
  'iu',
)
/** A text that is said to be another one, not a longer one, is new-text's. */
const isMore =
  /\b(?:add|include|append|also|too|as well|mention|put in|plus|note|point out|one more thing)\b/i

/** The e-mail that was asked for last and still waits. */
function openMail(past: Past): Proposal | null {
  const last = proposals(past.calls).at(-1)
  return last?.tool === 'send_email' && isOpen(last) ? last : null
}

const again = (last: Proposal, slots: Record<string, string>): Plan =>
  propose(email, { ...slotsOf(email, last.input), ...slots }, last.outcome.requestId ?? undefined)

function longer(heard: Heard, last: Proposal): Plan | null {
  if (!(isMore.test(heard.text) || goesOn.test(heard.text)) || /@/.test(heard.text)) return null
  const wish = wishes.exec(heard.text)?.[1]
  const found =
    adds.map((form) => form.exec(heard.text)?.[1]).find(Boolean) ?? (wish && `please ${wish}`)
  const more = found
    ?.replace(/^["'](.+)["']$/, '$1')
    .replace(/,? (?:too|as well|also|please)[.!]?$/i, '')
  if (!more || /\?\s*$/.test(more) || !/\p{L}/u.test(more)) return null
  const body = String(last.input.body ?? '').trimEnd()
  const text = upperFirst(
    (wish ? more : verbatim(heard.written, more)).trim().replace(/[.\s]+$/, ''),
  )
  return again(last, { body: `${body}${/[.!?]$/.test(body) ? '' : '.'} ${text}.` })
}

const ending = /(?<![\w.])\.(com|org|net|example|de|co|io|eu|uk|us|info|biz|edu)\b/gi

/** `It's .com, not .org`: the end of the address alone. */
function otherEnding(heard: Heard, last: Proposal): Plan | null {
  const { text } = heard
  if (
    /@/.test(text) ||
    text.length > 70 ||
    /\?|\b(?:or|maybe|perhaps|sure|whether|if)\b/i.test(text)
  )
    return null
  const to = String(last.input.to ?? '')
  const now = /\.(\w+)$/.exec(to)?.[1]?.toLowerCase()
  const named = [...text.matchAll(ending)].map(([, one = '']) => one.toLowerCase())
  const others = new Set(named.filter((one) => one !== now))
  const [other] = others
  if (!now || !other || others.size > 1) return null
  // `Not .com` alone turns down what nobody wrote.
  const isDenied = new RegExp(String.raw`\b(?:not|isn't|no) (?:a )?\.${other}\b`, 'i').test(text)
  return isDenied ? null : again(last, { to: to.replace(/\w+$/, other) })
}

const about: readonly RegExp[] = [
  new RegExp(
    String.raw`^${lead}(?:put|use|set|add|write|give it)(?: in)? ["'](.+?)["'] (?:as|for|in) (?:the |a |its )?(?:subject|title|heading)(?: line)?[.!]?$`,
    'i',
  ),
  new RegExp(
    String.raw`^${lead}(?:(?:put|use|set|add|with|make|give it|change|as)(?: it)? )?(?:the |a |its )?(?:subject|title|heading)(?: line)?(?: (?:to|should be|is|must be|shall be|saying|of))*:? ["']?(\S.*?)["']?[.!]?$`,
    'i',
  ),
]

/** `Put 'Payment' as the subject`. */
function withSubject(heard: Heard, last: Proposal): Plan | null {
  if (/\?\s*$/.test(heard.text) || heard.text.length > 120) return null
  const found = about.map((form) => form.exec(heard.text)?.[1]).find(Boolean)
  return found && !/@/.test(found) && !/^(?:is|was|line|please|too)\b/i.test(found)
    ? again(last, { subject: verbatim(heard.written, found.trim()) })
    : null
}

const addsIt = new RegExp(
  String.raw`^${lead}(?:add|include|put|mention|write) (?:it|that|this|them|those)(?: in(?: there| it)?| to it| there)?(?:,? and (?:try|send|ask|do)(?: it| for it)?(?: once)? again)?(?:,? (?:please|then|and resend|and send it))*[.!?]?$`,
  'i',
)
const lacking: readonly RegExp[] = [
  /\b(?:add|include|mention|put in|write):?(?: also| please)? (.+?)(?: (?:too|as well|please|in it|there|first))*[.!]?$/i,
  /^(?:please[, ]+)?(.+?) (?:must|should|has to|needs to|ought to|is|are) (?:also )?(?:(?:be )?(?:in it|in there|in|added|included|mentioned|said|there)|missing|lacking)\b/i,
]

/** `Ok, add it`, after an e-mail was denied for want of something: the same one with that. */
function withLacking(heard: Heard, past: Past): Plan | null {
  const last = proposals(past.calls).at(-1)
  const { status, reason } = last?.outcome ?? {}
  if (last?.tool !== 'send_email' || status !== 'denied' || !reason) return null
  if (!addsIt.test(heard.text)) return null
  const what = lacking.map((form) => form.exec(reason)?.[1]).find(Boolean)
  if (!what) return null
  const body = String(last.input.body ?? '').trimEnd()
  return propose(email, {
    ...slotsOf(email, last.input),
    body: `${body}${/[.!?]$/.test(body) ? '' : '.'} ${upperFirst(what.trim())}.`,
  })
}

/** `Add that …`, `it's .com, not .org`: of an e-mail that waits. */
export const mailMore: Intent = {
  name: 'more in the e-mail',
  respond(heard, past) {
    if (past.isAsking || heard.mails.length > 0 || heard.isTooLong) return null
    const lackingNow = withLacking(heard, past)
    if (lackingNow) return lackingNow
    const last = openMail(past)
    return last
      ? (longer(heard, last) ?? withSubject(heard, last) ?? otherEnding(heard, last))
      : null
  },
}
