import { readAmounts } from '../facts/money.ts'
import { digits } from '../facts/numbers.ts'
import { payeeIn, readPlaces } from '../facts/places.ts'
import { begin, complete, propose, slotsOf } from '../frames/frame.ts'
import { frameOf } from '../frames/index.ts'
import { refund } from '../frames/refund.ts'
import { room } from '../frames/room.ts'
import { table } from '../frames/table.ts'
import { transfer } from '../frames/transfer.ts'
import { clauseOf, hear, isPlain, type Clause, type Heard } from '../hear/hear.ts'
import { piecesOf, withoutLead } from '../hear/pieces.ts'
import { isRemark } from '../hear/remark.ts'
import { attempts, isOpen, type Proposal } from '../history.ts'
import { refundPart } from '../intents/refund-part.ts'
import type { Intent, Past, Plan } from '../plan.ts'
import { meant } from '../refer.ts'
import { together } from '../together.ts'
import { refunding } from './words.ts'

const nothing = (): Plan => ({ text: '' })

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
    /\b(?:costs?|that's|was|were|is (?:plenty|enough))\b/.test(clause.plain)
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
  const known = place.kind === 'room' ? { room: place.name } : { venue: place.name }
  return begin(frame, clause, past, known)
}

/** Those that were asked for in the same breath as the newest, and wait or were refused as it was. */
function lastTogether(past: Past): Proposal[] {
  const all = attempts(past.calls)
  const last = all.at(-1)
  const from = all.findLastIndex(
    ({ tool, outcome }) => tool !== last?.tool || outcome.status !== last.outcome.status,
  )
  return all.slice(from + 1)
}

const each =
  /^(?:(?:only|just|then|make it|make them|make that|both|all) )*\$?(\d+(?:\.\d\d)?)(?: (?:dollars|bucks))? (?:each|apiece|for each|per order|on both|on each|for both|on all)$/
const most =
  /^(?:(?:then|just|only|refund|give|do|give (?:them|him|her)) )*(?:as much as (?:there is|possible|you can|we can|is left|there's left|is possible)|(?:all|whatever|what) (?:that )?(?:is|'s) left|(?:make (?:it|that) )?(?:the )?(?:full|whole|entire|total) (?:amount|sum|order|thing|price|lot)|make it (?:all|everything|full)|in full|all of it|everything|the (?:rest|remainder|maximum|max|most)|what's left)$/

/** `20 each then`, `then as much as there is`: what was asked for, with another sum. */
function withSum(heard: Heard, past: Past): Plan | null {
  const plain = digits(withoutLead(heard.text).toLowerCase())
  const sum = each.exec(plain.replace(/ (?:then|please|instead)$/, ''))?.[1]
  const those = lastTogether(past)
  if (
    !sum &&
    !(
      most.test(plain.replace(/ (?:then|please|instead)$/, '')) &&
      those.length === 1 &&
      those[0]?.tool === refund.tool
    )
  )
    return null
  const plans = those.flatMap((proposal) => {
    const frame = frameOf(proposal.tool)
    if (!frame?.main || frame.main !== 'amount') return []
    const { amount: _before, ...known } = slotsOf(frame, proposal.input)
    const slots = sum ? { ...known, amount: Math.round(Number(sum) * 100) } : known
    return propose(frame, slots, isOpen(proposal) ? (proposal.outcome.requestId ?? '') : undefined)
  })
  const isTold = those.every((proposal) =>
    ['pending', 'denied', 'failed'].includes(proposal.outcome.status),
  )
  return plans.length > 0 && plans.length === those.length && isTold
    ? together(plans, nothing)
    : null
}

const toOther =
  /^(?:send|pay|give|transfer|wire|make) (?:it|that|this|the money|the payment|the same)(?: instead)? (?:to|out to) (.+)$/i

/** `Then send it to Northwind Catering, they can do the flowers`: another payee of what was asked for last. */
function withPayee(heard: Heard, past: Past): Plan | null {
  const last = attempts(past.calls).at(-1)
  const whom = piecesOf(heard.text)
    .map((piece) => toOther.exec(piece)?.[1])
    .find(Boolean)
  const payee = whom ? payeeIn(whom) : null
  if (!payee || last?.tool !== transfer.tool) return null
  if (!['pending', 'failed', 'denied', 'withdrawn'].includes(last.outcome.status)) return null
  const slots = { ...slotsOf(transfer, last.input), payee }
  return propose(transfer, slots, isOpen(last) ? (last.outcome.requestId ?? undefined) : undefined)
}

/** Another sum or payee of what was asked for last. */
export const otherSum: Intent = {
  name: 'another sum',
  respond: (heard, past) =>
    past.isAsking || heard.mails.length > 0 || heard.text.length > 80 || !isPlain(heard)
      ? null
      : (withSum(heard, past) ?? withPayee(heard, past)),
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
