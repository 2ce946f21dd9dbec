import { z } from 'zod'
import { formatMoney, usd } from '../../../../domain/money.ts'
import { problemOf } from '../conversation.ts'
import { readAmounts } from '../facts/money.ts'
import { propose } from '../frames/frame.ts'
import { refund } from '../frames/refund.ts'
import type { Clause } from '../hear/hear.ts'
import type { Plan } from '../plan.ts'

const shares: readonly [RegExp, number][] = [
  [/\bhalf\b/, 1 / 2],
  [/\b(?:a|one|1) third\b/, 1 / 3],
  [/\btwo thirds\b|\b2 thirds\b/, 2 / 3],
  [/\b(?:a|one|1) quarter\b/, 1 / 4],
]

/** Which part of the whole these words (lower case) name: `half`, `20 %`. */
function shareIn(plain: string): number | null {
  const percent = /(?<![\d.,])(\d{1,2}|100) ?(?:%|percent\b|per cent\b)/.exec(plain)?.[1]
  const named = shares.filter(([form]) => form.test(plain))
  if (percent) return named.length === 0 && Number(percent) > 0 ? Number(percent) / 100 : null
  return named.length === 1 ? (named[0]?.[1] ?? null) : null
}

const order = z.object({ amount: z.int().optional(), left: z.int().optional() })

/**
 * `Refund half of ORD-2001`: the order is looked up, and that part of it asked for. `spokenOf` are the orders
 * that `half of it` may mean, `replaces` the request whose place it takes.
 */
export function refundPart(
  { plain }: Clause,
  spokenOf: readonly string[],
  replaces?: string,
): Plan | null {
  const named = [...new Set(plain.match(/\bord-\d+/g))]
  const numbers = named.length > 0 ? named : spokenOf
  const [number] = numbers
  const share = shareIn(plain.replace(/\bhalf (?:an hour|past|the time)\b/g, ''))
  if (!number || numbers.length > 1 || share === null) return null
  if (readAmounts(plain).amounts.length > 0 || /\bor\b/.test(plain)) return null
  const isOfRest = /\b(?:left|rest|remain\w*)\b/.test(plain)
  return {
    text: '',
    calls: [{ tool: 'find_order', input: { order: number.toUpperCase() } }],
    resume: ([call]) => {
      const found = call?.result?.ok ? order.safeParse(call.result.value).data : undefined
      const whole = isOfRest ? found?.left : found?.amount
      if (!whole)
        return {
          text:
            call?.result?.ok && typeof call.result.value === 'string'
              ? call.result.value
              : problemOf(call),
        }
      const cents = Math.round(whole * share)
      const plan = propose(refund, { order: number.toUpperCase(), amount: cents }, replaces)
      return { ...plan, text: `The order came to ${formatMoney(usd(whole))}. ${plan.text}` }
    },
  }
}
