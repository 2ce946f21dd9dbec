import { z } from 'zod'
import { formatMoney, usd } from '../../../../domain/money.ts'
import { problemOf } from '../conversation.ts'
import { readAmounts, toCents } from '../facts/money.ts'
import { digits } from '../facts/numbers.ts'
import { begin, propose } from '../frames/frame.ts'
import { refund } from '../frames/refund.ts'
import { clauseOf, type Clause, type Heard } from '../hear/hear.ts'
import type { Past, Plan } from '../plan.ts'

/** What stays with us, before the word or the sum for it. */
const kept = String.raw`\b(?:keep(?:ing|s)?|kept|hold(?:ing)? back|held back|withh(?:o|e)ld(?:ing)?|retain(?:ing)?|deduct(?:ing|ed)?|subtract(?:ing)?|tak(?:e|ing) off|minus|less|except(?: for)?|excluding|excl\.?|other than|apart from|save for|all but|everything but|not including|without|but not|after (?:deducting|taking off|subtracting|keeping))`
const sum = new RegExp(
  String.raw`${kept} (?:back )?(?:(?:the|a|an|our|about|exactly) )?\$? ?(\d[\d,]*(?:\.\d\d)?)(?: ?(?:dollars|bucks|usd))?(?![\d%]| ?percent)`,
)
const anything = new RegExp(
  String.raw`${kept} (?:the|a|an|our|any|shipping|delivery|postage|tax(?:es)?|restocking|handling|fees?)\b`,
)
/** A part of an order that has no sum of its own here. */
const part =
  /\brefund(?:ing)? (?:them |him |her |only |just )*(?:the )?(?:shipping|delivery|postage|handling|tax(?:es)?|vat|fees?|tip|deposit|difference|one (?:of|item|piece)|first|second|last|missing|broken|damaged) ?(?:items?|pieces?|costs?|charges?|fees?|part|portion|one|of)?\b(?! order)/
const whole = /\b(?:rest|remainder|remaining|difference|balance|everything|all|full|refund\w*)\b/

const order = z.object({ amount: z.int().optional(), left: z.int().optional() })

/**
 * `We keep $20 for restocking, refund the rest`: what is left of the order without that sum. Where only a
 * part is meant and nobody says how much that is, it is asked. Null when all of it is meant.
 */
export function refundLess(clause: Clause, heard: Heard, past: Past): Plan | null {
  const said = digits(heard.text.toLowerCase())
  const numbers = [...new Set(said.match(/\bord-\d+/g))]
  const [number] = numbers
  if (!number || numbers.length > 1) return null
  const { amounts } = readAmounts(said)
  const off = sum.exec(said)
  const cents = off ? toCents(off[1] ?? '') : null
  if (off && cents && whole.test(said) && amounts.length <= 1 && !/\bhalf\b|%/.test(said)) {
    const named = readAmounts(said.replace(off[0], ' ')).amounts
    return named.length > 0 ? null : restOf(number.toUpperCase(), cents)
  }
  const isPart =
    (amounts.length === 0 &&
      (off || anything.test(said) || part.test(clause.plain)) &&
      !/(?<![\w.:-])\d+[.,]\d\d\b/.test(said)) ||
    /\b(?:after|without|before) (?:the |a |our )?\$[\d.,]+ (?:\w+ )?(?:fee|charge|cost)/.test(said)
  return isPart ? begin(refund, clauseOf(`refund part of ${number.toUpperCase()}`), past) : null
}

const restOf = (number: string, cents: number): Plan => ({
  text: '',
  calls: [{ tool: 'find_order', input: { order: number } }],
  resume: ([call]) => {
    const found = call?.result?.ok ? order.safeParse(call.result.value).data : undefined
    const left = found?.left ?? found?.amount
    if (!left || left <= cents)
      return {
        text: left
          ? `Only ${formatMoney(usd(left))} is left to refund on ${number}, so nothing would go back. How much shall I refund (the amount in dollars)?`
          : call?.result?.ok && typeof call.result.value === 'string'
            ? call.result.value
            : problemOf(call),
      }
    const plan = propose(refund, { order: number, amount: left - cents })
    return {
      ...plan,
      text: `${formatMoney(usd(left))} is left on the order, ${formatMoney(usd(cents))} of it stays. ${plan.text}`,
    }
  },
})
