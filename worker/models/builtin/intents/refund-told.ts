import { readAmounts } from '../facts/money.ts'
import { digits } from '../facts/numbers.ts'
import { begin } from '../frames/frame.ts'
import { refund } from '../frames/refund.ts'
import { clauseOf, type Clause, type Heard } from '../hear/hear.ts'
import type { Past, Plan } from '../plan.ts'

const whole = /\b(?:all|full\w*|whole|entire\w*|everything|complete\w*|rest|remainder)\b/
/** Words that make a sum beside an order the one that goes back. */
const goesBack =
  /\b(?:overcharg\w*|charged? (?:\w+ ){0,3}(?:too much|extra|twice|more)|too much|amount|sum|refund\w*|reimburs\w*|credit\w*|money back|difference|owe)\b/
/** Other orders to the assistant, with sums of their own. */
const order =
  /^(?:\d[.)] )?(?:please )?(?:pay|send|wire|transfer|expense|submit|file|claim|refund|reimburse)\b/
const labelled = /\breason: ?([^.;\n]+)/i

/**
 * `We overcharged ORD-2044 by $9.25, please reimburse the customer`: the sum stands beside the order to refund.
 * Where it is unclear whether it goes back, the sum is asked for: all that is left would be a guess. Null
 * when the clause has a sum of its own, or the message none.
 */
export function refundTold(clause: Clause, heard: Heard, past: Past): Plan | null {
  if (readAmounts(clause.plain).amounts.length > 0 || whole.test(clause.plain)) return null
  const said = digits(heard.text.toLowerCase())
  const [number, ...others] = new Set(said.match(/\bord-\d+/g))
  if (!number || others.length > 0) return null
  const amounts = said
    .split(/(?<=[.!?;])\s+|\n+|, (?=(?:please|so|can|could)\b)/)
    .filter((part) => goesBack.test(part) && !order.test(part))
    .flatMap((part) => readAmounts(part).amounts)
  const [amount, ...more] = amounts
  if (!amount) return null
  if (more.length > 0 || amount.cents === null)
    return begin(refund, clauseOf(`refund part of ${number.toUpperCase()}`), past)
  const reason = labelled.exec(heard.text)?.[1]?.trim()
  return begin(refund, clauseOf(`refund ${amount.text} on ${number.toUpperCase()}`), past, {
    ...(reason && { reason }),
  })
}
