import { gazetteer } from '../facts/places.ts'

const payee = gazetteer.payees.flatMap((name) => [name, name.split(' ')[0]]).join('|')
const sum = String.raw`\$ ?\d[\d,]*(?:\.\d+)?k?|\d[\d,]*(?:\.\d+)? ?(?:dollars|bucks|usd)`
const gets = String.raw`(?:gets?|receives?|(?:is|are) getting|(?:(?:is|are) to|will|shall|should|must) (?:get|receive|have|be (?:paid|sent|given)))`
const goes = String.raw`(?:goes|is going|(?:is to|will|shall|should|must|can) go|out)`
const fromUs = String.raw`,? from (?:us|our (?:account|side|money)|the company)`

const receiver = new RegExp(
  String.raw`^(?:the )?(${payee}) ${gets} (?:another |the |a further )?(${sum})(${fromUs})?(?=$|[,;:]| (?:for|as|please|today|now|memo|reference|with)\b)(.*)$`,
  'i',
)
const giver = new RegExp(
  String.raw`^(${sum}) ${goes} to (?:the )?(${payee})(${fromUs})?(?=$|[,;:]| (?:for|as|from|please|today|now|memo|reference|with)\b)(.*)$`,
  'i',
)
/** How it is at other times is no order. */
const habit =
  /\b(?:a|per|each|every|usually|always|normally|often|generally|typically|monthly|weekly|daily|already|yesterday|last) ?(?:week|month|year|day|time|parcel|hour|piece|order)?\b(?= from\b|$|[,.])|\b(?:usually|always|normally|already|yesterday|still)\b/i

/**
 * `Cobalt Courier gets $12.50 from us`, `$18 goes to Harbor Print, please`: who is to have it comes first. Without
 * "from us" or a courtesy it may be how things are.
 */
export function receives(words: string, isWished: boolean): string {
  const [, name, one, ours, more = ''] = receiver.exec(words) ?? []
  const [, two, other, out, rest = ''] = giver.exec(words) ?? []
  if (habit.test(more) || habit.test(rest)) return words
  if (name && one && (ours || isWished)) return `send ${one} to ${name}${more}`
  return two && other && (out ?? isWished) ? `send ${two} to ${other}${rest}` : words
}
