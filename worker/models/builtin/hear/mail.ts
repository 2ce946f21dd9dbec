import { bare } from './courtesy.ts'
import { labelledBefore } from './mail-labels.ts'
import { withAddressOf } from './mail-pronoun.ts'
import { readMailText } from './mail-text.ts'
import { isConditional, isNegated, isQuestion, isReport, isSupposed } from './mood.ts'

/** An e-mail that is asked for, as far as it was said. */
export type Mail = { to: string[]; name?: string; subject?: string; body?: string }

export const ADDRESS = String.raw`[\w.+'-]+@[\w-]+(?:\.[\w-]+)+`
const addresses = new RegExp(ADDRESS, 'g')
const described = String.raw`(?:(?:both|all)(?: of them| two| three| four)?:? |(?:the following(?: \p{L}+)?|these(?: \p{L}+)?):? |(?:our|my|the|your) (?:[\p{L}-]+ ){1,3}?(?:at |under |\()?|(?!(?:me|us|if|whether|that|what|who|about|when|how|and|or|to|back|for|an?|this|it)\b)[\p{L}'-]+ (?:[\p{L}'-]+ )?(?:at |under |\())?`
const whom = String.raw`${described}(?<to>${ADDRESS}(?:(?:,? (?:and also|as well as|and|plus) |, | & | \+ |; )${ADDRESS})*)\)?`
const noun = String.raw`(?:e?mail|message|note|lines?|words?|memo|letter)`
const an = String.raw`(?:(?:an?|another|the same|the|one|this|a quick|a short|a brief|quick|short|a few|some|a couple of) )?(?:new |short |quick |brief |friendly |kind |polite |birthday |reminder |welcome |thank[- ]you |follow[- ]up |confirmation |get[- ]well )?`
/** How it is to go; `as an e-mail`, too. */
const by = String.raw`(?:by|via|per|through|with|in|as) (?:an? )?(?:e?mail|mail message)\b`
const naming = String.raw`(?<name>(?![\w.+'-]*@)(?!(?:an?|the (?:text|message|following|words?|e?mail|note|list|report|file|sentence|subject)|that|saying|to|from|with|about|me|it|this|address|us|them|him|her|everyone|everybody|all|back)\b)(?:my |our |the )?[\p{L}][\p{L}\p{N}'-]*(?: (?!that\b|saying\b|about\b|to\b|and\b)\p{Lu}[\p{L}'-]*)?)`

const heads: readonly RegExp[] = [
  String.raw`(?:send|shoot|write|drop|fire off|compose|dispatch|get) ${an}${noun}(?: (?:over|out|off))? (?:to )?${whom}`,
  String.raw`(?:(?:send|write) ${an}${noun}[:.]?\s*\n\s*)?to: ?${whom}(?=[,.;]?\s+(?:subject|title|text|body|message)\b)`,
  String.raw`(?:send|drop|shoot|write) ${whom} ${an}${noun}`,
  String.raw`(?:e?mail:?|message|write(?: an? e?mail)?(?: to)?|contact|inform|notify|warn|tell|ask|let|ping|invite|remind|drop|reply to|answer|update) ${whom}`,
  String.raw`(?:send|give) ${whom} (?:this|the following)(?: message| text| note)?`,
  String.raw`send (?=(?:[^.;]|\.(?=\S)){0,200}(?:saying|that says|: ))(?:to )?${whom}`,
  String.raw`(?:e?mail|write (?:an? )?e?mail to|send ${an}e?mail to|shoot ${an}e?mail to) ${naming}`,
  String.raw`(?:send|write|drop|shoot) ${naming} ${an}e?mail`,
  String.raw`(?:tell|inform|notify|let|ask|remind|warn|update|thank|write(?: to)?|contact) ${naming}(?: know)?,? ${by}`,
  String.raw`${by},? (?:please )?(?:tell|inform|notify|let|ask|remind|warn|update|write(?: to)?|contact) ${naming}(?= (?:that|know|to|about|whether|if)\b|:)`,
  String.raw`(?:write|drop ${an}line|send ${an}(?:line|note|message)) to ${naming}(?=,? (?:that|saying|and (?:say|tell)|about)\b|:)`,
  String.raw`(?:send|write) ${an}(?:e?mail|message|note) to (?<name>(?:my|our|the) (?!(?:address|list|file|team's)\b)[\p{L}-]+)(?=\s*[.?!]*$)`,
  String.raw`(?:drop|give|send|shoot) ${whom} (?:an? )?(?:quick |little |short |brief )?(?:heads[- ]?up|shout|word|notice|update|ping|reminder|nudge|reply|answer|info(?:rmation)?)`,
  String.raw`(?:pass|pass on|pass along|relay|forward|communicate|mention|report|explain|confirm|announce|point out|reply|respond|reach out|get back|get in touch|get (?:a )?word|send word|(?:e?mail|send|write|forward) (?:this|the following|that)(?: message| text| words| lines?| note| e?mail| on)?|write back|break it|make clear)(?: on| along| over)?(?: it| this| word)? (?:to|with) ${whom}`,
  String.raw`(?:an? |another |one |a quick |a short )?(?:new |quick |short )*(?:e?mail|mail|message|note|heads[- ]?up) (?:to go |to be sent |sent |going |should go |has to go |needs to go |must go )?(?:out |over )?(?:to|for) ${whom}`,
  String.raw`${whom}:? (?:should|must|needs to|has to|ought to|to) (?:please )?(?:know|hear|learn|be (?:told|informed|notified|reminded|made aware))(?: about)?`,
  String.raw`${whom}\s*[,:-]+\s*(?:please )?(?:tell|let|ask|inform|remind|e?mail|write)(?: to)?(?: him| her| them)?`,
  String.raw`(?:send|write) ${an}e?mail[.,:;]?\s+(?:the )?(?:recipient|addressee|address)(?: is)?:? ${whom}`,
  String.raw`use (?:the )?(?:e?mail )?(?:address )?${whom} and(?= (?:say|write|tell|let))`,
  String.raw`${whom}:? (?:should|must|needs to|has to|ought to|is to|shall|needs) (?:please )?(?:get |receive |have |be sent )?${an}${noun}`,
  String.raw`(?:send|give|convey to) ${whom} (?:my|our) (?<greeting>(?:thanks|regards|apologies|congratulations|best wishes|love)[^.;:]*)`,
  String.raw`(?<thanks>thank|apologi[sz]e to|congratulate|welcome|greet) ${whom}`,
  String.raw`(?:send|say) (?:an? |my |our )?(?:quick |big |warm |friendly |kind )*(?<greeting>hello|hi|greetings|thanks|thank you|sorry|congratulations|congrats|regards|good luck|happy [a-z]+)(?: over| out)? to ${whom}`,
].map((form) => new RegExp(form, 'giu'))

/** `Send an email saying … to sam@example.com`, and without an address yet. */
const bodyFirst = new RegExp(
  String.raw`(?:send|write|shoot|drop)(?: out)? ${an}e?mail(?:,? (?:saying|that says|that(?= (?:the|we|our|i|my|it|there|all|this|everybody|everyone)\b)|(?:with )?(?:the )?(?:text|message|words|body)(?: is|:)?|telling (?:him|her|them)) (?:that )?["']?(?<body>.+?)["']?)?(?: to ${whom})?[.!]?$`,
  'giu',
)
const quotedFirst = new RegExp(
  String.raw`(?:send|e?mail|write) (?:the (?:message|words|text) |this |the following )?(?:message )?(?:"(?<body>[^"]+)"|'(?<body2>[^']+)') (?:${by} )?to ${whom}(?: ${by})?`,
  'giu',
)

const telling = /^(?:tell|inform|notify|remind|let|warn)\b/i

/** Nothing is sent later than now. */
const delayed =
  /^,? (?:(?:tomorrow|tonight|later|next (?:week|month))(?!,? (?:is|that|at|the|we|i|will|we'll|morning(?:'s| is)))|every|(?:on |this |next )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|in \d+|(?:if|when|once|unless)\b)/i

/** `I'd be glad if you could …`. */
const politely =
  /\b(?:(?:i|we)(?:'d| would) (?:[\p{L}]+ ){1,4}|(?:it )?(?:would|'d) be (?:\p{L}+ ){1,2})if (?:you|someone|somebody) ?(?:could|would|can)?(?: please| just)?\s*$/iu

/** The words that lead to an order must be nothing but other orders and courtesies. */
function mayLead(lead: string): boolean {
  const sentence = (/[^.!?;\n]*$/.exec(lead)?.[0] ?? '').trimStart()
  const piece =
    sentence
      .split(/,| and | then | plus | & |; | but |: /)
      .at(-1)
      ?.trimStart() ?? ''
  const own = piece.replace(politely, '')
  const isFree = bare(`${own} x`).words === 'x'
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

/** `Let the customer know? lucia@example.com, just say …`: the address stands behind whom it names. */
const behind = new RegExp(
  String.raw`\b(?:let|tell|inform|write to|e?mail) (?:the |my |our )?[\p{L} ]{3,20}?(?: know)?[?.:,]+ (?:(?:it's|that's|at) )?(${ADDRESS})[,:;.]+ (?:just |please )?(?:say|tell (?:him|her|them)|write)(?: that|:)? `,
  'iu',
)
const withAddressBehind = (said: string): string => said.replace(behind, 'email $1: ')

/** Takes the e-mail that is asked for out of a text: what stands in it is to be sent, not to be obeyed. */
export function takeMail(
  said: string,
  /** The words of the text as they were written. */
  verbatim: (words: string) => string = (words) => words,
): { mail: Mail | null; rest: string } {
  const direct = takeDirect(withAddressBehind(said), verbatim)
  const meant = direct.mail ? null : withAddressOf(said, ADDRESS)
  return meant ? takeDirect(meant, verbatim) : direct
}

function takeDirect(
  said: string,
  verbatim: (words: string) => string,
): { mail: Mail | null; rest: string } {
  const ahead = labelledBefore(said)
  const text = /@/.test(said) ? ahead.rest : said
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
      const behind = readMailText(rests)
      const { subject, body, after } = groups.body
        ? {
            subject: behind.subject,
            body: groups.body,
            after: behind.subject ? behind.after : rests,
          }
        : readMailText(
            /:/.test(match[0])
              ? rests.replace(/^[.;]\s+(?!(?:subject|title|text|body|message)\b)/i, ': ')
              : rests,
            telling.test(match[0]),
          )
      const about = subject ?? ahead.subject
      const told = body || subject ? undefined : toldBefore(lead, match[0])
      const mail: Mail = {
        to: groups.to?.match(addresses)?.map((one) => one.replace(/\.$/, '')) ?? [],
        ...(groups.name && { name: groups.name }),
        ...(about && { subject: verbatim(about) }),
        ...(told && { body: verbatim(told) }),
        ...(!body && groups.greeting && { body: verbatim(groups.greeting) }),
        ...(body && {
          body:
            leadIn(groups.thanks) +
            sayable(verbatim(isAsked(lead) ? body.replace(/\?$/, '') : body)),
        }),
      }
      return {
        mail,
        rest: `${(told ? '' : lead).replace(/(?:,| and| then| also| please| plus| &|;| but)+\s*$/i, '')}. ${after}`.trim(),
      }
    }
  }
  return { mail: null, rest: said }
}

/** `The gate code is 4471 now, please e-mail that to …`: what `that` means stands before it. */
function toldBefore(lead: string, head: string): string | undefined {
  if (
    !/^(?:e?mail|send|forward|pass|write|relay|tell|communicate)(?: on| along)? (?:that|this|it)\b/i.test(
      head,
    )
  )
    return undefined
  const told =
    /^((?:the|our|my|we|there|this|a|an|from|on)\b[^?!]{8,}?)[,.;:-]+\s*(?:(?:so|and|please|kindly|can you|could you|then|just)[ ,]*)*$/i.exec(
      lead,
    )?.[1]
  return told &&
    /\b(?:is|are|was|were|has|have|had|will|can|changed?|moved?|starts?|begins?|ends?|opens?|closes?|arrive[sd]?|came|need(?:s|ed)?|finished|got)\b|'(?:s|re|ll|ve)\b/i.test(
      told,
    )
    ? told
    : undefined
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
