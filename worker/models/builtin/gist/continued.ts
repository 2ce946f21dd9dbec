import { readAmounts } from '../facts/money.ts'
import { readPlaces } from '../facts/places.ts'
import { begin, complete } from '../frames/frame.ts'
import { refund } from '../frames/refund.ts'
import { room } from '../frames/room.ts'
import { table } from '../frames/table.ts'
import { clauseOf, hear, type Clause, type Heard } from '../hear/hear.ts'
import { piecesOf, withoutLead } from '../hear/pieces.ts'
import { isRemark } from '../hear/remark.ts'
import { attempts, isOpen } from '../history.ts'
import { refundPart } from '../intents/refund-part.ts'
import type { Intent, Past, Plan } from '../plan.ts'
import { meant } from '../refer.ts'
import { refunding } from './words.ts'

/** The words as one clause. */
const whole = ({ text }: Heard): Clause => clauseOf(piecesOf(text).join(', '))

const somebody = /\b(?:he|she|they|him|her|them|customer|client|lady|gentleman|guy|buyer)\b/
const ofOurs = /\b(?:i|me|my|we|us|our)\b/

/** How it was, which asks for nothing; `one set came torn` is a reason. */
const isStory =
  /\b(?:was|were|had|got|cost|costs|did|went)\b(?! (?:torn|broken|damaged|cracked|dented|missing|late|wrong))/

/** `Give him 20`, after a look at an order: a sum. */
const bareGift =
  /^((?:ok |okay |then |just |please |so )*(?:give|refund|offer) (?:him|her|them) (?:the )?)(\d+(?:\.\d\d)?)(?= back| then| please|$)/
/** `He wants $60 back, do that please`, `ORD-2020 is still to do: $24`: money back on an order of this talk. */
function refunded(heard: Heard, past: Past): Plan | null {
  const clause = whole(heard)
  const { amounts } = readAmounts(clause.plain.replace(bareGift, '$1$$$2'))
  const sum = amounts.length === 1 ? amounts[0]?.cents : null
  if (!sum) return null
  const named = heard.text.match(/\bORD-\d+/g) ?? []
  if (named.length === 1 && named[0]) {
    const isTalk =
      !isStory.test(clause.plain) &&
      (/\brefund/i.test(past.asked) || attempts(past.calls).at(-1)?.tool === refund.tool)
    return isTalk ? complete(refund, { order: named[0], amount: sum }) : null
  }
  const [order, ...others] = meant('ORD', heard, past)
  const isWished =
    (refunding.test(clause.plain) || bareGift.test(clause.plain)) &&
    somebody.test(clause.plain) &&
    !ofOurs.test(clause.plain)
  return named.length === 0 && order && others.length === 0 && isWished
    ? complete(refund, { order, amount: sum })
    : null
}

const share = /\b(?:half|a third|two thirds|a quarter)\b|\d ?%|\bpercent\b/

/** `Only half of it`, of a refund that waits or was spoken of. */
function halved(heard: Heard, past: Past): Plan | null {
  const clause = whole(heard)
  if (
    !share.test(clause.plain) ||
    /\b(?:costs?|that's|(?:that|it|this) is|it's|was|were|is (?:plenty|enough))\b/.test(
      clause.plain,
    )
  )
    return null
  const last = attempts(past.calls).at(-1)
  const isLast = last?.tool === refund.tool
  if (!isLast && !/\brefund/i.test(past.asked)) return null
  return refundPart(
    clause,
    isLast ? [String(last.input.order)] : meant('ORD', heard, past),
    isLast && isOpen(last) ? (last.outcome.requestId ?? undefined) : undefined,
  )
}

const one = /\b(?:book|get|reserve|take|grab|hold|make|arrange|do)\b.*\b(?:one|it|that|there)\b/

/** `Get me one for Friday 12:30, five people`, after a look at a place. */
function bookedThere(heard: Heard, past: Past): Plan | null {
  const clause = whole(heard)
  if (!one.test(clause.plain) || readPlaces(clause.words).some(({ kind }) => kind)) return null
  const places = readPlaces(past.asked).filter(({ kind }) => kind)
  const [place] = places
  if (!place || places.length > 1) return null
  const frame = place.kind === 'room' ? room : table
  const { slots } = frame.read(clause, past.now, [], {})
  if ((slots.date ?? slots.time ?? slots.from) === undefined) return null
  const at = place.kind === 'room' ? { room: place.name } : { venue: place.name }
  return begin(frame, clause, past, at)
}

/** Somebody else's words. */
const speaks = /\b(?:said|says?|wrote|writes?|told|tells|asks?|asked|wants?|wanted|thinks?)\b/
/** What an order leaves out because it was just spoken of. */
export const continued: Intent = {
  name: 'continued',
  respond(heard, past) {
    const isApart = hear(withoutLead(heard.text)).clauses.every(
      ({ mood, asks, isCourteous, plain }) =>
        asks ? isCourteous : mood === 'plain' || (mood === 'reported' && !speaks.test(plain)),
    )
    const isLong = heard.isTooLong || heard.mails.length > 0 || heard.text.length > 160
    if (!isApart || isLong || past.isAsking || isRemark(heard.written)) return null
    return halved(heard, past) ?? refunded(heard, past) ?? bookedThere(heard, past)
  },
}
