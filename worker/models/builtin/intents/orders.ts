import { z } from 'zod'
import { problemOf, type Call } from '../conversation.ts'
import { complete } from '../frames/frame.ts'
import { refund } from '../frames/refund.ts'
import { count, list, sentence, upperFirst } from '../phrases.ts'
import { meant } from '../refer.ts'
import type { Intent, Plan, Teller } from '../plan.ts'

const order = z.object({
  order: z.string(),
  customer: z.string().optional(),
  date: z.string().optional(),
  items: z.string().optional(),
  amountText: z.string().optional(),
  leftText: z.string().optional(),
})
type Order = z.infer<typeof order>

const line = ({ order: number, customer, date, items, amountText, leftText }: Order): string =>
  [
    number,
    customer,
    items,
    amountText,
    ...(date ? [`of ${date}`] : []),
    ...(leftText ? [`${leftText} left to refund`] : []),
  ]
    .filter(Boolean)
    .join(', ')

const tell = (calls: Call[]): Plan => ({
  text: calls
    .map((call) => {
      if (!call.result?.ok) return problemOf(call)
      const found = order.safeParse(call.result.value).data
      return sentence(found ? line(found) : String(call.result.value))
    })
    .join('\n'),
})

/** What a customer bought, and for how much: `what did he buy?`, `how much did she pay for it again?` */
const ofTheirs =
  /^what (?:was|is) it\b.* (?:he|she|they|the customer) (?:bought|ordered|purchased|got|paid)\b|\b(?:did|has|had|have) (?:they|she|he|that (?:customer|client|buyer|lady|gentleman|guy|woman|man)|the (?:customer|client|buyer|lady|gentleman|guy|woman|man)) (?:\w+ )?(?:buy|order|get|purchase|bought|ordered|purchased|pay|paid|spend|spent)\b|\b(?:what|how much) did (?:it|that|this|the (?:order|whole thing)|that order) (?:cost|come to|amount to|total)\b|\b(?:what|how much|how big|how high|how large) (?:was|is) (?:the|that|this) (?:whole )?(?:order|purchase)\b|\bhow much (?:the|that|this) order (?:was|is|came to)\b|\b(?:is|was) (?:that|this|the) order\b|\bwho (?:is|was) the (?:customer|client|buyer) (?:of|on|behind) (?:that|this|the) order\b/

/** `What was order ORD-2001 about?`: looks only. */
export const findOrder: Intent = {
  name: 'find order',
  example: 'What was order ORD-2001 about?',
  look({ plain, mood }, heard, past) {
    const isLeft =
      /\b(?:how much|what)\b.*\b(?:left|remain\w*)\b.*\b(?:it|that|this|order|refund\w*)\b|\bhow much (?:more )?can\b.*\brefund/.test(
        plain,
      ) && !/\b(?:account|bank|balance)\b/.test(plain)
    const isSpokenOf = /^(?:refund_order|find_order)$/.test(past.calls.at(-1)?.tool ?? '')
    const said = [...new Set(plain.match(/\bord-\d+/g))].map((one) => one.toUpperCase())
    // `What was in it?`, of the one order that was just named.
    const named = new Set(past.asked.toUpperCase().match(/\bORD-\d+/g))
    const isTheirs = ofTheirs.test(plain) && !/\bhow (?:do|can|could|would|to)\b/.test(plain)
    const isThat =
      /\b(?:in|on|about|of) (?:it|that|this|that one)\b|\b(?:that|the|this) order\b|\b(?:did|has|had) (?:they|she|he|the customer) (?:buy|order|get|bought|ordered)\b|\bwho (?:is|was|'s) (?:the|that|this) (?:customer|client|buyer)\b|^(?:what|which) (?:was|is) (?:the )?customer(?:'s)? name\b/.test(
        plain,
      ) &&
      (named.size === 1 || (named.size === 0 && isSpokenOf)) &&
      !/\b(?:approv|refund|cancel|account|balance)/.test(plain)
    const here = [...new Set(heard.text.match(/\bORD-\d+\b/g))]
    const known = here.length === 0 ? past.spoken.order : here.length === 1 ? here[0] : undefined
    const numbers =
      said.length === 0 && ((isLeft && isSpokenOf) || isThat)
        ? meant('ORD', heard, past).slice(0, 1)
        : said.length === 0 && isTheirs && known
          ? [known]
          : said
    const asks =
      mood === 'question' ||
      /^(?:show|find|look up|check|tell me|status|details|what|see|display|open|get)\b/.test(plain)
    if (
      numbers.length === 0 ||
      !asks ||
      /\bhow (?:do|can|could|would|to|should)\b|^(?:should|can|could|may|shall) (?:i|we)\b|\bwhat if\b/.test(
        plain,
      )
    )
      return null
    return {
      text: '',
      calls: numbers.map((one) => ({ tool: 'find_order', input: { order: one } })),
      resume: tell,
    }
  },
}

const asked =
  /\b(?:list|show|see|give me|display|which|what|any|are there|how many|do (?:i|we) have|look up)\b.*\borders\b|^(?:(?:all|the|my|our|recent|latest|customer) )*orders$/

/** `List the orders`. */
export const listOrders: Intent = {
  name: 'list orders',
  example: 'List the orders',
  hints: /\borders\b/i,
  look: ({ plain }) =>
    asked.test(plain) ? { text: '', calls: [{ tool: 'list_orders', input: {} }] } : null,
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth']

export const tellOrders: Teller = {
  tool: 'list_orders',
  tell(value) {
    const orders = z.object({ orders: z.array(order) }).safeParse(value).data?.orders ?? []
    if (orders.length === 0) return { text: 'There are no orders.' }
    return {
      text: `${upperFirst(count(orders.length, 'order'))}, the newest first:\n\n${list(orders.map(line), true)}`,
      hear: (heard, past) => {
        const [clause] = heard.clauses
        if (
          !clause ||
          clause.mood !== 'plain' ||
          !/^refund\b/.test(clause.plain) ||
          /\bord-/.test(clause.plain)
        )
          return null
        const at = ordinals.findIndex((one) => clause.plain.includes(one))
        const chosen = orders[at]
        return chosen
          ? complete(refund, {
              ...refund.read(clause, past.now, [], {}).slots,
              order: chosen.order,
            })
          : null
      },
    }
  },
}
