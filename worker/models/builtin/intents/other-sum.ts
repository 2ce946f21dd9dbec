import { z } from 'zod'
import { digits } from '../facts/numbers.ts'
import { payeeIn } from '../facts/places.ts'
import { propose, slotsOf } from '../frames/frame.ts'
import { frameOf } from '../frames/index.ts'
import { refund } from '../frames/refund.ts'
import { transfer } from '../frames/transfer.ts'
import { isPlain, type Heard } from '../hear/hear.ts'
import { piecesOf, withoutLead } from '../hear/pieces.ts'
import { attempts, isOpen, type Proposal } from '../history.ts'
import type { Intent, Past, Plan } from '../plan.ts'
import { together } from '../together.ts'

const nothing = (): Plan => ({ text: '' })

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
  /^(?:(?:then|just|only|refund|give|do|give (?:them|him|her)) )*(?:as much as (?:there is|possible|you can|we can|is left|there's left|is possible)|(?:all|whatever|what)(?: that)?(?: is|'s) left(?: (?:on|of) (?:it|that|this|the order|that order|her order|his order))?|(?:make (?:it|that) )?(?:the )?(?:full|whole|entire|total) (?:amount|sum|order|thing|price|lot)|make it (?:all|everything|full)|in full|all of it|everything|the (?:rest|remainder|maximum|max|most)|what's left)$/

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

const that =
  /^(?:(?:then|just|only|refund|give|do|send|take|ok|give (?:them|him|her)|refund (?:them|him|her)) )*(?:that|that much|that amount|that sum|so much|the (?:most|max|maximum)|as much)(?: back)?$/

const mostAsked =
  /\b(?:at (?:the )?most|maximum|how much (?:can|may|could)|how much is left|what(?:'s| is) left)\b/i

/** `What can I give at most?` – `then that`: all that is left of an order that was just looked at. */
function thatMuch(heard: Heard, past: Past): Plan | null {
  const said = withoutLead(heard.text)
    .toLowerCase()
    .replace(/(?:,? (?:then|please|instead|thanks))+$/, '')
  const last = attempts(past.calls).at(-1)
  const looked = past.calls.at(-1)
  const order = z.object({ order: z.string() }).safeParse(looked?.input).data?.order
  if (last?.tool !== refund.tool || !that.test(said)) return null
  const isLooked = looked?.tool === 'find_order' && order === last.input.order
  if (!isLooked && !mostAsked.test(past.asked)) return null
  if (!['failed', 'denied', 'withdrawn', 'pending'].includes(last.outcome.status)) return null
  const { amount: _before, ...known } = slotsOf(refund, last.input)
  return propose(refund, known, isOpen(last) ? (last.outcome.requestId ?? undefined) : undefined)
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
      : (withSum(heard, past) ?? thatMuch(heard, past) ?? withPayee(heard, past)),
}
