import { isLater } from '../deferred.ts'
import { nearPayee } from '../facts/places.ts'
import { begin, propose, slotsOf } from '../frames/frame.ts'
import { offer } from '../offers.ts'
import { isTransfer, transfer } from '../frames/transfer.ts'
import { digits } from '../facts/numbers.ts'
import { clauseOf, type Clause } from '../hear/hear.ts'
import { together } from '../together.ts'
import { meantPayee } from '../refer.ts'
import type { Intent, Past, Plan } from '../plan.ts'
import { later } from './hold-back.ts'

/** `$40 to Harbor Print and $20 to Tidewater Linen` are two payments. */
const apart = (clause: Clause): Clause[] => {
  const written = digits(clause.words)
  const each = /^(.*?)\b(?:each )?to (.+?)(?: each| apiece)?$/i.exec(written)
  const payees = each?.[2]?.split(/,? and |, | & /) ?? []
  if (each && payees.length > 1 && /\b(?:each|apiece)\b/i.test(written)) {
    const head = (each[1] ?? '').replace(/\beach\b/i, '').trim()
    return payees.map((payee) => clauseOf(`${head} to ${payee}`))
  }
  const pairs = /^(send|wire|pay|transfer|give|remit) (.+)$/i.exec(written)
  const parts = pairs?.[2]?.split(/,? and (?=\p{L})|, (?=\p{L})/u) ?? []
  if (
    pairs &&
    parts.length > 1 &&
    parts.every((part) =>
      /^(?!\$|to\b)[\p{L}][\p{L} '&]+ \$? ?\d[\d.,]*k?(?: (?:dollars|bucks|usd))?$/iu.test(part),
    )
  )
    return parts.map((part) => clauseOf(`${pairs[1]} ${part}`))
  const [first = '', ...rest] = written.split(
    /,? (?:and|plus|&) (?=(?:\$ ?\d[\d.,]*k?|\d[\d.,]* ?(?:usd|dollars?|bucks)) to )|, (?=\$ ?\d[\d.,]*k? to )/i,
  )
  return [first, ...rest.map((part) => `send ${part}`)].map((words) => ({
    ...clause,
    words,
    plain: digits(words.toLowerCase()),
  }))
}

function withThem(clause: Clause, past: Past): Clause {
  const payee = /\b(?:send|pay|give|transfer|wire|to) (?:them|him|her)\b/.test(clause.plain)
    ? meantPayee(past)
    : null
  const put = (text: string, name: string) => text.replace(/\b(them|him|her)\b/i, name)
  return payee
    ? { ...clause, words: put(clause.words, payee), plain: put(clause.plain, payee.toLowerCase()) }
    : clause
}

/** A name that is a slip away from a known one is asked about before anything is proposed. */
function meaningPayee(plan: Plan): Plan {
  const [call] = plan.calls ?? []
  const written = call?.input.payee
  const name = typeof written === 'string' ? nearPayee(written) : null
  return call && name
    ? offer(
        `I know no payee called “${String(written)}”. Did you mean ${name}?`,
        propose(transfer, { ...slotsOf(transfer, call.input), payee: name }),
      )
    : plan
}

/** `Send $40 to Harbor Print`: money without an invoice; asks for what is missing. */
export const sendMoney: Intent = {
  name: 'send payment',
  example: 'Send $40 to Harbor Print',
  hints: /\b(?:send|transfer|wire|remit|money|dollars?)\b|\$/i,
  take(clause, _heard, past): Plan | null {
    const each = apart(withThem(clause, past))
    if (!each.every(({ plain }) => isTransfer(plain))) return null
    const invoice = /\binv-\d+/.exec(clause.plain)?.[0].toUpperCase()
    if (invoice) {
      return {
        text: `An invoice is paid in full. Write “Pay invoice ${invoice}” for that, or name the payee to send an amount without an invoice.`,
      }
    }
    if (isLater(clause.plain.replace(/ (?:for|as|memo) (?!next|tomorrow|later).*$/, ''), past.now))
      return { text: later(clause.plain) }
    return together(
      each.map((one) => meaningPayee(begin(transfer, one, past))),
      () => ({ text: '' }),
    )
  },
}
