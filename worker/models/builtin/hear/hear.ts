import { digits } from '../facts/numbers.ts'
import { amended } from './amended.ts'
import { concededIn, withoutConcession } from './concession.ts'
import { withEachDay } from './each-day.ts'
import { fromForm } from './form.ts'
import { takeMail, type Mail } from './mail.ts'
import { isReport, takesBack, type Mood } from './mood.ts'
import { withNeedlessCancelled } from './no-longer.ts'
import { normal } from './normal.ts'
import { withoutEvent } from './occasion.ts'
import { withVerbFirst } from './receipts.ts'
import { withRoleGiven } from './role-asked.ts'
import { act, readSentence, unquoted } from './sentence.ts'
import { spelled } from './spelling.ts'
import { withoutStops } from './telegram.ts'
import { verbatim } from './verbatim.ts'

/** One thing said: a sentence, or what stands between two "and"s that begin an order each. */
export type Clause = {
  /** Without greeting, courtesy and closing mark; names keep their case. */
  words: string
  /** The same in lower case, numbers as digits. */
  plain: string
  mood: Mood
  /** `please`, `could you`, `I'd like`: something is asked for. */
  isCourteous: boolean
  /** Ends in a question mark. */
  asks: boolean
}

/** What the person said, made easy to read for intents. */
export type Heard = {
  /** Letter for letter. */
  written: string
  /** The whole, in normal form. */
  text: string
  /** The whole without courtesies as one line of lower case, for small talk and short answers. */
  plain: string
  clauses: Clause[]
  /** E-mails asked for; what they are to say is in no clause. */
  mails: Mail[]
  /** More than rules can follow; then nothing of it is read. */
  isTooLong: boolean
  /** Invoice numbers in the order of their mention, each once. */
  invoices: string[]
}

/** Characters; a longer text is a letter, not an order, and reading half of one could miss its "not". */
const LONGEST = 1_000

const boundary =
  /\s+(?=\(?\d\) )|(?<![ap]\.m\.|\bno\.|\bnr\.|\bmr\.|\bmrs\.|\bms\.|\bdr\.|\be\.g\.|\bi\.e\.|\bvs\.)(?<=[.!?;])["']?\s+|\n+|\s+(?=(?:no wait|wait no)\b)|(?<="…"[.!?]?)\s+(?=(?:is|are|was|has|what|can|could|please|do|does)\b)/i
const fragment =
  /^(?:at|on|for|from|with|under|in|until|till) |^(?:amount|sum|memo|reference|reason|purpose|date|day|time|guests|people|party(?: size)?): /i
const onlySum =
  /^(?:it's |that's |amount:? |make it )?(?:\$ ?\d[\d.,]*|\d[\d.,]* ?(?:dollars|bucks|usd|\$))(?:,? please)?(?=[.!]?$|,)/i
/** `Pay INV-1001, actually don't`: what is taken back in the same breath stands apart. */
function withoutTail(sentence: string): string[] {
  for (const { index } of sentence.matchAll(
    /[\s,;-]+(?=(?:actually|wait|never|no|just|only|scratch|forget|don't|do|dont|not|or|on|hold|stop|ignore|i|we|they|he|she|cancel|changed|better|rather|sorry|oh|hmm)\b)/gi,
  )) {
    const tail = sentence.slice(index).replace(/^[\s,;-]+/, '')
    const isTold =
      /\b(?:said|says?|saying|answered|can|could|may|must|should|will|would|shall|to|let (?:it|that|them))$/i.test(
        sentence.slice(0, index),
      )
    if (index > 0 && !isTold && takesBack(tail)) return [sentence.slice(0, index), tail]
  }
  return [sentence]
}

/** Without those of which nothing but a courtesy is left. */
const spoken = (clauses: Clause[]): Clause[] => {
  const full = clauses.filter(({ words }) => words !== '')
  return full.length > 0 ? full : clauses.slice(0, 1)
}

/** What is taken back is not asked for any more; a question before it stays one. */
function withoutTakenBack(clauses: Clause[]): Clause[] {
  const back = clauses.findLastIndex(({ words }) => takesBack(words))
  return back <= 0
    ? clauses
    : clauses.map((clause, at) =>
        at <= back && clause.mood === 'plain' ? { ...clause, mood: 'negated' as const } : clause,
      )
}

/** Numbers one below the other are one list, as after a comma. */
const listed = (text: string): string =>
  text
    .replace(/:[ \t]*\n+(?=(?:INV|ORD|BKG)-\d)/g, ': ')
    .replace(
      /((?:INV|ORD|BKG)-\d+)[ \t]*[,;]?\n+(?=(?:INV|ORD|BKG)-\d+[ \t]*(?:[,;\n]|$))/g,
      '$1, ',
    )

/** Reads what a person wrote. Pure and forgiving: any case, spacing, curly quotes and small slips. */
const marks = /^[ \t]*(?:[-*•–]|\d{1,2}[.)])[ \t]+(?=\S)/gm
/** Of a message of one line; `24. Last time it was 42` begins with an answer. */
const firstMark = /^[ \t]*(?:[-*•–]|1[.)]|\d{1,2}\))[ \t]+(?=\S)/

export function hear(written: string): Heard {
  const isTooLong = written.length > LONGEST
  // The marks of a list say nothing.
  const bare = isTooLong
    ? ''
    : breathing(written).replace(written.includes('\n') ? marks : firstMark, '')
  const whole = [listed, withRoleGiven, withNeedlessCancelled, withoutEvent].reduce(
    (text, change) => change(text),
    normal(bare),
  )
  const { mail, rest: unmended } = takeMail(fromForm(whole), (words) => verbatim(written, words))
  const mended = amended(unmended)
  const conceded = concededIn(mended)
  const left = withEachDay(withVerbFirst(withoutConcession(mended)))
  const text = mail ? whole : amended(whole)
  // "Refund ORD-2007; ORD-2008 too": one more of what was just named.
  const rest = left.replace(
    /(\b(ORD|INV|BKG)-\d+\b[^.;!?\n]*?)[.;,]?\s+(?:and )?(\2-\d+),? (?:too|as well|also|likewise)\b/g,
    (_all, before: string, kind: string, other: string) =>
      before.replace(new RegExp(`${kind}-\\d+(?!.*${kind}-)`), `$& and ${other}`),
  )
  const sentences = unquoted(spelled(rest))
    .split(boundary)
    .flatMap(withoutTail)
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
    .reduce<string[]>((all, part) => {
      const before = all.at(-1)
      // `Transfer to Tidewater Linen, please. 55 dollars.`
      if (before && onlySum.test(part) && !/[$:]|\d (?:dollars|bucks|usd)\b/i.test(before))
        return [
          ...all.slice(0, -1),
          `${before.replace(/(?:,? (?:please|thanks|thank you))?[.!;?]*$/i, '')}, ${part}`,
        ]
      return before &&
        fragment.test(part) &&
        !/\b(?:we|i|they|he|she) (?:won't|don't|can't|didn't|will|have|had|need)\b/i.test(part) &&
        !/^\w+ (?:INV|ORD|BKG)-\d/.test(part) &&
        !new RegExp(`\\b${act}\\b`, 'i').test(part)
        ? [...all.slice(0, -1), `${before.replace(/[.!?;]+$/, '')} ${part}`]
        : [...all, part]
    }, [])
  const said = withoutStops(sentences)
  const told = said.findIndex((one) => isReport(one) && /:/.test(one))
  const isConceded = (sentence: string) =>
    conceded.includes(sentence.replace(/[.!;\s]+$/, '').trim())
  const clauses = withoutTakenBack(
    spoken(
      said.flatMap((one, at) =>
        spoken(readSentence(one)).map((clause) =>
          clause.mood === 'plain' && ((told >= 0 && at > told) || isConceded(one))
            ? { ...clause, mood: 'reported' as const }
            : clause,
        ),
      ),
    ),
  )
  return {
    written,
    text,
    plain: clauses
      .map((one) => one.plain)
      .filter(Boolean)
      .join(' '),
    clauses,
    mails: mail ? [mail] : [],
    isTooLong,
    invoices: [...new Set(text.match(/\bINV-\d{4,}\b/g))],
  }
}

/** `… it was 32 dollars could you put that in`: where a dictated sentence takes breath. */
function breathing(text: string): string {
  if (/[,.;:!?\n](?=\s|$)/.test(text.replace(/[.!?\s]+$/, '')) || text.split(' ').length < 14)
    return text
  return text
    .replace(
      / (?=(?:it|that|this|they) (?:was|cost|came to|were) (?:about |exactly |just )?(?:\$|\d|a hundred|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)\b))/gi,
      ', ',
    )
    .replace(
      / (?=(?:so )?(?:could|can|would) you (?:please |just |maybe )*(?:put|book|pay|send|refund|submit|claim|expense|file|log|enter|reserve|cancel|get|give|make|settle|transfer|export|delete)\b)/gi,
      '. ',
    )
}

/** Some words as a clause of their own. */
export const clauseOf = (written: string): Clause => {
  const words = normal(written)
  return {
    words,
    plain: digits(words.toLowerCase()),
    mood: 'plain',
    isCourteous: false,
    asks: false,
  }
}

/** The clauses that ask for something to be done. */
export const orders = (heard: Heard): Clause[] =>
  heard.clauses.filter((one) => one.mood === 'plain')

/** Whether nothing in it holds back or asks. */
export const isPlain = (heard: Heard): boolean =>
  heard.clauses.every(({ mood }) => mood === 'plain')

/** The phrase of `plain` as it was written, with its capitals. */
export function asWritten({ words }: Clause, phrase: string): string {
  const at = words.toLowerCase().indexOf(phrase)
  return at < 0 ? phrase : words.slice(at, at + phrase.length)
}

/** Whether these words could name a person or a company. */
export const looksLikeName = (words: string): boolean =>
  /^[\p{L}\p{N}][\p{L}\p{N} &'.,()-]{1,60}$/u.test(words) &&
  /\p{L}{2}/u.test(words) &&
  !/\b(?:INV|ORD|BKG)-\d/i.test(words) &&
  !/^(?:it|them|that|this|those|these|one|all|both|everything|everyone|somebody|someone|him|her|me|us|you|nobody|anyone|anybody|who|whom|whoever)$/i.test(
    words,
  )
