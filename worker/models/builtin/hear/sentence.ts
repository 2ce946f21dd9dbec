import { digits } from '../facts/numbers.ts'
import { active } from './active.ts'
import { bare, imperative } from './courtesy.ts'
import type { Clause } from './hear.ts'
import { isOccasion } from './occasion.ts'
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
export const act = String.raw`(?:pay|settle|send|transfer|wire|remit|refund|reimburse|book|reserve|cancel|call off|delete|remove|purge|wipe|export|download|give|grant|make|promote|demote|upgrade|downgrade|submit|file|expense|claim|put in|list|show|tell me|check|what|what's|how (?:much|many)|is|are|do we|who|when|get (?:me|us|a)|take|schedule|arrange|drop|clear|INV-\d|(?:ORD|BKG)-\d+ (?:refunded|reimbursed|cancelled|canceled)|(?:ORD|BKG)-\d+ (?:can|may|must|needs?|has|is|should) (?:to )?(?:be|go)\b|\$\d|\$[\d.,]+ back|(?:a )?(?:table|room) (?:for|at|on|atlas)|(?:dinner|lunch|brunch|supper) (?:at|in) luma|use|withdraw|never mind|forget|don't|do not|no wait|wait|add|hold|return|i (?:spent|paid|bought)|(?:can|could|would|will|may) (?:you|u|i)|you (?:can|may)|do (?:it|that|so)\b|an? (?:(?:\$[\d.,]+|full|partial|quick) )*refund (?:for|on|of)|(?:pay|settl|send|transferr|refund|book|reserv|cancell?|delet|export|submitt|claim)ing|update|fix|i(?:'d| want| need| would|'ll)|we(?:'d| want| need| would|'ll)|please|let|reset|set|change|leave (?:INV|ORD|BKG)-|(?:turn|put|switch|downgrade|upgrade|restore|revert) (?:him|her|them|that account|the account|this account|that person)\b)`
const joint = new RegExp(
  String.raw`\s*(?:[,;]\s*)?(?:\b(?:and then|and also|and after that|(?<!\b(?:my|our) (?:wife|husband|partner|boss|colleague|friend|mother|father|mum|mom|dad|sister|brother|son|daughter|girlfriend|boyfriend|team|manager|client) |^(?:my|our|a|an|the) (?:\w+ )?\w+ )and|and(?! (?:i|we)\b)|then|(?<!\b(?:you|we|i|to|please) )also|plus|as well as|after that|but|(?<!or )so)\b,?\s+|[;&+]\s+|-+\s+(?=(?:please |just |so |then )*(?:refund|pay|settle|send|transfer|wire|give|cancel|book|reserve|expense|claim|submit|return|can you|could you|please|what|who|how|when|which)\b)|,\s+(?!(?:and|or|but)\b))(?=(?:(?:please|then|also|just|this (?:time|month|week|year)|could you|can you|would you|i want you to|i'd like to|(?:while|if|since|as) (?:you're|you are|we're|we are) (?:at it|there),?|in the same go,?|by the way,?|btw,?|at the same time,?) )*${act}\b)`,
  'i',
)
const because =
  /(?:,|\s)\s*(?:because|since (?:it|they|he|she|we|the|i)|(?<!\b(?:soon|long|far|much|well|fast|quickly|early|late|often|just|same|such) )as (?:it|they|he|she|we|i)(?! (?:is|are|was|were|am)\b(?:,| and| but|[.!]?$))) .*$/i

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

const opinion =
  /^(?:recommend|suggest|say|think|know|believe|expect|prefer|advise|rate|remember|guess|consider|describe|imagine)\b/i

/** `Can one delete a single one, or is it always all of them?`: both halves ask. */
const alternative =
  /^(?:(?:hi|hey|hello|so|and|ok|okay|please)[, ]+)*(?:is it possible|is there (?:a|any) way|(?:can|could|do|does|may|must|will|would) (?:you|i|we|one|it))\b.*,? or (?:is|are|does|do|did|must|will|has|have|can) (?:it|that|this|they|there|i|we|you|one|only)\b/i

function moodOf(words: string, raw: string, isCourteous: boolean): Mood {
  if (isNegated(words)) return 'negated'
  if (
    /\?\s*$/.test(raw) &&
    /^(?:so |and |hi,? |hey,? )*(?:can|could|do|are) you\b/i.test(raw) &&
    generic.test(words)
  )
    return 'question'
  if (/\?\s*$/.test(raw) && alternative.test(raw)) return 'question'
  // `Would you recommend Luma?` wants to know what we think.
  if (/\?\s*$/.test(raw) && opinion.test(words)) return 'question'
  if (isQuestion(words) && !isPleaded(words, raw)) return 'question'
  if (isSupposed(raw)) return 'supposed'
  return !isCourteous && /\?\s*$/.test(raw) ? 'question' : 'plain'
}

/** What stands before a colon and is neither greeting nor the name of a thing: somebody's words follow. */
const introduces = /^(?!.*(?:https?|\b\d{1,2}$))([^:"]{3,80}):\s+\S/
const titles =
  /\b(?:usual|wire|expense|booking|table|room|refund|payment|transfer|request|access|roles?|task|todo|things?|following|reservation|cancel|book|pay|these|claim|report|purchase|receipt|expenses|housekeeping|clean ?up|tidy up|invoices?|name|memo|reference|re|ref|note|reason|purpose|please|order|export|delete|submit|file|hand in|send|transfer|wire|refund|settle|spent|bought|paid|costs?)\W*$/i

/** `Can INV-1001 be paid, please?` asks for it; without the plea it only asks. */
const isPleaded = (words: string, raw: string): boolean =>
  /\b(?:please|kindly)\b/i.test(raw) &&
  /^(?:can|could|may|might|will|would) (?!i\b|we\b|you\b)/i.test(words)

/** The person's own words before a colon: an order, a wish, or what the rest is about. */
const own = new RegExp(
  String.raw`^.*, (?:so |but |and )?(?:we|i) (?:\w+ )?(?:agreed|settled|decided|promised|offered)\b|^(?:(?:hi|hey|hello|ok|please|so|and),? )*(?:${act}|(?:order |invoice |booking )?(?:INV|ORD|BKG)-\d+|(?:to |for )?(?:harbor print|northwind catering|alder construction|tidewater linen|cobalt courier)|(?:my |our |these |new )?expenses?|(?:money|payment|transfer) (?:for|to) \w+|(?:a |just a |one )?quick|(?:the )?(?:invoices?|bills?|payments?) (?:to|for|due)|luma|atlas|birch|about|regarding|concerning|as for|i|we|tidy|clean|nearly|almost|anyway|sorry|urgent|quick|next|last|one more|another|the cancelled|all|cancelled|everything|(?:new )?bookings?|let's|my \w+ needs?|our \w+ needs?|(?:two|three|four|some|a few|a couple of|\d) (?:\w+ )?(?:expenses|claims|payments|transfers|refunds|bookings|tables|rooms|requests)|the (?:role|access|rights|account|permissions) of|(?:(?:account|user) )?(?:member|reviewer|manager|auditor|admin)\d|(?:the )?second (?:member|reviewer|manager)\b|(?:it's |it is )?(?:decided|settled|agreed)|once more|again|for the record|to (?:sum up|be clear|recap)|in short|summary|my list|the list|here$|here (?:is|are) (?:what i need|my list|the list|today's list)|what i need)\b`,
  'i',
)

/** `A refund for ORD-2047, please, twenty bucks`: a plea between an order and its facts. */
const pleaWithin = new RegExp(
  String.raw`^([^,;]+), (?:please|kindly), (?!${act}\b|and\b|then\b)`,
  'i',
)
/** `INV-1001 paid and BKG-1003 cancelled`: wished for as what stands before it is. */
const finished = /^(?:INV|ORD|BKG)-\d+ (?:paid|settled|refunded|reimbursed|cancelled|canceled)\b/i

/** `Do not, under any circumstances, cancel it`: what stands between belongs to the "not". */
const emphasis = new RegExp(
  String.raw`\b((?:do|must|should|shall|can|will) not|don't|dont|never|mustn't|shouldn't|can't|cannot|won't),? (?:under|by|in|for|on|at|whatever|please|ever|again|i repeat)\b[^,;.:]{0,40},\s+(?=(?:please )?${act}\b)`,
  'gi',
)

/** `Riley wants to refund it`: what somebody else is about to do. */
const intends =
  /^(?!I\b|We\b|You\b)(?:(?:my|our|the) \p{L}+|\p{Lu}\p{L}+|he|she|they|somebody|someone) (?:wants?|would like|plans?|intends?|is going|are going|is about|hopes?|meant|means|tried|tries|offered|offers|promised) to (?:pay|refund|reimburse|send|transfer|wire|settle)\b/u

/** `Thanks for paying INV-1001` speaks of what is done. */
const thanked = /^\W*(?:many )?thank(?:s| you)\b[^,.;!]*\bfor (?:\p{L}+ing|having)\b/iu

/** A question that asks for something to be done, and an order after it that goes on asking. */
const pleads = /\b(?:can|could|would|will) (?:you|u)\b|\bmind\b/i
const commands =
  /^(?:(?:please|then|also) )*(?:pay|settle|send|transfer|wire|refund|reimburse|book|reserve|cancel|delete|remove|export|give|grant|make|promote|demote|submit|expense|claim|list|show|check|put|set|turn|change)\b/i

/** `…, don't you think?`: what stands before it is not asked for. */
const asksOpinion =
  /,\s*(?:(?:do|does|is|are|would|should|wo|ca|did|could|have|has)n'?t (?:you|it|we|they|he|she|that|this)(?: (?:think|agree|say))?|what do you (?:think|say)|do you (?:think|agree)|wouldn't you say)\s*\?\s*$/i

/** `He wrote that a bowl was chipped, give him 20 back`: whoever is spoken of as him has not said that. */
const teller =
  /^(?:(?:hm+|now|so|and|well|ok|okay|oh|but|just now|today|again|sorry)[ ,]+)*(?:he|she|they|(?:the|a|this|that) (?:customer|client|buyer|guest|lady|gentleman)) (?:\w+ )?(?:said|says|wrote|writes|told|claims|claimed|complains|complained|mentioned|reported|thinks)\b[^:"]*$/i
const ofTeller =
  /^(?:(?:so|please|then|and|just|now)[, ]+)*(?:give|refund|offer|send|pay|credit) (?:him|her|them|the (?:customer|client|buyer|guest))\b/i

/** The clauses of a sentence, each with how it is meant. */
export function readSentence(said: string): Clause[] {
  const raw = withoutPoliteIf(said)
  const sentence = raw
    .replace(
      /\b(be (?:so|very)? ?(?:kind|good|nice|sweet|lovely)(?: enough)?|be an? (?:dear|angel|star)|go ahead|do me a favou?r) and (?=\w)/gi,
      (_all, _phrase: string, at: number, whole: string) =>
        /[,;:]\s*(?:(?:so|and|then|now) )*$/.test(whole.slice(0, at))
          ? 'please '
          : 'be so kind as to ',
    )
    .replace(emphasis, '$1 ')
    .replace(/\btry and (?=\p{L})/giu, 'try to ')
    // `the shipping, $9.90, on ORD-2033`: a sum beside what it is for is no order of its own.
    .replace(/(?<!(?:INV|ORD|BKG)-\d+), (\$ ?[\d.,]*\d),? (?=(?:on|to|from)\b)/g, ' $1 ')
    .replace(pleaWithin, (_all, before: string) => `please ${before}, `)
    .replace(
      /\b((?:the |all )*cancelled) ones\b/i,
      /\bbookings\b/i.test(raw) ? '$1 bookings' : '$&',
    )
  const intro = introduces.exec(sentence)?.[1]
  const isTold =
    isReport(sentence.replace(because, '')) ||
    intends.test(sentence) ||
    (intro !== undefined &&
      !titles.test(intro) &&
      !own.test(intro) &&
      !isOccasion(intro, sentence.slice(intro.length + 1).trim()) &&
      !/^(?:(?:and|,|inv-\d+|ord-\d+|bkg-\d+)\s*)+$/i.test(intro) &&
      bare(`${intro}:`).words !== '')
  const held = isConditional(sentence.replace(because, ''))
    ? 'conditional'
    : isTold
      ? 'reported'
      : isSupposed(sentence)
        ? 'supposed'
        : asksOpinion.test(raw)
          ? 'question'
          : null
  const reason = because.exec(sentence)?.[0] ?? ''
  const main =
    reason && sentence.indexOf(reason) > 3 ? sentence.slice(0, sentence.indexOf(reason)) : sentence
  let rest = main
  let isHeldOn = false
  let isWished = false
  let isAsked = false
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
  // `the SIM card, $15`: a sum after what it was for.
  for (let at = pieces.length - 1; at > 0; at -= 1) {
    const [before, piece] = [pieces[at - 1], pieces[at]]
    const isSum = piece && /^\s*,\s*$/.test(piece.by) && /^\$ ?\d/.test(piece.text)
    if (!before || !isSum || /\bto\b/.test(piece.text)) continue
    if (/\$|\d (?:dollars|bucks|usd)\b|\b(?:INV|BKG)-\d/i.test(before.text)) continue
    before.text += `, ${piece.text}`
    pieces.splice(at, 1)
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
    const { words: found, isCourteous: isOwn } = bare(text)
    const left = isAsked ? imperative(found) : found
    const isThanked = thanked.test(text)
    // `Could you book Atlas and pay INV-1001?` asks for both.
    isAsked ||= isOwn && pleads.test(text)
    const isCarried = isAsked && index > 0 && !isQuestion(left) && commands.test(left)
    isWished = isOwn || isCarried || (isWished && finished.test(left))
    const isCourteous = isWished
    // "Today." alone is a fact, not a courtesy.
    const meant =
      left === '' && /^\W*(?:today|tonight|now)\W*$/i.test(text) ? text.replace(/\W+/g, '') : left
    const own = moodOf(meant, isLast ? raw : text, isCourteous)
    const words = own === 'plain' ? active(meant, isCourteous) : meant
    const full = isLast && reason ? `${words}${reason.replace(/[.!?]+$/, '')}` : words
    const isOurs =
      index > 0 && /^\s*[,;-]/.test(by) && ofTeller.test(words) && teller.test(sentence)
    isHeldOn =
      (own === 'negated' && !/^(?:leave|keep|spare)\b/i.test(meant)) ||
      (isHeldOn && /\b(?:and|or|plus)\b|&/.test(by))
    return {
      words: full,
      plain: digits(full.toLowerCase()),
      mood:
        isThanked && own === 'plain'
          ? 'reported'
          : held && !(held === 'reported' && isOurs) && own !== 'negated' && own !== 'question'
            ? held
            : isHeldOn
              ? 'negated'
              : own,
      isCourteous,
      asks: isLast && /\?\s*$/.test(raw),
    }
  })
}
