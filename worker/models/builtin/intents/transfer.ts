import { isLater } from '../deferred.ts'
import { nearPayee, payeeIn } from '../facts/places.ts'
import { begin, propose, slotsOf } from '../frames/frame.ts'
import { offer } from '../offers.ts'
import { isTransfer, transfer } from '../frames/transfer.ts'
import { digits } from '../facts/numbers.ts'
import { coreOf } from '../hear/asides.ts'
import { clauseOf, type Clause, type Heard } from '../hear/hear.ts'
import { together } from '../together.ts'
import { meantPayee } from '../refer.ts'
import type { Intent, Past, Plan } from '../plan.ts'
import { later } from './hold-back.ts'

/** `$40 to Harbor Print and $20 to Tidewater Linen` are two payments. */
const apart = (clause: Clause): Clause[] => {
  const written = digits(clause.words).replace(
    /^(.*?)(\$ ?[\d.,]+\d|\d[\d.,]* (?:dollars|bucks|usd))(.*?)(,? and) (?:also |then )?(?:the same(?: amount| sum| again)?|as much|another one) (to|for) /i,
    '$1$2$3$4 $2 $5 ',
  )
  const each = /^(.*?)\b(?:each )?to (.+?)(?: each| apiece)?$/i.exec(written)
  const payees = each?.[2]?.split(/,? and |, | & /) ?? []
  if (each && payees.length > 1 && /\b(?:each|apiece)\b/i.test(written)) {
    const head = (each[1] ?? '').replace(/\beach\b/i, '').trim()
    return payees.map((payee) =>
      clauseOf(`${head} to ${payee.replace(/^(?:each|both) (?:of )?/i, '')}`),
    )
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
    /,? (?:and|plus|&) (?=(?:\$ ?\d[\d.,]*k?|\d[\d.,]*k?(?: ?(?:usd|dollars?|bucks))?) to )|, (?=\$ ?\d[\d.,]*k? to )/i,
  )
  return [first, ...rest.map((part) => `send ${part}`)].map((words) => ({
    ...clause,
    words,
    plain: digits(words.toLowerCase()),
  }))
}

/** `Harbor Print did us a favour, send them $125`: those just spoken of, else those before. */
function withThem(clause: Clause, heard: Heard, past: Past): Clause {
  const payee = /\b(?:send|pay|give|transfer|wire|to|get|tip|slip) (?:them|him|her)\b/.test(
    clause.plain,
  )
    ? (payeeIn(heard.text) ?? meantPayee(past))
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

const isMoney = /[$€£]|\b(?:dollars?|bucks|usd|euros?|pounds?|cents?)\b/
const hours =
  /\b\d{1,4}(?::\d\d)?(?: ?[ap]\.?m\.?)? ?(?:-|to|till|until) ?(?:noon|midday|midnight|\d{1,2}(?::\d\d| \d\d)?\b(?!\d)|\d{3,4} ?h)/

/** `Send $40 to Harbor Print`: money without an invoice; asks for what is missing. */
export const sendMoney: Intent = {
  name: 'send payment',
  example: 'Send $40 to Harbor Print',
  hints: /\b(?:send|transfer|wire|remit|money|dollars?)\b|\$/i,
  take(said, heard, past): Plan | null {
    // `9 to noon`, `two to three thirty` are hours.
    if (!isMoney.test(said.plain) && hours.test(said.plain)) return null
    const clause = withThem(said, heard, past)
    const core = { ...clause, words: coreOf(clause.words), plain: coreOf(clause.plain) }
    const whole = apart(clause)
    const each = whole.every(({ plain }) => isTransfer(plain)) ? whole : apart(core)
    if (!each.every(({ plain }) => isTransfer(plain))) return null
    const invoice = /\binv-\d+/.exec(clause.plain)?.[0].toUpperCase()
    if (invoice) {
      return {
        text: `An invoice is paid in full. Write “Pay invoice ${invoice}” for that, or name the payee to send an amount without an invoice.`,
      }
    }
    if (
      isLater(
        clause.plain.replace(
          /[ ,;]+(?:for|as|memo|reason|reference|note|purpose|re)\b:? (?!next|tomorrow|later).*$/,
          '',
        ),
        past.now,
      )
    )
      return { text: later(clause.plain) }
    return together(
      each.map((one) => meaningPayee(begin(transfer, one, past))),
      () => ({ text: '' }),
    )
  },
}
