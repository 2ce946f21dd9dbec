import { problemOf, type Call } from '../conversation.ts'
import { isLater } from '../deferred.ts'
import { readAmounts } from '../facts/money.ts'
import { isSlip } from '../facts/places.ts'
import { asWritten, looksLikeName } from '../hear/hear.ts'
import { amountOf, chosen, invoiceLine, payThese, readInvoices, type Invoice } from '../invoices.ts'
import { offer } from '../offers.ts'
import { count, inWords, list, upperFirst } from '../phrases.ts'
import { meantPayee } from '../refer.ts'
import type { Intent, Plan } from '../plan.ts'
import { later } from './hold-back.ts'

const verb = String.raw`^(?:pay|settle|clear|cover|take care of|sort out|square)(?: off| up)?(?: with)?`
const some = String.raw`(?:(?:the|an?|my|our|any|both|every|each|all|all the|all of the|all our|all my)? ?)(?:(?:open|due|outstanding|unpaid|remaining|overdue|last|latest|newest|oldest|smaller|smallest|bigger|biggest|larger|largest|cheaper|cheapest|more expensive|first|second|two|three|2|3) )*(?:(?:of|of the) )?(?:(?:two|three|2|3|one) )?(?:invoices?|bills?|accounts?)`
const all = /\b(?:all|every|each|everything|both|whatever)\b/
const everything = new RegExp(
  String.raw`${verb} (?:everything|all|whatever|what|all of what|the lot)(?: that)? (?:(?:i|we)(?: still)? owe(?: to)?|is (?:open|due|outstanding) (?:with|from|of|to|for)) (?:to )?(.+)$`,
)
const owed = new RegExp(
  String.raw`${verb} (.+?),? (?:what|everything|whatever|all|the money)(?: that)?(?: i| we)(?: still)? owe(?: them| him| her)?$`,
)
const ofPayee = new RegExp(
  String.raw`${verb} (?:all (?:of )?)?(?:${some} (?:of|from|by|to|for|with) )?(?:the )?(.+?)(?:'s|s')? ?(?:(?:open|due|outstanding|unpaid|overdue|last|latest|two|three|2|3) )*(invoices?|bills?)?$`,
)
const unnamed = new RegExp(
  String.raw`${verb}(?: (?:${some}|it|that|this|them|one|something|somebody|someone|an? ?(?:open )?invoice|the supplier|a supplier|everything|all|all of them|everyone|all (?:my|our|the) (?:open |due |unpaid )?(?:invoices|bills)))?$`,
)
const degree =
  /\b(smaller|smallest|cheaper|cheapest|lower|bigger|biggest|larger|largest|more expensive|most expensive|oldest|newest|latest|first|second|third|last)\b/

/** Asks which of several; the answer may name one, or say `the second one`, `both`. */
export const which = (invoices: Invoice[], lead: string): Plan => ({
  text: `${lead}\n\n${list(invoices.map(invoiceLine), true)}\n\nWhich one shall I pay (which invoice)?`,
  hear: (heard) => {
    const choice = chosen(heard, invoices)
    return choice && payThese(choice.map((one) => one.number))
  },
})

const open = ([call]: Call[]): Invoice[] | null =>
  call?.result?.ok ? readInvoices(call.result.value) : null

/** Names that share a whole word with what was written, or nearly so. */
export function alike(payee: string, invoices: readonly Invoice[]): string[] {
  const words = payee
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word.length > 3)
  const near = (name: string) =>
    name
      .toLowerCase()
      .split(/[^\p{L}\d]+/u)
      .some((part) =>
        words.some((word) => word === part || (word.length > 4 && isSlip(word, part))),
      )
  return [...new Set(invoices.map((one) => one.payee).filter(near))]
}

function settle(found: Invoice[], payee: string, words: string): Plan {
  const cents = readAmounts(words).amounts[0]?.cents
  const equal = cents ? found.filter(({ amount }) => amount === cents) : found
  const invoices = equal.length > 0 ? equal : found
  const [only] = invoices
  if (only && cents && equal.length === 0)
    return which(invoices, `No open invoice of ${only.payee} is over that amount:`)
  if (!only) {
    return {
      text: `I found no open invoice of “${payee}”. Ask me to list the open invoices, or write for example “Send $40 to Harbor Print”.`,
    }
  }
  const left = invoices.filter(
    ({ number }) =>
      !new RegExp(`\\b(?:except|not|without|excluding|but)\\b.*\\b${number}\\b`, 'i').test(words),
  )
  const names = new Set(invoices.map((one) => one.payee))
  if (all.test(words) && names.size === 1) return payThese(left.map((one) => one.number))
  if (invoices.length > 1) {
    const by = degree.exec(words)?.[1]
    const one = by && names.size === 1 ? chosenBy(by, invoices) : null
    if (one) return payThese([one.number])
    const who = names.size === 1 ? only.payee : `“${payee}”`
    return which(invoices, `${upperFirst(who)} has ${count(invoices.length, 'open invoice')}:`)
  }
  const proposal = payThese([only.number])
  return {
    ...proposal,
    text: `${only.payee} has one open invoice, ${only.number} over ${amountOf(only)}. ${proposal.text}`,
  }
}

const chosenBy = (by: string, invoices: readonly Invoice[]): Invoice | null => {
  const clause = {
    words: `the ${by} one`,
    plain: `the ${by} one`,
    mood: 'plain' as const,
    isCourteous: false,
    asks: false,
  }
  const heard = {
    written: clause.words,
    text: clause.words,
    plain: clause.plain,
    clauses: [clause],
    mails: [],
    isTooLong: false,
    invoices: [],
  }
  return chosen(heard, invoices)?.[0] ?? null
}

const lookUp = (payee: string, words: string): Plan => ({
  text: `I'll look up the open invoices of ${payee}.`,
  calls: [{ tool: 'list_invoices', input: { payee } }],
  resume: (calls) => {
    const invoices = open(calls)
    if (!invoices) return { text: problemOf(calls[0]) }
    if (invoices.length > 0) return settle(invoices, payee, words)
    return {
      text: '',
      calls: [{ tool: 'list_invoices', input: {} }],
      resume: (others) => {
        const everyone = open(others) ?? []
        const names = alike(payee, everyone)
        const found = everyone.filter((one) => names.includes(one.payee))
        const [first] = found
        if (names.length === 0 || !first) return settle([], payee, words)
        return found.length > 1
          ? which(found, `I found no open invoice of “${payee}”. These are of ${inWords(names)}:`)
          : offer(
              `I found no open invoice of “${payee}”, but one of ${first.payee}: ${first.number} over ${amountOf(first)}. Shall I ask for approval to pay that invoice?`,
              payThese([first.number]),
            )
      },
    }
  },
})

const lookUpAny: Plan = {
  text: '',
  calls: [{ tool: 'list_invoices', input: {} }],
  resume: (calls) => {
    const invoices = open(calls)
    if (!invoices) return { text: problemOf(calls[0]) }
    return invoices.length === 0
      ? { text: 'There are no open invoices to pay.' }
      : which(invoices, 'These invoices are open:')
  },
}

/** `Pay Harbor Print`: looks the open invoices up, then proposes the only one or asks which. */
export const payPayee: Intent = {
  name: 'pay payee',
  example: 'Pay Harbor Print',
  take(clause, _heard, past) {
    const { plain } = clause
    if (unnamed.test(plain)) return lookUpAny
    const amount = readAmounts(plain)
    const said = amount.rest
      .replace(/ +/g, ' ')
      .replace(/,? (?:except|but not|without|excluding)\b.*$/, '')
      .replace(/,? (?:for|of|over|worth|in the amount of|at)?(?: the)?(?: amount of)? ?¤ ?/, ' ')
      .trim()
    const part = everything.exec(said)?.[1] ?? owed.exec(said)?.[1] ?? ofPayee.exec(said)?.[1]
    const isOwing = everything.test(plain) || owed.test(plain)
    if (
      !part ||
      (!/^(?:pay|settle)\b/.test(plain) && !isOwing && !/\b(?:invoices?|bills?)\b/.test(plain))
    )
      return null
    const bare = part
      .replace(
        new RegExp(
          `^(?:the )?${degree.source}(?: one)?(?: invoice| bill)? (?:of|from|by)(?: the| these| those| their| our)?(?: 2| 3| two| three)? `,
        ),
        '',
      )
      .replace(new RegExp(`^(?:the )?${degree.source} (?=\\w)`), '')
      .replace(/,? (?:except|but not|without|excluding|but)\b.*$/, '')
      .replace(/^"|"$/g, '')
      .replace(/(?:'s?)? (?:stuff|things|people|folks|guys|team|lot)$/, '')
      .replace(new RegExp(`(?:'s?) ${degree.source}(?: one)?$`), '')
      .replace(/^(?:all|every|each|both) (?:of )?/, '')
    const them = /^(?:them|him|her)$/.test(bare) ? meantPayee(past) : null
    const payee = them ?? asWritten(clause, bare)
    if (
      /^(?:it|that|this|these|those|everyone)\b|, /.test(bare) ||
      !looksLikeName(payee) ||
      /\d{3}|^\d+ |\$|\b(?:attention|respects|visit|compliment|back|me|tribute)\b/i.test(payee)
    )
      return null
    if (isLater(plain, past.now)) return { text: later(plain) }
    return lookUp(payee, plain)
  },
}
