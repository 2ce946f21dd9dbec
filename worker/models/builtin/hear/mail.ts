import { bare } from './courtesy.ts'
import { isConditional, isNegated, isQuestion, isReport, isSupposed } from './mood.ts'

/** An e-mail that is asked for, as far as it was said. */
export type Mail = { to: string[]; name?: string; subject?: string; body?: string }

export const ADDRESS = String.raw`[\w.+'-]+@[\w-]+(?:\.[\w-]+)+`
const addresses = new RegExp(ADDRESS, 'g')
const whom = String.raw`(?:both )?(?<to>${ADDRESS}(?:(?:, and | and |, | & )${ADDRESS})*)`
const noun = String.raw`(?:e?mail|message|note|line|memo|letter)`
const an = String.raw`(?:(?:an?|another|the|one|this|a quick|a short|a brief|quick|short) )?(?:new |short |quick |brief )?`
const naming = String.raw`(?<name>(?![\w.+'-]*@)(?!(?:an?|the|that|saying|to|with|about|me|it|this|address|us)\b)(?:my |our |the )?[\p{L}][\p{L}\p{N}'-]*(?: (?!that\b|saying\b|about\b|to\b|and\b)\p{Lu}[\p{L}'-]*)?)`

const heads: readonly RegExp[] = [
  String.raw`(?:send|shoot|write|drop|fire off|compose|dispatch|get) ${an}${noun}(?: (?:over|out|off))? (?:to )?${whom}`,
  String.raw`(?:(?:send|write) ${an}${noun}[:.]?\s*\n\s*)?to: ?${whom}(?=,?\s+subject:)`,
  String.raw`(?:send|drop|shoot|write) ${whom} ${an}${noun}`,
  String.raw`(?:e?mail|message|write(?: an? e?mail)?(?: to)?|contact|inform|notify|tell|ask|let|ping|invite|remind|drop|reply to|answer|update) ${whom}`,
  String.raw`(?:send|give) ${whom} (?:this|the following)(?: message| text| note)?`,
  String.raw`send (?=[^.;]{0,200}(?:saying|that says|: ))(?:to )?${whom}`,
  String.raw`(?:e?mail|write (?:an? )?e?mail to|send ${an}e?mail to|shoot ${an}e?mail to) ${naming}`,
  String.raw`send ${naming} ${an}e?mail`,
  String.raw`(?:drop|give|send|shoot) ${whom} (?:an? )?(?:quick |little |short |brief )?(?:heads[- ]?up|shout|word|notice|update|ping|reminder|nudge|reply|answer|info(?:rmation)?)`,
  String.raw`(?:pass|pass on|pass along|relay|forward|communicate|mention|report|explain|confirm|announce|point out|reply|respond|reach out|get back|get in touch|get (?:a )?word|send word|send (?:this|the following|that)(?: message| text| on)?|write back|break it|make clear)(?: on| along| over)?(?: it| this| word)? (?:to|with) ${whom}`,
  String.raw`(?:an? |another |one |a quick |a short )?(?:new |quick |short )*(?:e?mail|mail|message|note|heads[- ]?up) (?:to go |to be sent |going |should go |has to go |needs to go |must go )?(?:out |over )?(?:to|for) ${whom}`,
  String.raw`${whom}:? (?:should|must|needs to|has to|ought to|to) (?:please )?(?:know|hear|learn|be (?:told|informed|notified|reminded|made aware))(?: about)?`,
  String.raw`${whom}\s*[,:-]+\s*(?:please )?(?:tell|let|ask|inform|remind|e?mail|write)(?: to)?(?: him| her| them)?`,
  String.raw`(?:send|give|convey to) ${whom} (?:my|our) (?<greeting>(?:thanks|regards|apologies|congratulations|best wishes|love)[^.;:]*)`,
  String.raw`(?<thanks>thank|apologi[sz]e to|congratulate|welcome|greet) ${whom}`,
  String.raw`(?:send|say) (?:an? |my |our )?(?:quick |big |warm |friendly |kind )*(?<greeting>hello|hi|greetings|thanks|thank you|sorry|congratulations|congrats|regards|good luck|happy [a-z]+)(?: over| out)? to ${whom}`,
].map((form) => new RegExp(form, 'giu'))

/** `Send an email saying … to sam@example.com`, and without an address yet. */
const bodyFirst = new RegExp(
  String.raw`(?:send|write|shoot|drop)(?: out)? ${an}e?mail(?: (?:saying|that says|with the (?:text|message|words|body)|telling (?:him|her|them)) (?:that )?["']?(?<body>.+?)["']?)?(?: to ${whom})?[.!]?$`,
  'giu',
)
const quotedFirst = new RegExp(
  String.raw`(?:send|e?mail|write) (?:the (?:message|words|text) |this |the following )?(?:message )?(?:"(?<body>[^"]+)"|'(?<body2>[^']+)') (?:as an e?mail )?to ${whom}`,
  'giu',
)

const subjectForms: readonly RegExp[] = [
  /^[,:.]?\s*(?:subject|re|title): ?([^\n]+)(?=\n)/i,
  /^[,:]? ?(?:with (?:the |a )?)?(?:subject|title|heading)(?: line)?(?: of|:)? ?"([^"]+)"/i,
  /^[,:]? ?(?:with (?:the |a )?)(?:subject|title|heading)(?: line)?(?: of|:)? ?(.+?)(?=,| and (?:tell|say|(?:the )?(?:text|body|message|content))| saying| that says|:|$)/i,
  /^,? (?:titled|entitled|headed) "([^"]+)"/i,
  /^[,.;]? ?subject:? ?(.+?)(?=[,;.]? (?:body|text|message|content)\b|$)/i,
  /^ (?:about|regarding|concerning|re:?) (.+?)(?=,? (?:saying|and (?:tell|say)|that says|telling)\b|: |$)/i,
]
const bodyForms: readonly RegExp[] = [
  /^[,;.]? ?(?:and |with )?(?:the )?(?:body|text|message|content)(?: is| reads|:)? ?(?:that )?"?([^]+?)"?$/i,
  /^,? ?(?:and )?(?:ask|asking) (?:him |her |them )?(for [^]+)$/i,
  /^ ((?:for|on) [^]+)$/i,
  /^ of ([^]+)$/i,
  /^,? ?(?:and )?(?:saying|say|says|that says|which says|to say|with the words|reading)(?: that)?:? ([^]+)$/i,
  /^[.,;]? ?(?:and |please |then )*(?:tell|telling|inform|informing) (?:him|her|them|everyone|us)(?: that)?:? ([^]+)$/i,
  /^,? ?(?:and |to )?(?:let|letting) (?:him|her|them) know(?: that)?:? ([^]+)$/i,
  /^,? ?know(?: that)?:? ([^]+)$/i,
  /^,? ?that:? ([^]+)$/i,
  /^,? ((?:we|i|you|he|she|it|they|the|our|my|your|his|her|this|there|please|thanks|thank you|sorry|hello|hi|dear|i'm|we're|it's|i'll|we'll)\b[^]+)$/i,
  /^,? ?((?:to|whether|if|how|when|where|why|what) [^]+)$/i,
  /^ ?[:-] ?([^]+)$/,
  /^,? ?"([^"]+)"/,
  /^, ([^]+)$/,
]

/** `…. Then book a table`: where an order of its own begins after what is to be said. */
const onwards =
  /(?:[.;!]\s+|,?\s+)(?:and then |then |and also |also,? )(?=(?:please )?(?:pay|book|reserve|refund|cancel|send|transfer|delete|export|submit|give|list|show|what)\b)|(?<=")[,.]?\s+and (?=(?:please )?(?:pay|book|reserve|refund|cancel|send|transfer|delete|export|submit|give|list|show)\b)/i

function readRest(rest: string): { subject?: string; body?: string; after: string } {
  let left = rest
  let subject: string | undefined
  for (const form of subjectForms) {
    const match = form.exec(left)
    if (!match) continue
    subject = match[1]?.replace(/^"|"$/g, '').trim()
    left = left.slice(match[0].length)
    break
  }
  // A letter: under its subject, or after an empty line and a greeting, there is nothing but its text.
  const letter = (
    subject ? /^\s*\n\s*([^]+)$/ : /^[,:]?\s*\n\s*((?:hi|hello|hey|dear|good \w+)\b[^]+)$/i
  ).exec(left)?.[1]
  if (letter) left = `: ${letter.replace(/^(?:body|text|message): ?/i, '')}`
  // After a colon everything is what shall be said; otherwise a new order may follow.
  const isColon = /^ ?[:]/.test(left)
  const next = isColon && !/^ ?: ?"/.test(left) ? null : onwards.exec(left)
  const after = next ? left.slice(next.index + next[0].length) : ''
  const said = next ? left.slice(0, next.index) : left
  for (const form of bodyForms) {
    const found = form
      .exec(said)?.[1]
      ?.trim()
      .replace(/^"([^"]+)"\.?$/, '$1')
    if (found && /\p{L}|\d/u.test(found)) {
      return { ...(subject && { subject }), body: found, after }
    }
  }
  const isOnward = /^[,.;]?\s*(?:and|then|also)\b/i.test(said)
  return { ...(subject && { subject }), after: isOnward ? `${said} ${after}`.trim() : after }
}

/** Nothing is sent later than now. */
const delayed =
  /^,? (?:(?:tomorrow|tonight|later|next (?:week|month))(?!,? (?:is|that|at|the|we|i|will|we'll|morning(?:'s| is)))|every|(?:on |this |next )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|in \d+|(?:if|when|once|unless)\b)/i

/** The words that lead to an order must be nothing but other orders and courtesies. */
function mayLead(lead: string): boolean {
  const sentence = /[^.!?;\n]*$/.exec(lead)?.[0] ?? ''
  const piece = sentence.split(/,| and | then |: /).at(-1) ?? ''
  const isFree = bare(`${piece} x`).words === 'x'
  return (
    isFree &&
    !isNegated(bare(sentence).words) &&
    !isConditional(sentence) &&
    !isReport(sentence) &&
    !isSupposed(sentence) &&
    !(isQuestion(bare(sentence).words) && bare(`${sentence} x`).words !== 'x') &&
    !/\b(?:tomorrow|next week|next month|later|tonight|every (?:day|week|month))\b/i.test(piece)
  )
}

/** Takes the e-mail that is asked for out of a text: what stands in it is to be sent, not to be obeyed. */
export function takeMail(
  text: string,
  /** The words of the text as they were written. */
  verbatim: (words: string) => string = (words) => words,
): { mail: Mail | null; rest: string } {
  for (const form of [quotedFirst, ...heads, bodyFirst]) {
    form.lastIndex = 0
    for (const match of text.matchAll(form)) {
      const lead = text.slice(0, match.index)
      if (/[\w'-]$/.test(lead) || !mayLead(lead)) continue
      const groups: Record<string, string | undefined> = { ...match.groups }
      groups.body ??= groups.body2
      const rests = text.slice(match.index + match[0].length)
      // "Ask when …" asks that; "tell … when …" would wait for it.
      if (delayed.test(rests) && !(/^ask\b/i.test(match[0]) && /^,? (?:when|if)\b/i.test(rests)))
        continue
      const { subject, body, after } = groups.body
        ? {
            subject: undefined,
            body: groups.body,
            after: rests,
          }
        : readRest(rests)
      const mail: Mail = {
        to: groups.to?.match(addresses)?.map((one) => one.replace(/\.$/, '')) ?? [],
        ...(groups.name && { name: groups.name }),
        ...(subject && { subject: verbatim(subject) }),
        ...(!body && groups.greeting && { body: verbatim(groups.greeting) }),
        ...(body && {
          body:
            leadIn(groups.thanks) +
            sayable(verbatim(isAsked(lead) ? body.replace(/\?$/, '') : body)),
        }),
      }
      return {
        mail,
        rest: `${lead.replace(/(?:,| and| then| also| please)+\s*$/i, '')}. ${after}`.trim(),
      }
    }
  }
  return { mail: null, rest: text }
}

/** `thank … for the flowers` → `Thank you for the flowers`. */
const leadIn = (verb: string | undefined): string =>
  !verb
    ? ''
    : /^thank/i.test(verb)
      ? 'Thank you '
      : /^apolog/i.test(verb)
        ? 'Sorry '
        : /^congrat/i.test(verb)
          ? 'Congratulations '
          : 'Hello '

/** `Could you tell …?`: the question mark is not part of what to say. */
const isAsked = (lead: string): boolean =>
  /\b(?:can|could|would|will) (?:you|u)\b[^.!?]*$/i.test(lead)

/** `to send the report` → `Please send the report`. */
const sayable = (body: string): string =>
  body
    .replace(/^to (?=\w)/i, 'Please ')
    .replace(/^(?:whether|if) (.+?)\??$/i, 'Please tell me whether $1.')
