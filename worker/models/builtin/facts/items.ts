import { digits } from './numbers.ts'
import { readAmounts, toCents } from './money.ts'

/** One thing that was paid for. */
export type Item = { cents: number; purpose: string }

const sum =
  /(?:\$ ?\d[\d,]*(?:\.\d+)?|(?<![\w.,$-])\d[\d,]*(?:\.\d+)? ?(?:dollars|bucks|usd|\$)|(?<![\w.,$:-])\d+(?:[.,]\d{2})?(?= (?:for|on)\b))(?!\w)/gi
const claim = String.raw`(?:submit|file|claim|expense|log|record|put (?:in|through)|hand in|reimburse|get|have|need|enter|register|report|add|book|raise)`
/** What only asks for it, before and after the things themselves. */
const head = new RegExp(
  String.raw`^.*: |^.*\b(?:expenses?|claims?|claiming|reimbursements?|receipts?|submit|file|reimburse)\b(?: (?:me|us|back|it|both|them|all|these|this|that|the following|reports?|forms?|claims?))*|^(?:please |can you |could you |i (?:want|need|would like) to |i'd like to )*${claim}\b(?: me| back| (?:the |these |my )?(?:following|two|three|2|3))*\b|^(?:i|we)(?:'ve| have)? (?:just |also )?(?:spent|paid|bought|had)\b|^(?:hi|hello|hey|please|ok)\b`,
  'i',
)
const tail =
  /(?:\s+-+\s+|[.;!?]\s*|,?\s+(?:and )?(?=(?:please|can|could|would|i want|i'd|expense|claim|submit|file|both|all of|as (?:\w+ )?expenses?|to be|are |were )\b)).*$|,? (?:as )?(?:(?:two|three|2|3|separate|an?|my) )*(?:expenses?|claims?|separately)$/i
const edge =
  /^(?:[\s,;:.()-]|(?:for|on|at|was|were|is|and|plus|also|another|then|in|worth|of|i|we|spent|paid|bought|cost|the|a|an)\b)+|(?:[\s,;:.()-]|\b(?:for|on|was|were|is|and|plus|also|another|then|cost|costs|worth|of|i|we|spent|paid)\b)+$/gi

const bare = /(?<![\w.,$:/-])\d+(?:[.,]\d{2})?(?![\w:/%-]|[.,]\d| ?(?:dollars|bucks|usd|\$)\b)/g

/** `…, please expense both`: the wish, after the list. */
const closing =
  /^\D*\b(?:expenses?|claim|submit|reimburse|both|all of them|(?:for|to) me|please|thanks)\b\D*$/i

/** `Taxi 17.60, lunch 54.20`: where each part of a list ends or begins with one number, those are its sums. */
function withSigns(text: string): string {
  const isHeaded = /\b(?:expenses|claims|receipts):/i.test(text)
  if (/\$|\d ?(?:dollars|bucks|usd)\b/i.test(text) || !(isHeaded || /\d[.,]\d\d\b/.test(text)))
    return text
  const lead = /^.*: |^.*?\b(?:expenses|claims|receipts)\b/i.exec(text)?.[0] ?? ''
  // `Hotel 310.50, taxi 22, both as expenses`: no heading has sums.
  const heading = /\d[.,]\d\d\b/.test(lead) ? '' : lead
  const list = text.slice(heading.length)
  const parts = list
    .split(/,\s|;|\n|\band\b/)
    .filter((part) => /[\p{L}\d]/u.test(part) && !closing.test(part))
  const isList =
    parts.length > 1 &&
    parts.every((part) => part.match(bare)?.length === 1 && /\p{L}{2}/u.test(part))
  return isList ? heading + list.replace(bare, (number) => `$${number}`) : text
}

/** `Please expense mine, $38 from Monday`: no name of a thing. */
const pointing =
  /(?:^|\b(?:expense|claim|submit) )(?:mine|ours)$|^(?:from|on|of|since) \w+day$|^(?:these days|nowadays|today|yesterday)\b/i

/** `Uber $18 to the airport, plus $6 coffee`: some with the sum behind, some before; else none. */
function apart(text: string): Item[] {
  const parts = text
    .split(/,\s(?:and |plus )?|;|\n|\s(?:and|plus)\s/)
    .filter((part) => part.match(sum))
  const found = parts.flatMap((part) => {
    const sums = part.match(sum) ?? []
    const [before = '', after = ''] = part.replace(head, '').split(sums[0] ?? '\0')
    const [own, other] = [before, after].map((words) =>
      words.replace(edge, '').replace(tail, '').trim(),
    )
    const cents = toCents(sums[0]?.replace(/[^\d.,]/g, '') ?? '')
    const isLast = /\p{L}{2}/u.test(own ?? '') && own !== 'one'
    return sums.length === 1 && cents
      ? [{ isLast, cents, purpose: (isLast ? own : other) ?? '' }]
      : []
  })
  const isMixed = new Set(found.map(({ isLast }) => isLast)).size === 2
  return isMixed &&
    found.every(({ purpose }) => /\p{L}{2}/u.test(purpose) && !pointing.test(purpose))
    ? found.map(({ cents, purpose }) => ({ cents, purpose }))
    : []
}

/**
 * The things that a list of expenses names, each with its sum: `$15 for parking and $48 for a client lunch`, `taxi $32, lunch
 * $18`. Empty when it names fewer than two, or one of them has no purpose.
 */
export function itemsOf(said: string): Item[] {
  const text = withSigns(digits(said))
  const sums = [...text.matchAll(sum)]
  const [first] = sums
  if (!first || sums.length < 2 || sums.length > 12) return []
  // A total, or a sum below nothing, is no list of its own.
  if (readAmounts(text.toLowerCase()).amounts.length < 2 && !/\d (?:for|on)\b/.test(text)) return []
  if (/\b(?:total|altogether|in all|sum|of which|each|instead|minus|split)\b|[€£]/i.test(text))
    return []
  const mixed = apart(text)
  if (mixed.length === sums.length) return mixed
  const before = text.slice(0, first.index).replace(head, '').replace(edge, '')
  // `two receipts from my trip, $14.50 for stamps and $31 for coffee`: what stands before is about both.
  const isEachFor = sums.every(({ 0: words, index }) =>
    /^ ?(?:for|on)\b/i.test(text.slice(index + words.length)),
  )
  const isSumFirst = isEachFor || !/\p{L}{3}/u.test(before)
  const items = sums.map(({ 0: words, index }, at): Item | null => {
    const end = index + words.length
    const from = at === 0 ? 0 : (sums[at - 1]?.index ?? 0) + (sums[at - 1]?.[0].length ?? 0)
    const raw = isSumFirst
      ? text.slice(end, sums[at + 1]?.index)
      : at === 0
        ? before
        : text.slice(from, index)
    const purpose = raw
      .replace(edge, '')
      .replace(tail, '')
      .replace(edge, '')
      .replace(tail, '')
      .trim()
    const cents = toCents(words.replace(/[^\d.,]/g, ''))
    return cents && /\p{L}{2}/u.test(purpose) && !pointing.test(purpose) ? { cents, purpose } : null
  })
  const whole = items.flatMap((one) => one ?? [])
  return whole.length === sums.length ? whole : []
}
