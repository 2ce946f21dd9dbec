import { isEffect } from '../../tools/index.ts'
import { readPlaces } from './facts/places.ts'
import { hear, type Heard } from './hear/hear.ts'
import { piecesOf } from './hear/pieces.ts'
import { isRemark } from './hear/remark.ts'
import type { Past, Plan } from './plan.ts'

/** What was spoken of, the order in its words, and what a fragment of it holds; the particular first. */
const spokenOf: readonly [about: RegExp, order: string, fits: RegExp][] = [
  [/\bexport\w*\b/i, 'export', /\bbookings?\b|\bcancell?ed\b|\bconfirmed\b|\ball\b/i],
  [/\bcancel\w*\b.*\b(?:booking|reservation|table|room)/i, 'cancel', /\bBKG-\d/i],
  [/\brefund\w*\b|\bmoney back\b|\breimburse\b/i, 'refund', /\bORD-\d/i],
  [/\bpay\b|\bpaid\b|\bsettle\b|\binvoices?\b/i, 'pay', /\bINV-\d/i],
  [
    /\bexpenses?\b|\bclaim\b|\breimbursed?\b|\bmoney back\b|^(?!.*\b(?:customer|client|buyer|order|refund|table|booking)\b).*\b(?:get|got|have|paid|pay)\b.*\bback\b|\bout of (?:my|our) (?:own )?pocket\b|\bback\b.*\bpaid (?:\w+ )?myself\b/i,
    'expense',
    /\$ ?\d|\d[.,]\d\d\b|\d (?:dollars|bucks|usd)\b/i,
  ],
]
const time = /\d|\btomorrow\b|\w+day\b/i

/** The order for a place that was spoken of. */
function bookingOf(asked: string): string | null {
  const place = readPlaces(asked).find(({ kind }) => kind)
  if (place) return place.kind === 'room' ? `book ${place.name}` : `book a table at ${place.name}`
  if (/\b(?:table|dinner|lunch)\b/i.test(asked)) return 'book a table'
  return /\b(?:room|meeting)\b/i.test(asked) ? 'book a room' : null
}

/** How something is or was, which asks for nothing. */
const telling =
  /\b(?:is|are|was|were|has|had|have|been|done|paid|already|looks?|seems?|fine|went|came|got|did|does)\b/i
const doing =
  /^(?:(?:then|so|ok|okay|yes|please|well|and|you can|go ahead and|could you|can you) )*(?:do (?:so|it|that|this)|go ahead|go for it)$/i
const deeds: readonly [RegExp, string][] = [
  [/\b(?:pay|paid|settled?)\b/i, 'pay it'],
  [/\brefund(?:ed)?\b/i, 'refund it'],
  [/\bcancel(?:led|ed)?\b/i, 'cancel it'],
]

/**
 * `A customer wants her money back` – `ORD-2009, all of it`: a fragment with the verb of the message before it,
 * where nothing was asked for with that one.
 */
export function carried(
  heard: Heard,
  past: Past,
  understand: (said: Heard) => Plan | null,
): Plan | null {
  const isApart = heard.clauses.every(({ mood, asks }) => !asks && mood === 'plain')
  const last = past.calls.at(-1)?.tool
  if (!isApart || past.isAsking || past.asked === '' || (last && isEffect(last))) return null
  if (heard.mails.length > 0 || heard.text.length > 100 || isRemark(heard.written)) return null
  const said = piecesOf(heard.text).join(', ')
  if (doing.test(said)) {
    const deed = deeds.find(([about]) => about.test(past.asked))?.[1]
    return deed ? understand(hear(deed)) : null
  }
  if (telling.test(said.replace(/^(?:it is|it's sure now|it is sure now):? /i, ''))) return null
  const booking = time.test(said) ? bookingOf(past.asked) : null
  const orders = spokenOf.flatMap(([about, order, fits]) =>
    about.test(past.asked) && fits.test(said) ? [order] : [],
  )
  const facts = said
    .replace(/^(?:here|there)(?: it is| you (?:go|are))?[:,]? /i, '')
    .replace(/^(?:it's|it is|that's|the one is|number) /i, '')
  for (const order of [...orders, ...(booking ? [booking] : [])]) {
    const plan = understand(hear(`${order} ${facts}`))
    if (plan) return plan
  }
  return null
}
