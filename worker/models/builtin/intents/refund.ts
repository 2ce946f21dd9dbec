import { z } from 'zod'
import { isLater } from '../deferred.ts'
import { begin, propose } from '../frames/frame.ts'
import { refund } from '../frames/refund.ts'
import { readAmounts } from '../facts/money.ts'
import { isImperative } from '../gist/wish.ts'
import { digits } from '../facts/numbers.ts'
import type { Clause } from '../hear/hear.ts'
import { offer } from '../offers.ts'
import type { Intent, Past } from '../plan.ts'
import { meant } from '../refer.ts'
import { together } from '../together.ts'
import { later } from './hold-back.ts'
import { isOwnMoney } from './expense-words.ts'
import { refundLess } from './refund-less.ts'
import { refundPart } from './refund-part.ts'
import { refundTold } from './refund-told.ts'

const verb =
  /^(?:refund|(?:issue|process|do|give|grant|put) \$?\d[\d.,]* (?:back )?(?:on|for|to) (?:order )?ord-\d|do (?:it|that|this|so|one) (?:for|on|with) (?:order )?ord-\d|reimburse(?! me)|(?:issue|process|make|do|give|initiate|arrange|start|authori[sz]e|put through|grant|get)\b.*\b(?:refund|reimbursement|credit)|refund (?:of|for)|(?:full |partial )?refund\b|(?:give|send|return|pay|transfer|credit|hand)\b.*\b(?:back|order|ord-\d+)|money back|credit|return (?:the money|¤|\$)|compensate|(?:a |the )?(?:full |partial )?refund|(?:an? )?\$[\d.,]+ (?:to go |should go |goes )?(?:back|refund)|ord-\d+:? (?:refund|refunded|back|money back))\b/
/** What says that money is meant, and not the goods. */
const money =
  /\b(?:refund\w*|reimburs\w*|money|cash|credit\w*|goodwill|compensat\w*|repa(?:y|id)\w*|pa(?:y|id) back|chargeback|full|fully|half|whole|amount|sum|charged?|dollars?|bucks|cents?|everything|payments?|customer|buyer|client|them|him|her)\b|\$|%|\b\d[\d.,]* back\b|\bback \d/
const about =
  /\b(?:their|his|her) money back\b|\bord-\d|\border\b|\brefund|\bcustomer\b|\breimburse/
/** `Just give them $25 back`, after talk of one order. */
const givesBack =
  /^(?:just |only )?(?:give|send|pay|hand) (?:them|him|her|the customer)\b.*\bback(?=$|[,;:.]| (?:on|for) (?:it|that|this)\b| (?:because|since|as|for)\b)/
const other =
  /\bbooking|\bdeposit\b.*\btable|\b(?:inv|bkg)-|\bexpense|\breimburse me|\bbe (?:reimbursed|paid back)\b|\bout[- ]of[- ]pocket\b|\b(?:i|we) (?:spent|paid)\b|^(?:reimburse|compensate|credit) (?:harbor|northwind|alder|tidewater)\b(?!.*\bord-)|\brefund me\b|\bpay me\b/

/** `Refund $10 on ORD-2005 and the same on ORD-2006`: the sum again. */
function sameSum(clause: Clause): Clause | null {
  const words = clause.words.replace(
    /^(.*?)(\$ ?[\d.,]*\d|\d[\d.,]* (?:dollars|bucks|usd))(.*?)(,? and) (?:also |then )?(?:the same(?: amount| sum| again)?|as much) (on|for|to) /i,
    '$1$2$3$4 $2 $5 ',
  )
  return words === clause.words ? null : { ...clause, words, plain: digits(words.toLowerCase()) }
}

/** Several orders in one breath: with an amount each, or without any. */
function apart(clause: Clause): Clause[] | null {
  const numbers = clause.words.match(/\bORD-\d+/g) ?? []
  const same = sameSum(clause)
  if (same) return apart(same)
  if (new Set(numbers).size < 2) return [clause]
  const parts = clause.words
    .split(
      /,? (?:and|&|plus|\+) |, (?=(?:for |on |of )?(?:\$|ORD-|(?:an? |the )?(?:full|partial) ))/,
    )
    .filter((part) => /ORD-\d/.test(part))
  // Half of what is named would be guessed.
  if (parts.length < new Set(numbers).size) return null
  const amounts =
    clause.plain.match(
      /\$ ?\d[\d.,]*|(?<![\w-])\d[\d.,]* (?:dollars|bucks|usd|(?=each|apiece))/g,
    ) ?? []
  if (amounts.length > 1 && parts.length !== amounts.length) return null
  const isWhole = (part: string): boolean =>
    /\$ ?\d|\d (?:dollars|bucks|usd)/i.test(part) ||
    /\b(?:full|fully|whole|complete\w*|entire\w*|everything)\b/i.test(part)
  // `Both customers complained` says nothing of the sums where each order has its own.
  const isEach = /\b(?:each|apiece|both)\b/.test(clause.plain) && !parts.every(isWhole)
  if (amounts.length === 1 && !isEach && !parts.every(isWhole)) return null
  const [amount = ''] = amounts
  return parts.map((part) => {
    const words =
      isEach && amount ? `refund ${amount.trim()} on ${/ORD-\d+/.exec(part)?.[0]}` : part
    return { ...clause, words, plain: digits(words.toLowerCase()) }
  })
}

const restOf =
  /^(?:refund|give back|return|pay back|give (?:them|him|her) back)(?: (?:them|him|her))? (?:all )?(?:the )?(?:rest|remainder|remaining (?:amount|sum|part|money)|what(?:'s| is) left|whatever is left|all that(?:'s| is) left)(?: (?:of|on) (?:it|that|this|the order|that order))?(?: too| as well| also)?$/

const isOnePiece =
  /\b(?:one|1|two|2|three|some|half|part) of (?:the (?:two|three|\d|items?|pieces?|boards?|goods)|them|those|these)\b|\b(?:the|just the|only the) (?:broken|damaged|missing|wrong|other|cheaper|smaller) (?:one|item|piece)\b/i

/** `They wanted $80, we agreed on 55: please refund $55 on ORD-2019`: what led to it names other sums. */
function agreed(clause: Clause): Clause {
  const words =
    /:\s*(?:so )?(?:please )?((?:refund|reimburse|credit|give back) .*\bORD-\d.*)$/i.exec(
      clause.words,
    )?.[1]
  return words ? { ...clause, words, plain: digits(words.toLowerCase()) } : clause
}

/** The one order that was asked about or refunded last. */
function ordersLast({ calls }: Past): string | null {
  const last = calls.findLast(({ tool }) => tool === 'refund_order' || tool === 'find_order')
  const order = z.object({ order: z.string() }).safeParse(last?.input).data?.order
  return order ?? null
}

/** `Refund $30 on order ORD-2001`. */
export const refundOrder: Intent = {
  name: 'refund order',
  example: 'Refund $30 on order ORD-2001',
  hints: /\b(?:refund|money back|reimburse)\b|ORD-/i,
  take(said, heard, past) {
    const clause = agreed(said)
    const { plain } = clause
    // `Parking, $18, paid cash. I'd like to have it reimbursed`: no order, and somebody's own money.
    if (isOwnMoney(heard)) return null
    const rest = restOf.test(plain) ? ordersLast(past) : null
    if (rest) return propose(refund, { order: rest })
    if (
      (/^(?:(?:a|the|full|partial) )*(?:refund|reimbursement)\b(?! (?:ord-|\$|\d|them|her|him|all|order)).*\b(?:was|is|has|had|got|went|were|isn't|failed|came)\b/.test(
        plain,
      ) &&
        !clause.isCourteous) ||
      !verb.test(plain) ||
      (!about.test(`${plain} ${/\bback\b/.test(plain) ? heard.text.toLowerCase() : ''}`) &&
        !(givesBack.test(plain) && meant('ORD', heard, past).length === 1)) ||
      other.test(plain)
    )
      return null
    if (isLater(plain.replace(/\b(?:because|since|as|for) .*$/, ''), past.now))
      return { text: later(plain) }
    // `One of them arrived broken, refund that one`: not all of it, and how much is not said.
    if (isOnePiece.test(heard.text) && readAmounts(clause.plain).amounts.length === 0) {
      const words = `${clause.words} (a part)`
      const numbers = meant('ORD', heard, past)
      return begin(
        refund,
        { ...clause, words, plain: words.toLowerCase() },
        past,
        numbers.length === 1 && numbers[0] ? { order: numbers[0] } : {},
      )
    }
    const part =
      refundLess(clause, heard, past) ??
      refundTold(clause, heard, past) ??
      refundPart(clause, meant('ORD', heard, past))
    if (part) return part
    const each = apart(clause)
    if (!each)
      return {
        text: 'How much shall I refund on each order? Please name one amount for each, such as “Refund $10 on ORD-2001 and $20 on ORD-2002”.',
      }
    if (/\bor\b/.test(plain) && new Set(plain.match(/\bord-\d+/g)).size > 1)
      return { text: 'Which order shall I refund? Please name one.' }
    const named = /\bord-\d/.test(plain) ? [] : meant('ORD', heard, past)
    const isReferring =
      /\b(?:it|that|this|them|back|the order)\b/.test(plain) ||
      !/\b(?:an|some|another) order\b/.test(plain)
    const order =
      named.length === 1 && isReferring && !/\border\b(?<!(?:the|that|this) order)/.test(plain)
        ? named[0]
        : undefined
    // `Could you make a refund? ORD-2005, 9.99`: its sum stands with the order.
    const beside = heard.clauses.find(
      (one) =>
        order &&
        one !== clause &&
        one.mood === 'plain' &&
        !isImperative(one) &&
        one.plain.includes(order.toLowerCase()) &&
        /\d/.test(one.plain.replace(/\bord-\d+/g, '')),
    )
    if (beside && !/\d/.test(plain))
      return begin(refund, { ...beside, plain: `refund ${beside.plain}` }, past)
    const plan = together(
      each.map((one) => begin(refund, one, past, order ? { order } : {})),
      () => ({ text: '' }),
    )
    // `Return ORD-2001 to the shelf` may be about the goods.
    return money.test(`${plain} ${heard.text.toLowerCase()}`) || !plan.calls
      ? plan
      : offer(plan.text.replace(/^I'll ask (for approval to .*)\.$/, 'Shall I ask $1?'), plan)
  },
}
