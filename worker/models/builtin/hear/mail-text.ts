import { label, labelled, unwrapped } from './mail-labels.ts'

/** What an e-mail says, read from the words after its address, and the words that are about something else. */
export type MailText = { subject?: string; body?: string; after: string }

/** How and how soon it is to go says nothing of what it says. */
const manner =
  /^(?:,? ?(?:by|via|per|through|in|with) (?:an? )?(?:e?mail|message)\b|,? (?:back|please|kindly|quickly|asap|again|for me|from me|right away|now|today|an? (?:e?mail|message|note|line))(?=[,:.?!\n]|$| (?:that|saying|to say|about|and|with|by|via|whether|if|please)\b))+/i
/** A sentence of its own that goes on about the e-mail. */
const goesOn =
  /^[.?!]\s+(?=(?:and |please |just |then )*(?:say|write|mention|tell|let|inform|ask|it|the|they|he|she|everyone|subject|title|heading|headline|text|body|message|content|saying|with)\b)/i

const subjectForms: readonly RegExp[] = [
  /^[,:.]?\s*(?:subject|re|title) ?[:-] ?([^\n]+)(?=\n)/i,
  // `Subject Letterheads: When will they come?`
  /^[,;]? ?(?:and |with )?(?:the )?(?:subject|title)(?: line)? ((?:(?!\b(?:text|body|message|content|saying?|write|writing|tell|is)\b)[^:\n]){2,60}?)(?=: \S)/i,
  new RegExp(
    String.raw`^[,:]? ?(?:with (?:the |an? )?|under (?:the )?)${label}(?: of|:)? ?(.+?)(?=,| and (?:(?:as|with|the|this|following|an?) )*(?:tell|say|text|body|message|content)| saying| that says|:|$)`,
    'i',
  ),
  new RegExp(
    String.raw`^[,.;]? ?(?:the )?${label}(?: is|:)? ?(.+?)(?=[,;.]? (?:and )?(?:the |this )?(?:body|text|message|content|saying|telling|tell|say|write|writing)\b|$)`,
    'i',
  ),
  /^ (?:about|regarding|concerning|re:?) (.+?)(?=,? (?:saying|and (?:tell|say)|that says|telling)\b|: |$)/i,
]
const they = '(?:him|her|them|everyone|everybody|us|the team)'
const bodyForms: readonly RegExp[] = [
  /^[,;.]? ?(?:and |with |as |use )*(?:the |this )?(?:following )?(?:body|text|message|content|wording|words)(?: is(?![^.!]*\?\s*$)| reads| should be|:)? ?(?:that )?([^]+?)$/i,
  /^,? ?(?:and |to |please )*(?:ask|asking|enquire|inquire) (?:him |her |them )?((?:for|when|where|what|why|how|who|which|whether|if|about|to) [^]+)$/i,
  /^ ((?:for|on) [^]+)$/i,
  /^ of ([^]+)$/i,
  new RegExp(
    String.raw`^,? ?(?:and |please |just )*(?:saying|say|says|that says|which says|to say|reading|write|writing|mention|mentioning|stating|noting|announcing|confirming|warning|explain|explaining|(?:it|the e?mail|the message) (?:should|must|shall|has to|needs to|is to) (?:say|read|tell ${they}|state|mention))(?: that)?:? ([^]+)$`,
    'i',
  ),
  /^,? ?with(?: the words| this|:)?:? ?((?=["'])[^]+)$/i,
  /^,? ?(?:they|he|she|everyone|all of them) (?:should|must|needs? to|ha(?:s|ve) to|ought to) (?:be told|know|hear|be informed)(?: that)?:? ([^]+)$/i,
  new RegExp(
    String.raw`^[.,;]? ?(?:and |please |then |just )*(?:tell|telling|inform|informing) ${they}(?: that)?:? ([^]+)$`,
    'i',
  ),
  new RegExp(
    String.raw`^,? ?(?:and |to |please )*(?:let|letting) ${they} know(?: that)?:? ([^]+)$`,
    'i',
  ),
  /^,? ?know(?: that)?:? ([^]+)$/i,
  /^,? ?that:? ([^]+)$/i,
  /^,? ((?:we|i|you|he|she|it|they|the|our|my|your|his|her|this|there|please|thanks|thank you|sorry|hello|hi|dear|i'm|we're|it's|i'll|we'll)\b[^]+)$/i,
  /^,? ?((?:to|whether|if|how|when|where|why|what) [^]+)$/i,
  /^ ?[:,-]? ?("[^"]+"|'(?:[^']|(?<=\p{L})'(?=\p{L}))+')[.!]?\s*(?:(?:many )?thanks|thank you|please|thx|cheers)?[^\p{L}]*$/iu,
  /^ ?[:-] ?([^]+)$/,
  /^,? ?("[^"]+")/,
  /^,? ?('(?:[^']|(?<=\p{L})'(?=\p{L}))+')(?!\p{L})/u,
  /^, ([^]+)$/,
  // `In the name of all of us: congratulations!`
  /^ [^:.!?\n]{3,60}: ([^]+)$/,
]
/** `tell … no, Friday is too late`: whatever comes is told. */
const told =
  /^ ((?!and\b|then\b|also\b|about\b|of\b|by\b|with\b|an?\b|tomorrow\b|later\b|tonight\b)\p{L}[^]{5,})$/u
const twoQuotes =
  /^[,:]?\s*(?:"([^"]+)"|'((?:[^']|(?<=\p{L})'(?=\p{L}))+)')[,;:]?\s+(?:and )?((?:"[^"]+"|'(?:[^']|(?<=\p{L})'(?=\p{L}))+')[.!]?)\s*$/u

const verbs =
  '(?:pay|book|reserve|refund|cancel|send|transfer|delete|export|submit|give|make|list|show|expense|claim|email|tell|let|block)'
/** `…. Then book a table`: where an order of its own begins after what is to be said. */
const onwards = new RegExp(
  [
    String.raw`(?:[.;!]\s+|,?\s+)(?:and then |then |and also |also,? )(?=(?:please )?(?:${verbs}|what)\b)`,
    String.raw`,\s+and (?=(?:please )?(?:pay|settle|refund|cancel) (?:invoice |order |booking |\$\d[\d.]* (?:on|for|of) )*(?:INV|ORD|BKG)-\d+[.!]?$)`,
    String.raw`(?<=["'][.!?]?)[,.]?\s+(?:and|plus|then|also) (?=(?:also |then |please )*${verbs}\b)`,
    String.raw`(?<=["'][.!?]?)[.,]?\s+(?=(?:please )?${verbs} )`,
  ].join('|'),
  'i',
)
/** After a colon all of it is the text, but for a sentence that says it goes on and names a thing of ours. */
const onwardsAfterColon =
  /(?:[.;!?]["']?\s+|\n+\s*)(?:and|also|plus|besides|then|and then|after that|and also|and please|finally)[,:]? (?:please |also |then )*(?=(?:pay|book|reserve|refund|cancel|send|transfer|delete|export|submit|give|make|expense|claim|block)\b[^.!?]*(?:\b(?:INV|ORD|BKG)-\d|\$|\d (?:dollars|bucks)|\b(?:Atlas|Birch|Luma|Harbor Print|Northwind|Tidewater|Alder)\b|\b(?:cancell?ed|all|the|confirmed) bookings\b|\b(?:member|reviewer|manager|auditor|admin)\b))/i
/** A text that tells its reader what to do first goes on telling them. */
const instructs = /^\W*(?:please|first|kindly|remember|don't|do|make sure)\b/i

function readAfter(left: string): { said: string; after: string } {
  const isColon = /^ ?:/.test(left)
  const isQuoted = /^ ?: ?["']/.test(left)
  const next = isColon && !isQuoted ? onwardsAfterColon.exec(left) : onwards.exec(left)
  if (!next || (isColon && !isQuoted && instructs.test(left.slice(0, next.index))))
    return { said: left, after: '' }
  const isMark = /^[.!?]/.test(next[0])
  return {
    said: left.slice(0, next.index + (isMark ? 1 : 0)),
    after: left.slice(next.index + next[0].length),
  }
}

const empty =
  /^\W*(?:(?:please|thanks|thank you|asap|now|today|pls|will you|would you|for me|an? (?:e?mail|message|note|line|word|short note|quick note))\W*)*$/i

/** `…. Can you email him that?` is said to us. */
const aside =
  /(?:[.!,;]\s+|\s+-\s+)(?:please |so |and )*(?:(?:can|could|would|will) you (?:please )?)?(?:e?mail|tell|write|send|let|inform)(?: (?:him|her|them|it|that|this|know|to|about|please|a (?:short |quick )?(?:note|e?mail|message|line)))+[?.!]*$/i

/** Reads what stands after the address of an e-mail; `isTold` after `tell` and its like. */
export function readMailText(rest: string, isTold = false): MailText {
  const two = twoQuotes.exec(rest)
  if (two)
    return { subject: (two[1] ?? two[2] ?? '').trim(), body: unwrapped(two[3] ?? ''), after: '' }
  let left = rest
    // After a colon, too, a subject and a text that are called so are no text.
    .replace(/^\s*:\s*(?=(?:the )?(?:subject|title)\b.*\b(?:text|body|message|content)\b)/i, ', ')
    .replace(/\s+[-–]\s+(?=(?:subject|title|text|body|message)\b)/gi, ', ')
    .replace(manner, '')
    .replace(goesOn, ', ')
    .replace(manner, '')
  const found = labelled(left)
  let { subject } = found
  left = found.rest
  for (const form of subject === undefined ? subjectForms : []) {
    const match = form.exec(left)
    if (!match) continue
    subject = unwrapped(match[1] ?? '')
    left = left.slice(match[0].length).replace(goesOn, ', ')
    break
  }
  const named = subject ? { subject } : {}
  // A letter: under its subject, or after an empty line and a greeting, there is nothing but its text.
  const letter = (
    subject ? /^\s*\n\s*([^]+)$/ : /^[,:]?\s*\n\s*((?:hi|hello|hey|dear|good \w+)\b[^]+)$/i
  ).exec(left)?.[1]
  if (letter) left = `: ${letter.replace(/^(?:body|text|message): ?/i, '')}`
  const { said, after } = letter ? { said: left, after: '' } : readAfter(left)
  for (const form of isTold ? [...bodyForms, told] : bodyForms) {
    const body = unwrapped(form.exec(said.replace(aside, ''))?.[1] ?? '')
    if (/\p{L}|\d/u.test(body) && !empty.test(body)) return { ...named, body, after }
  }
  const isOnward = /^[,.;?!]?\s*(?:and|then|also)\b/i.test(said)
  return { ...named, after: isOnward ? `${said.replace(/^\W+/, '')} ${after}`.trim() : after }
}
