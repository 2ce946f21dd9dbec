import { payeeIn } from '../facts/places.ts'
import { payeeOfWares, wares } from '../facts/wares.ts'
import { clauseOf } from '../hear/hear.ts'
import { proposals } from '../history.ts'
import { payPayee } from '../intents/pay-payee.ts'
import type { Intent } from '../plan.ts'
import { speaksOfIt } from './speaks.ts'

const lead =
  /^(?:(?:ok|okay|good|great|thanks|thank you|perfect|fine|yes|right|now|oh|lovely|so)[,.! ]+)*/i
const more = /^(?:and|also|plus|then)\b|\b(?:too|as well|also|while you(?:'re| are) at it)\b/i
const aside =
  /\b(?:and|also|plus|then|too|as well|please|now|next|thanks|add|do|take|pay|settle|while you(?:'re| are) at it|same (?:for|with)|the same (?:for|with))\b|[,.!]/gi
/** What may stand with the name: which of that payee's invoices is meant. */
const which =
  /^(?:the|that|one|ones?|from|of|by|for|both|all|everything|open|outstanding|due|invoices?|bills?|smaller|smallest|bigger|biggest|larger|largest|cheaper|cheapest|first|second|last|older|oldest|newest|latest|people|guys)$/i

/** `The printers' smaller bill`: by what they deliver, in the name of the payee. */
const named = (text: string, payee: string): string =>
  payeeIn(text)
    ? text
    : text.replace(new RegExp(`(?:${wares[payee]?.source ?? '$^'})(?:'s|')?`, 'i'), `${payee}'s`)

/** `And northwind's too please`, after invoices of others: that payee's are paid as well. */
export const payeeToo: Intent = {
  name: 'and those of another payee',
  respond(heard, past) {
    const last = proposals(past.calls).at(-1)
    if (last?.tool !== 'pay_invoice' || !speaksOfIt(heard, past)) return null
    const text = heard.text.replace(lead, '')
    if (!more.test(text) || /\d|\?|\bnot\b|n't\b/i.test(text)) return null
    const payee = payeeIn(text) ?? payeeOfWares(text)
    if (!payee) return null
    const rest = named(text, payee).replace(aside, ' ').replace(/\s+/g, ' ').trim()
    const names = new Set(payee.toLowerCase().split(' '))
    const isOnly = rest
      .split(' ')
      .every((word) => names.has(word.toLowerCase().replace(/'s?$/, '')) || which.test(word))
    if (!isOnly) return null
    const clause = clauseOf(`pay ${rest}`)
    return payPayee.take?.(clause, { ...heard, clauses: [clause] }, past) ?? null
  },
}
