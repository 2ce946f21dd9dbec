import { gazetteer, isPayee, payeeIn } from './facts/places.ts'
import { clauseOf, type Clause } from './hear/hear.ts'
import type { Frame, Slots } from './frames/frame.ts'
import type { Past } from './plan.ts'
import { tail } from './hear/tail.ts'
import { shifted, withoutParty } from './shifts.ts'
import { nouns } from './which.ts'

const filler =
  /^(?:(?:oh+|sorry|excuse me|pardon(?: me)?|shoot|damn|argh|oops|ups|whoops|hmm*|ehm+|uhm+|umm+|erm*|eh|euh|aw|wait|hang on|please|ok|okay|k|but|and|so|well|um|uh|ah|alright|all right|right|fine|yes|yeah|yep|sure|great|good|then|lovely|thanks|in that case|my mistake|my bad|apologies|(?:can|could|would|will) you(?: please| kindly| just)?|(?:i|we)(?:'d| would) like (?:you )?to|(?:i|we) want (?:you )?to|(?:would|is) it (?:be )?possible to|wrong one|that was wrong|that's wrong|that's not right|typo|(?:i|we)(?:'ve| have)? (?:mixed|messed|muddled|got|typed|wrote|read|said|put) (?:it|that|this|them|those|the (?:names?|numbers?|dates?|times?|days?|amounts?))(?: (?:all )?(?:up|wrong|wrongly|mixed up))|(?:that|this|it)(?:'s| is| was) (?:the |a )?(?:wrong|mistake|typo|an error)(?: \w+)?|(?:wrong|bad) (?:\w+)|(?:i|we) (?:made|have made) (?:a |an )?(?:mistake|error|typo)|let me correct (?:that|it|this|myself)|small (?:change|correction)|slight (?:change|correction)|one (?:change|correction))(?:[,.!;: -]+|$))*/i
const thing = String.raw`(?:it|that|this|them|the \w+(?: \w+)?)`
/** What begins a correction, and says nothing of what it changes. */
const cue = new RegExp(
  String.raw`^(?:no|nope|nah|actually|i mean|i meant|i said|we said|rather|correction|(?:please )?make (?:it|that|this|them)|change (?:it|that|this|the \w+(?: \w+)?)(?: (?:from .+? )?to)?|(?:move|shift|push|bring|pull|put|postpone|delay|switch|swap) ${thing}(?: (?:to|for|by))?|(?:switch|swap|move|change)(?: over)?(?: to)?|let's (?:do|make it|say|take|go (?:for|with))|set ${thing} to|(?:the )?(?:amount|time|date|day|number|sum|total|party|size|role|order|payee|name|room|it|that|this|there)(?: (?:should|must|needs to|has to|ought to|will|would)(?: \w+)? (?:be|read|say|go to|have been|start(?: at)?|end(?: at)?)| is| was|'s|'ll be)(?: (?:actually|really|only|supposed to be|meant to be))?|(?:should|must|has to|needs to|ought to)(?: be| have been| read)|(?:it|that|this)(?: was| is|'s)? (?:meant|supposed|intended)(?: to (?:go to|be))?(?: for)?|(?:it|that|this) should (?:go|have gone) to|better|only|just|try(?: again)?(?: with)?|take|use|(?:i|we)(?:'ll| will)? (?:only |just |actually )?(?:need|want|take|meant|mean|prefer)|for|at|on|we are|we're|we'll be|there are|there will be|not|instead|can (?:we|you|it|i)(?: \w+)? (?:do|make it|make that|change it to|be|move it(?: to)?|start(?: at)?|have|get|take|switch(?: to)?|use)|could (?:we|you|it|i)(?: \w+)? (?:do|make it|make that|change it to|be|move it(?: to)?|start(?: at)?|have|get|take|switch(?: to)?|use)|i'd (?:rather|prefer)(?: have)?|i would (?:rather|prefer)(?: have)?|prefer|(?:go |put it )?back to|edit|update (?:it|that)(?: to)?|(?:reduce|increase|lower|raise|cut|bump|extend|shorten|limit|restrict|narrow|cap) ?(?:it|that)?(?: ?(?:down )?(?:to|by|until|up to|down to))?|start(?:ing)? (?:it |that )?at|begin (?:it |that )?at|make|do|go (?:for|with))\b[,:. ]*`,
  'i',
)
const strong = new RegExp(
  String.raw`^(?:no|nope|nah|actually|i mean|i meant|i said|rather|correction|make (?:it|that|this|them)|change|(?:move|push|shift|bring|postpone|delay|swap) ${thing}|switch|swap|move to|let's (?:do|make it|say|go (?:for|with))|(?:it|that|there|(?:the )?(?:amount|time|date|day|number|sum|total|party|size|role))(?: (?:should|must|needs to|has to|ought to)(?: \w+)? (?:be|read|say|have been)| was|'s (?:actually|only))|(?:it|that|this)(?: was| is|'s)? (?:meant|supposed|intended)|(?:it|that|this) should (?:go|have gone) to|(?:should|must|has to|needs to|ought to) (?:be|have been)|(?:go |put it )?back to|only|just|without|excluding|instead|oops|better|(?:can|could) (?:we|you|it|i)(?: \w+)? (?:make it|make that|change it to|move it|do|start|have|switch|be)|i'd (?:rather|prefer)|i would (?:rather|prefer)|(?:we|i) (?:only|just) need|(?:we|i)(?:'ll| will)? need (?:\w+ ){1,3}(?:more|longer)$|(?:plus|add) (?:an?|one|two|three|\d|another)(?: more)? (?:people|persons?|guests?)\b|reduce|increase|lower|raise|cut|bump|extend|shorten|limit|restrict|narrow|cap|update|set ${thing} to|try again with|put (?:it|that) under|(?:start(?:ing)?|begin) (?:it |that )?at|(?:\w+ ){1,3}(?:later|earlier)|(?:add )?(?:one|two|\d|another)(?: \w+)? more|double|half|twice|(?:plus|add|another) \$?\d[\d.]*(?! \w+ing\b)|\$?\d[\d.,]*(?: dollars| bucks)? (?:more|less))\b|^not \S+(?:,| but) |, not \S+$|\b(?:instead|rather|would be better|is better|works better|suits (?:me|us) better|would suit|the other (?:room|one)|(?:is|are) (?:plenty|enough)|(?:one|two|\d) more|(?:are|is) (?:also )?(?:joining|coming)|actually|after all)\b|\b(?:the day|the week) after\b`,
  'i',
)
const negative =
  /\b(?:doesn't|don't|does not|do not|can't|cannot|can not|won't|isn't|is not|aren't|are not|didn't|wasn't|not|never|no longer) |\b(?:too (?:late|early|much|many|expensive|little|few|long|short|small|big|high|low|soon)|(?:is|are|was|'s) (?:bad|wrong|full|taken|closed|booked|occupied|busy|unavailable|out|being \w+)|no good|impossible|nobody|unfortunately)\b/i

/** The words of a correction alone; whether they surely correct; whether they turn something down. */
export type Correction = { clause: Clause; isStrong: boolean; isNegative: boolean; count: number }

const strip = (text: string, pattern: RegExp): string => {
  let left = text
  for (let before = ''; before !== left;) {
    before = left
    left = left.replace(pattern, '')
  }
  return left
}

/** Without what begins a correction. `for`, `at` and their like stay: they say what the number is. */
function bare(words: string): string {
  let left = words
  for (let before = ''; before !== left && cue.test(left);) {
    before = left
    const kept =
      /(?:\b(?:for|at|on|we are|we're|we'll be|we will be|there will be|there'll be|start at|there are))[ ]*$/i.exec(
        cue.exec(left)?.[0] ?? '',
      )?.[0] ?? ''
    const shorter = left.replace(cue, '').replace(filler, '')
    if (shorter.trim() === '') break
    if (kept) return `${kept.trim()} ${shorter}`
    left = shorter
  }
  return left.replace(/^(?:to|it) (?=\S)/i, '').trim()
}

/**
 * What is said to be so, of pieces of which others say what is not, or why: `tomorrow is full, make it
 * Friday`, `Tom is ill so just two`.
 */
function affirmed(text: string): { text: string; isNegative: boolean } {
  const pieces = text
    .split(/(?<=[^\d]),\s*|,\s+|[;:.!?]+\s+|\s-+\s|\s(?:but|so|because)\s/)
    .map((piece) => piece.trim())
    .filter((piece) => strip(piece.replace(tail, ''), filler) !== '')
  const yes = pieces.filter((piece) => !negative.test(`${piece} `))
  const facts = yes.filter((piece) =>
    isFactsOnly(clauseOf(bare(strip(piece.replace(tail, ' ').trim(), filler)))),
  )
  const isStory =
    facts.length > 0 &&
    facts.length < yes.length &&
    yes.some((piece) => !facts.includes(piece) && !isCue(piece))
  return {
    text: (isStory ? facts : yes).join(', '),
    isNegative: yes.length < pieces.length || isStory,
  }
}

/** Whether a piece only begins a correction: `no, ` or `I mean`. */
const isCue = (piece: string): boolean => cue.test(piece) || strong.test(piece)

const kinds = new RegExp(
  String.raw`\b(?:the|my|that|this|our) (?!(?:other|same|next|day|week)\b)(?:(?!to\b|for\b|at\b|on\b|is\b|be\b)[\w$:.'-]+ ){0,3}?(?:one\b|(?:${[...new Set(Object.values(nouns).flatMap((one) => one.split('|')))].filter((one) => one !== 'luma').join('|')})\b)|\bthe (?:first|second|third|last|former|latter)(?= \$?\d| to \$?\d)`,
  'i',
)

/** What a correction names as what it corrects: `the Saturday one`. */
export const subject = (text: string): string => kinds.exec(text)?.[0].toLowerCase() ?? ''

const slip =
  /^(?:\w+[,. ]+)?(?:oops|ups|whoops|wrong|my mistake|my bad|typo|sorry)\b|\b(?:wrong one|my mistake|my bad)\b|[,.;:\s-](?:sorry|oops|ups|whoops|typo|apologies|i mean|i meant|my mistake|that is)\W*$/i
/** Whether the words own up to a slip: what they say then corrects. */
export const isSlipOf = (said: string): boolean => slip.test(said)

const piece = String.raw`(?:(?:at|on|for|to|from|till|until|the|room|only) )*\$?[\p{L}\d][\p{L}\d:.,@'-]*(?: (?:am|pm|o'?clock|dollars|bucks|people|persons|guests|of us|print|catering|construction|linen|access))?`
/** `120 not 210`, `five instead of six`, `not 210 but 120`: what is chosen, without what it was. */
const insteadOf = new RegExp(
  String.raw`^(.*?\S),? (?:and )?(?:not|instead of|rather than|as opposed to) (${piece})$`,
  'iu',
)
const notBut = new RegExp(
  String.raw`^((?:\p{L}+[,.]? ){0,2})not (${piece}),? (?:but|it's|make it) (?=\S)`,
  'iu',
)
const isFact = (words: string): boolean =>
  /^(?:them|him|her|that|those)$/i.test(words) ||
  /\d/.test(words) ||
  isFactsOnly(clauseOf(words)) ||
  /^\p{Lu}/u.test(words)
function chosen(said: string): string {
  const [, one, out] = insteadOf.exec(said) ?? []
  if (
    one &&
    out &&
    isFact(out) &&
    !/\b(?:is|am|are|was|do|does|did|can|could|will|would)$/i.test(one)
  )
    return `no, ${one.replace(/^(?:no|wait)[,. ]+/i, '')}`
  const other = notBut.exec(said)
  return other && isFact(other[2] ?? '') ? `no, ${said.slice(other[0].length)}` : said
}

/** `raise it by $20` counts from what stands: `make it $20 more`; `an even 250` is 250. */
const counted = (said: string): string =>
  said
    .replace(
      /\b(increase|raise|bump|up|reduce|lower|cut|decrease|drop|shrink)(?: up| down)?(?: (?:it|that|this|them|the \w+))? by (\$?\d[\d.,]*(?: (?:dollars|bucks|people|persons|guests))?)(?=[.!?,]|$)/i,
      (_all, verb: string, by: string) =>
        `make it ${by} ${/^(?:increase|raise|bump|up)$/i.test(verb) ? 'more' : 'less'}`,
    )
    .replace(/\b(?:an? )?(?:nice |good )?(?:even|round|flat|clean) (?=\$?\d)/i, '')
    // `No, 300 was right`.
    .replace(
      /^(.*?)(?:\bthe )?(\$?\d[\d.,]*) (?:(?:was|is) (?:right|correct)|was (?:fine|ok|okay|better))(?: after all)?[.!]?$/i,
      '$1make it $2',
    )
    .replace(/(\d(?: dollars| bucks)?) (?:even|flat|straight|sharp)(?=[.!?,]|$| please\b)/i, '$1')

/** Reads a correction: `no wait, make the table for five` → `for five`. */
export function readCorrection(said: string): Correction {
  const whole = strip(chosen(counted(said).replace(/[.!?\s]+$/, '')), filler)
  const { text, isNegative } = affirmed(
    whole.replace(/^not \S+(?: one)?(?:,| but) (?=\S)/i, 'no, ').replace(/, not (?:at )?\S+$/i, ''),
  )
  const isSwap = /^not \S+(?: one)?(?:,| but) \S|, not (?:at )?\S+$/i.test(whole)
  const start = strip(text, filler).replace(kinds, 'it')
  const isStrong =
    isSwap ||
    isNegative ||
    slip.test(said) ||
    strong.test(start) ||
    strong.test(strip(whole, filler))
  const clause = clauseOf(bare(strip(start.replace(tail, ' ').trim(), filler)))
  return { clause, isStrong, isNegative, count: clause.plain.split(' ').length }
}

const labelled =
  /^(?:(?:and|with|add|put|use|set|change|include|write|note|enter|it|that|can you|could you|please) )*(?:an? |the |my |as (?:an? |the )?)?(memo|note|reference|purpose|reason|description|name|subject|text|body|message)(?: line)?(?: is| should be| to| of|:| as|,)? ?"?(.+?)"?$/i
/** `Put "damaged blade" as the reason`. */
const labelledBehind =
  /^(?:(?:and|please|can you|could you) )*(?:put|write|say|note|enter|use|add|set) (?:"([^"]+)"|(?!it\b|that\b|this\b|an? |the |as )([^":]{3,60}?)) (?:as|for|in|into) (?:the |a |its )?(memo|note|reference|purpose|reason|description|name|subject|text|body|message)(?: please)?$/i
const slotOf: Record<string, readonly string[]> = {
  description: ['purpose', 'memo', 'reason'],
  memo: ['memo', 'reason', 'purpose'],
  note: ['memo', 'reason', 'purpose'],
  reference: ['memo', 'reason'],
  purpose: ['purpose', 'memo'],
  reason: ['reason', 'memo'],
  name: ['name'],
  subject: ['subject'],
  text: ['body'],
  body: ['body'],
  message: ['body'],
}

/** `memo: tasting menu`: a fact with its name. */
export function named(frame: Frame, text: string): Slots | null {
  const said = text.replace(/[.!\s]+$/, '')
  const [, quoted, plainly, behind = ''] = labelledBehind.exec(said) ?? []
  const words = quoted ?? plainly
  const [, label = '', value = ''] = words ? ['', behind, words] : (labelled.exec(said) ?? [])
  const name = slotOf[label.toLowerCase()]?.find(
    (one) => frame.required.includes(one) || frame.optional?.includes(one),
  )
  return name && value ? { [name]: value } : null
}

const DAY = 24 * 3600_000
/** `No, Wednesday`, of what was for a Tuesday: the one beside that day, not the one beside today. */
export function nearKnown(date: string, known: Slots, { plain }: Clause): string {
  const isBare = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/.test(plain)
  const isCounted =
    /\b(?:next|this|today|tomorrow|week|coming|following)\b|\d(?:st|nd|rd|th)\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/.test(
      plain,
    )
  if (!isBare || isCounted || typeof known.date !== 'string') return date
  const weeks = Math.round((Date.parse(known.date) - Date.parse(date)) / (7 * DAY))
  return weeks > 0 ? new Date(Date.parse(date) + weeks * 7 * DAY).toISOString().slice(0, 10) : date
}

/** A number of four digits without a sign of money or anything that it counts. */
const bareNumber = /(?<![\w$.,:/#-])#?(\d{4})(?![\w:/%-]|[.,]\d| ?(?:dollars|bucks|usd|people))/g

/** `It was 2042, I misread`, of ORD-2041: a number of its series is no sum. */
function otherNumber({ again }: Frame, known: Slots, { plain }: Clause): Slots | null {
  const [, kind, before = ''] = /^(ORD|INV|BKG)-(\d{4})$/.exec(String(known[again ?? ''])) ?? []
  const numbers = new Set([...plain.matchAll(bareNumber)].map(([, number = '']) => number))
  const [number, ...more] = [...numbers].filter((one) => one !== before)
  const isOfSeries = number?.slice(0, 2) === before.slice(0, 2)
  const isYear = /\b(?:in|since|until|from|of) (?:19|20)\d\d\b/.test(plain)
  return again && kind && number && more.length === 0 && isOfSeries && !isYear
    ? { [again]: `${kind}-${number}` }
    : null
}

/** `Two more and at 19:00`: what is said beside how many come. */
function besideParty(
  frame: Frame,
  known: Slots,
  { plain }: Clause,
  past: Pick<Past, 'now'>,
  moved: Slots,
): Slots {
  const rest = withoutParty(plain)
  if (moved.partySize === undefined || rest === plain) return {}
  const { slots } = frame.read(clauseOf(rest), past.now, [], known)
  return Object.fromEntries(
    Object.entries(slots).filter(([name]) => ['time', 'date'].includes(name)),
  )
}

/** What words change of something asked for; empty when they are about something else. */
export function changes(
  frame: Frame,
  known: Slots,
  clause: Clause,
  past: Pick<Past, 'now'>,
  isStrong: boolean,
): Slots {
  // `Make him reviewer`: whose role it is, is known.
  if (frame.tool === 'change_access' && /^(?:him|her|them) /.test(clause.plain))
    clause = clauseOf(clause.words.replace(/^(?:him|her|them) (?:to )?/i, ''))
  const fromTo = /\bfrom (\d+) to (\d+)\b(?! ?(?:pm|am|:))/.exec(clause.plain)
  if (fromTo && frame.main && String(known[frame.main]) === fromTo[1])
    return { [frame.main]: Number(fromTo[2]) }
  const moved = shifted(frame, known, clause.plain)
  if (moved) return { ...besideParty(frame, known, clause, past, moved), ...moved }
  const number = frame.main === 'amount' ? otherNumber(frame, known, clause) : null
  if (number) {
    // `2030 then, 111`: a sum may stand beside it.
    const rest = clause.words
      .replace(/#?\b\d{4}\b(?: (?:then|please))?/, ' ')
      .replace(/^[\s,;]+|[\s,;]+$/g, '')
    const beside = /\d/.test(rest) ? changes(frame, known, clauseOf(rest), past, isStrong) : {}
    return { ...beside, ...number }
  }
  const asked = frame.main ? [frame.main] : []
  const isShort = clause.plain.split(' ').length <= 6
  const attempts = isStrong && frame.again && isShort ? [asked, [frame.again]] : [asked]
  for (const each of attempts) {
    const { slots, problem } = frame.read(clause, past.now, each, known)
    if (problem) continue
    if (slots.date !== undefined) slots.date = nearKnown(String(slots.date), known, clause)
    const different = Object.entries(slots).filter(
      ([name, value]) =>
        known[name] !== value &&
        (name !== 'payee' || isPayee(String(value))) &&
        (name !== 'person' || !/^(?:we|i|they|he|she|it|you|there)\b/i.test(String(value))),
    )
    if (different.length > 0) return Object.fromEntries(different)
  }
  const payee =
    gazetteer.payees.find((name) => clause.plain.includes(name.toLowerCase())) ??
    payeeIn(clause.plain)
  return frame.tool === 'send_payment' &&
    payee &&
    payee.toLowerCase() !== String(known.payee).toLowerCase()
    ? { payee }
    : {}
}

const fact =
  /\b(?:today|tonight|tomorrow|tmrw|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|next|week|day|noon|midday|midnight|morning|afternoon|evening|half|quarter|past|hours?|minutes?|mins?|[ap]\.?m\.?|o'?clock|people|persons?|guests?|ppl|pax|dollars?|bucks|usd|luma|atlas|birch|rooms?|table|members?|reviewers?|managers?|auditors?|admin|confirmed|cancelled|ones?|bookings?|the|an?|at|on|for|to|from|till|until|through|by|in|of|with|and|us|we|me|it|is|are|all|that|this|be|before|after|since|around|about|say|there|now|six|five|two|three|four|role|access|only|just|under|name|mine)\b|[$\d.,:;@'-]+(?:st|nd|rd|th|k|h)?\b|[$,.;:'-]/gi

/** Whether these words are facts alone (`Friday at 8`, `for six`), and tell no story about them. */
export const isFactsOnly = ({ plain }: Clause): boolean =>
  plain
    .replace(/\b(we|it|that|there)'(?:re|s|ll|d)\b/g, '$1')
    .replace(fact, ' ')
    .trim() === ''
