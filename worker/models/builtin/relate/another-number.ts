import { toCents } from '../facts/money.ts'
import { propose, slotsOf } from '../frames/frame.ts'
import { refund } from '../frames/refund.ts'
import { digits } from '../facts/numbers.ts'
import { proposals } from '../history.ts'
import type { Intent } from '../plan.ts'
import { speaksOfIt } from './speaks.ts'

const beside =
  /\b(?:too|as well|also)\b|^(?:(?:oh|ok|okay|good|great|fine|yes|thanks|perfect|right|now)[,.! ]+)*(?:and|plus)\b/i
const same =
  /\bsame (?:amount|sum|money)\b|\bas much\b|\b(?:gets?|needs?|for|on|to|with|is due) (?:back )?(?:exactly )?the same\b|\bthe same (?:for|on|to)\b/i
const number = /(?<![\w.,:/$-])(?:order |#|ORD-)*(20[0-5]\d)(?![\w:/-]|[.,]\d)/gi
const sums = /(?<![\w.,:/-])\$?(\d[\d,]*(?:\.\d\d)?)(?![\w:/%-]|[.,]\d)/g

/** `Oh and 2029 came late too, 10 as well`: one more order, with a sum of its own. */
export const anotherNumber: Intent = {
  name: 'another order, with its sum',
  respond(heard, past) {
    const all = proposals(past.calls)
    if (all.at(-1)?.tool !== refund.tool || !(beside.test(heard.text) || same.test(heard.text)))
      return null
    if (!speaksOfIt(heard, past) || /\bnot\b|n't\b|\?\s*$/i.test(heard.text)) return null
    const plain = digits(heard.text.toLowerCase())
    const named = new Set([...plain.matchAll(number)].map(([, one]) => `ORD-${one}`))
    const [order, ...more] = named
    const rest = plain.replace(number, ' ')
    const [sum, ...others] = [...rest.matchAll(sums)].map(([, one = '']) => one)
    const before = Number(all.at(-1)?.input.amount)
    const cents = sum ? toCents(sum) : same.test(plain) && before > 0 ? before : null
    if (!order || more.length > 0 || !cents || others.length > 0) return null
    return all.some(({ input }) => input.order === order)
      ? null
      : propose(refund, { ...slotsOf(refund, { order }), amount: cents })
  },
}
