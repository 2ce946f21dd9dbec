import { orders } from '../heard.ts'
import { payThese } from '../invoices.ts'
import type { Intent } from '../plan.ts'

const number = String.raw`(?:(?:the )?invoices? (?:number |no\.? )?)?(?:INV-)?(\d{4,})`
const order = new RegExp(
  String.raw`^(?:pay(?: off)?|settle|clear|process|make (?:a|the) payment (?:for|of|on)) (?:both )?(?:the )?(${number}(?:(?:,? (?:and|&|plus) |, ?)${number})*)(?: (?:from|of|by) [^$]+)?$`,
  'i',
)

/** `Pay invoice INV-1001`, `Pay invoices INV-1001 and INV-1004`: the numbers are given. */
export const payInvoice: Intent = {
  name: 'pay invoice',
  example: 'Pay invoice INV-1001',
  hints: /\b(?:pay|paid|invoices?|bills?|settle|owe)\b|INV-/i,
  respond(heard) {
    const numbers = orders(heard).flatMap((words) => {
      const given = order.exec(words)?.[1]
      return given ? (given.match(/\d{4,}/g) ?? []).map((digits) => `INV-${digits}`) : []
    })
    return numbers.length > 0 ? payThese([...new Set(numbers)]) : null
  },
}
