import { digits } from '../facts/numbers.ts'
import { active } from './active.ts'
import { bare } from './courtesy.ts'
import type { Clause } from './hear.ts'
import {
  isConditional,
  isNegated,
  isQuestion,
  isReport,
  isSupposed,
  withoutPoliteIf,
  type Mood,
} from './mood.ts'

/** Words that begin an order, or a question of its own, within a sentence. */
export const act = String.raw`(?:pay|settle|send|transfer|wire|remit|refund|reimburse|book|reserve|cancel|call off|delete|remove|purge|wipe|export|download|give|grant|make|promote|demote|submit|file|expense|claim|put in|list|show|tell me|check|what|what's|how much|is|are|do we|who|when|get (?:me|us|a)|take|schedule|arrange|drop|clear|INV-\d|(?:ORD|BKG)-\d+ (?:refunded|reimbursed|cancelled|canceled)|\$\d|(?:a )?(?:table|room) (?:for|at|on|atlas)|use|withdraw|never mind|forget|don't|do not|no wait|wait|add|hold|return|i (?:spent|paid|bought)|(?:can|could|would|will|may) (?:you|u|i)|you can|do (?:it|that|so)\b|an? (?:(?:\$[\d.,]+|full|partial|quick) )*refund (?:for|on|of)|update|fix|i(?:'d| want| need| would|'ll)|we(?:'d| want| need| would|'ll)|please|let|reset|set|change)`
const joint = new RegExp(
  String.raw`\s*(?:[,;]\s*)?(?:\b(?:and then|and also|and after that|and|then|(?<!\b(?:you|we|i|to|please) )also|plus|as well as|after that|but|(?<!or )so)\b,?\s+|[;&+]\s+|,\s+(?!(?:and|or|but)\b))(?=(?:(?:please|then|also|just|could you|can you|would you|i want you to|i'd like to) )*${act}\b)`,
  'i',
)
const because =
  /(?:,|\s)\s*(?:because|since (?:it|they|he|she|we|the|i)|as (?:it|they|he|she|we|i)) .*$/i

/** `"pay INV-1001"` between quotes is somebody's words. */
export const unquoted = (text: string): string =>
  text
    .replace(/"([^"]*)"/g, (all, inner: string) =>
      new RegExp(`^\\s*(?:please )?${act}\\b`, 'i').test(inner) ? '"…"' : all,
    )
    .replace(/(^|[\s:(])'([^']{6,})'(?=\W|$)/g, (all, before: string, inner: string) =>
      new RegExp(`^\\s*(?:please )?${act}\\b`, 'i').test(inner) ? `${before}"…"` : all,
    )

/** `Can you pay invoices?` asks what we can do, not to do it. */
const generic =
  /^\w+(?: (?!all|the|my|our|both|these|those)\w+)? (?:invoices|bills|orders|tables|rooms|e?mails|payments|expenses|bookings|reservations|refunds|money|transfers|roles|access)(?: for (?:me|us|people))?(?: too| as well)?$/i

function moodOf(words: string, raw: string, isCourteous: boolean): Mood {
  if (isNegated(words)) return 'negated'
  if (
    /\?\s*$/.test(raw) &&
    /^(?:so |and |hi,? |hey,? )*(?:can|could|do|are) you\b/i.test(raw) &&
    generic.test(words)
  )
    return 'question'
  if (isQuestion(words) && !isPleaded(words, raw)) return 'question'
  if (isSupposed(raw)) return 'supposed'
  return !isCourteous && /\?\s*$/.test(raw) ? 'question' : 'plain'
}

/** What stands before a colon and is neither greeting nor the name of a thing: somebody's words follow. */
const introduces = /^(?!.*(?:https?|\b\d{1,2}$))([^:"]{3,80}):\s+\S/
const titles =
  /\b(?:wire|expense|booking|table|room|refund|payment|transfer|request|access|role|task|todo|things?|following|reservation|cancel|book|pay|these|claim|report|purchase|receipt|expenses|housekeeping|clean ?up|tidy up|invoices?|name|memo|reference|reason|purpose|please|order|export|delete)\W*$/i

/** `Can INV-1001 be paid, please?` asks for it; without the plea it only asks. */
const isPleaded = (words: string, raw: string): boolean =>
  /\b(?:please|kindly)\b/i.test(raw) &&
  /^(?:can|could|may|might|will|would) (?!i\b|we\b|you\b)/i.test(words)

/** The person's own words before a colon: an order, a wish, or what the rest is about. */
const own = new RegExp(
  String.raw`^(?:(?:hi|hey|hello|ok|please|so|and),? )*(?:${act}|harbor print|northwind catering|alder construction|tidewater linen|luma|atlas|birch|i|we|tidy|clean|nearly|almost|anyway|sorry|urgent|quick|next|last|one more|another|the cancelled|all|cancelled|everything|(?:new )?bookings?|let's|my \w+ needs?|our \w+ needs?)\b`,
  'i',
)

/** `A refund for ORD-2047, please, twenty bucks`: a plea between an order and its facts. */
const pleaWithin = new RegExp(
  String.raw`^([^,;]+), (?:please|kindly), (?!${act}\b|and\b|then\b)`,
  'i',
)
/** `INV-1001 paid and BKG-1003 cancelled`: wished for as what stands before it is. */
const finished = /^(?:INV|ORD|BKG)-\d+ (?:paid|settled|refunded|reimbursed|cancelled|canceled)\b/i

/** The clauses of a sentence, each with how it is meant. */
export function readSentence(raw: string): Clause[] {
  const sentence = withoutPoliteIf(raw)
    .replace(pleaWithin, (_all, before: string) => `please ${before}, `)
    .replace(
      /\b((?:the |all )*cancelled) ones\b/i,
      /\bbookings\b/i.test(raw) ? '$1 bookings' : '$&',
    )
  const intro = introduces.exec(sentence)?.[1]
  const isTold =
    isReport(sentence.replace(because, '')) ||
    (intro !== undefined &&
      !titles.test(intro) &&
      !own.test(intro) &&
      !/^(?:(?:and|,|inv-\d+|ord-\d+|bkg-\d+)\s*)+$/i.test(intro) &&
      bare(`${intro}:`).words !== '')
  const held = isConditional(sentence.replace(because, ''))
    ? 'conditional'
    : isTold
      ? 'reported'
      : isSupposed(sentence)
        ? 'supposed'
        : null
  const reason = because.exec(sentence)?.[0] ?? ''
  const main =
    reason && sentence.indexOf(reason) > 3 ? sentence.slice(0, sentence.indexOf(reason)) : sentence
  let rest = main
  let isHeldOn = false
  let isWished = false
  const pieces: { text: string; by: string }[] = []
  for (let by = ''; ;) {
    const at = joint.exec(rest)
    if (!at || at.index === 0) {
      pieces.push({ text: rest, by })
      break
    }
    pieces.push({ text: rest.slice(0, at.index), by })
    by = at[0]
    rest = rest.slice(at.index + at[0].length)
  }
  // ", please" asks for what stands before it.
  const last = pieces.at(-1)
  const before = pieces.at(-2)
  if (last && before && /^\W*(?:please|kindly)\W*$/i.test(last.text)) {
    before.text += `, please${/\?\s*$/.test(last.text) ? '?' : ''}`
    pieces.pop()
  }
  return pieces.map(({ text, by }, index): Clause => {
    const isLast = index === pieces.length - 1
    const { words: left, isCourteous: isOwn } = bare(text)
    isWished = isOwn || (isWished && finished.test(left))
    const isCourteous = isWished
    // "Today." alone is a fact, not a courtesy.
    const said =
      left === '' && /^\W*(?:today|tonight|now)\W*$/i.test(text) ? text.replace(/\W+/g, '') : left
    const own = moodOf(said, isLast ? raw : text, isCourteous)
    const words = own === 'plain' ? active(said, isCourteous) : said
    const full = isLast && reason ? `${words}${reason.replace(/[.!?]+$/, '')}` : words
    isHeldOn = own === 'negated' || (isHeldOn && /\b(?:and|or|plus)\b|&/.test(by))
    return {
      words: full,
      plain: digits(full.toLowerCase()),
      mood: held && own !== 'negated' && own !== 'question' ? held : isHeldOn ? 'negated' : own,
      isCourteous,
      asks: isLast && /\?\s*$/.test(raw),
    }
  })
}
