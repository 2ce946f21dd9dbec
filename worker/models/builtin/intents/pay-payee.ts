import { problemOf, type Call } from '../conversation.ts'
import { isLater } from '../deferred.ts'
import { readAmounts } from '../facts/money.ts'
import { isSlip, payeeIn } from '../facts/places.ts'
import { isImperative } from '../gist/wish.ts'
import { asWritten, isPlain, looksLikeName, type Heard } from '../hear/hear.ts'
import { amountOf, chosen, invoiceLine, payThese, readInvoices, type Invoice } from '../invoices.ts'
import { offer } from '../offers.ts'
import { count, inWords, list, upperFirst } from '../phrases.ts'
import { meantPayee } from '../refer.ts'
import type { Intent, Plan } from '../plan.ts'
import { later } from './hold-back.ts'

const verb = String.raw`^(?:pay|settle|clear|cover|take care of|sort out|square)(?: off| up)?(?: with)?`
const some = String.raw`(?:(?:the|an?|my|our|any|both|every|each|all|all the|all of the|all our|all my)? ?)(?:(?:open|due|outstanding|unpaid|remaining|overdue|last|latest|newest|oldest|smaller|smallest|bigger|biggest|larger|largest|cheaper|cheapest|more expensive|first|second|two|three|2|3) )*(?:(?:of|of the) )?(?:(?:two|three|2|3|one) )?(?:invoices?|bills?|accounts?|balances?|debts?|tabs?)`
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
/** What is left out of `all of them`, and all that follows. */
const except = String.raw`,? (?:except(?:ing|ion)?(?: for| of)?|but not|but (?:please )?(?:leave|skip|keep|hold)(?: out| back)?|without|excluding|apart from|aside from|other than|save for|besides|bar|minus|not including|leave out|leaving out|skip|not)\b`
export const left = new RegExp(`${except}(.*)$`, 'i')
/** `under $500`: which of them by their sum. */
const limit =
  /\b(?:(under|below|less than|smaller than|up to|no more than|at most|cheaper than)|(over|above|more than|bigger than|larger than|at least)) ¤/
/** An invoice `over $640` comes to that; of several, `over` is where they begin. */
const limitIn = (words: string): readonly (string | undefined)[] =>
  (/\b(?:invoices|bills|all|every|each|everything)\b/.test(words)
    ? limit.exec(readAmounts(words).rest.replace(/ +/g, ' '))
    : null) ?? []
/** Not `a second reminder`. */
const degree =
  /\b(?!\w+ (?:reminders?|times?|week|month|year|days?|call|letter|mail|email|notice|quarter|night)\b)(smaller|smallest|cheaper|cheapest|lower|bigger|biggest|larger|largest|more expensive|most expensive|big|small|large|cheap|expensive|oldest|newest|latest|first|second|third|last)\b/

/** Asks which of several; the answer may name one, or say `the second one`, `both`. */
export const which = (invoices: Invoice[], lead: string): Plan => ({
  text: `${lead}\n\n${list(invoices.map(invoiceLine), true)}\n\nWhich one shall I pay (which invoice)?`,
  hear: (heard) => {
    const choice = chosen(heard, invoices)
    // One that is not in the list; whether it can be paid, the tool says.
    const other = isPlain(heard)
      ? /^(?:(?:it's|the|invoice|number|no|pay|please) )*(?:inv-)?(\d{4,})(?: please)?$/i.exec(
          heard.text.replace(/[.!]+$/, ''),
        )?.[1]
      : undefined
    return choice
      ? payThese(choice.map((one) => one.number))
      : other
        ? payThese([`INV-${other}`])
        : null
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
        words.some(
          (word) =>
            word === part ||
            (word.length > 4 && (isSlip(word, part) || word.slice(0, 5) === part.slice(0, 5))),
        ),
      )
  return [...new Set(invoices.map((one) => one.payee).filter(near))]
}

const bare = /(?<![\w$.,:/-])(?:\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,]\d{2})?(?![\w:/%-]|[.,]\d)/g

/** Sums without a sign count where an invoice is over just that. */
const isNamed = ({ number, amount }: Invoice, words: string): boolean =>
  (words.match(bare) ?? []).some(
    (one) =>
      number === `INV-${one}` ||
      Math.round(Number(one.replace(/[.,](?=\d{3})/g, '').replace(',', '.')) * 100) === amount,
  )

function settle(found: Invoice[], payee: string, words: string): Plan {
  const wanted = words.replace(left, '')
  const sums = readAmounts(wanted).amounts.map((one) => one.cents)
  const [cents] = sums
  const [, isBelow, isAbove] = limitIn(words)
  const equal = found.filter((one) =>
    !cents
      ? isNamed(one, wanted)
      : isBelow
        ? one.amount <= cents
        : isAbove
          ? one.amount >= cents
          : sums.includes(one.amount),
  )
  const invoices = equal.length > 0 ? equal : found
  const [only] = invoices
  if (only && cents && equal.length === 0)
    return which(invoices, `No open invoice of ${only.payee} is over that amount:`)
  if (!only) {
    return {
      text: `I found no open invoice of “${payee}”. Ask me to list the open invoices, or write for example “Send $40 to Harbor Print”.`,
    }
  }
  // `The 120 one, not the other`: what stays unpaid is what is not named.
  const isOther =
    equal.length > 0 && /^ (?:the |any )?others?(?: ones?)?\W*$/.test(left.exec(words)?.[1] ?? '')
  const isKept = isOther ? () => true : kept(words, invoices)
  if (!isKept) return which(invoices, `Which of these shall stay unpaid is not clear to me:`)
  const remaining = invoices.filter(isKept)
  const names = new Set(invoices.map((one) => one.payee))
  const isEachNamed = equal.length > 1 && !isBelow && !isAbove
  if ((all.test(words) || isEachNamed) && names.size === 1)
    return payThese(remaining.map((one) => one.number))
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

/** Which of the invoices are not left out by these words; null when they leave out something unknown. */
function kept(words: string, invoices: readonly Invoice[]): ((one: Invoice) => boolean) | null {
  const out = left.exec(words)?.[1]
  if (!out) return () => true
  const { amounts } = readAmounts(out)
  const numbers: string[] = [...out.matchAll(/(?<![\d$.,])(\d{4})(?![\d,.]\d)/g)].map(
    ([, one]) => `INV-${one}`,
  )
  const by = degree.exec(out)?.[1]
  const degreed = by ? chosenBy(by, invoices)?.number : undefined
  const excluded = invoices.filter(
    ({ number, amount }) =>
      numbers.includes(number) ||
      number === degreed ||
      amounts.some(({ cents }) => cents === amount),
  )
  return excluded.length > 0 ? (one) => !excluded.includes(one) : null
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

/** `Northwind's catering bill`: a known payee, told by the first word of its name and what it does. */
function described(words: string): string | null {
  const payee = payeeIn(words)
  const [first = '', second = ''] = payee?.toLowerCase().split(' ') ?? []
  const isByTrade = !words.includes(first) && words.split(' ').length < 6
  return payee &&
    payee.toLowerCase() !== words &&
    (isByTrade ||
      new RegExp(
        `^(?:the |our |that )?(?:\\w+ )?${first}(?:'s)?(?: (?:${second.slice(0, 5)}\\w*|people|guys|folks|one|ones|stuff))?$`,
      ).test(words))
    ? payee
    : null
}

export const lookUp = (payee: string, words: string): Plan => ({
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
        const cents = readAmounts(words).amounts[0]?.cents
        const [same, ...more] = cents ? everyone.filter(({ amount }) => amount === cents) : []
        if (same && more.length === 0 && names.length === 0)
          return offer(
            `I found no open invoice of “${payee}”, but one over ${amountOf(same)} of ${same.payee}: ${same.number}. Shall I ask for approval to pay that invoice?`,
            payThese([same.number]),
          )
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

/** `the $640 invoice`, `every open bill under $500`: told by their sum alone. */
const bySum = new RegExp(
  String.raw`${verb} (?:(?:the|an?|that|this|our|my|any|all|every|each|those|of|open|due|outstanding|unpaid|overdue) )*(?:¤ (?:invoices?|bills?|one)|(?:invoices?|bills?)(?: (?:that|which) (?:is|are))? (?:for|of|over|under|below|above|less than|more than|up to|at most|at least|worth|smaller than|bigger than|larger than|cheaper than)(?: the)? ¤)(?: (?:with|of|from|to|for|by) (?:them|him|her|us|it))?$`,
)
const lookUpSum = (words: string): Plan => ({
  text: '',
  calls: [{ tool: 'list_invoices', input: {} }],
  resume: (calls) => {
    const invoices = open(calls)
    if (!invoices) return { text: problemOf(calls[0]) }
    const cents = readAmounts(words).amounts[0]?.cents ?? 0
    const [, isBelow, isAbove] = limitIn(words)
    const isKept = kept(words, invoices)
    const found = invoices.filter(({ amount }) =>
      isBelow ? amount <= cents : isAbove ? amount >= cents : amount === cents,
    )
    if (found.length === 0 || !isKept)
      return which(invoices, 'I am not sure which of these you mean:')
    return found.length === 1 || (all.test(words) && (isBelow ?? isAbove))
      ? payThese(found.filter(isKept).map((one) => one.number))
      : which(found, 'Several are like that:')
  },
})

/** `Just got the nod for Tidewater. Pay their invoice.` */
const theirs = new RegExp(
  String.raw`${verb} (?:all )?(?:them(?: (?:off|now))?|(?:all (?:of )?)?their (?:\w+ )?(?:invoices?|bills?|money|account|balance)|(?:them )?(?:what|everything|all|whatever)(?: that)? (?:they are|they're|is) (?:owed|due)|(?:them )?what we owe(?: them)?)$`,
)

const chooses =
  /^(?:both|all|each)\b|^(?:i mean|i meant|meaning|namely|just|only|the|that's|that is|it's|it is)\b.*\b(?:ones?|both|all|invoices?|bills?)\b/
const tellsOf = /\b(?:invoices?|bills?|billed|invoiced|charged)\b/

/** `Settle Harbor Print. I mean both, the 120 and the 75.50`: what else tells which of a payee's invoices. */
const withWhich = (plain: string, payee: string, { clauses }: Heard): string =>
  [
    plain,
    ...clauses
      .filter(
        (one) =>
          one.mood === 'plain' &&
          !isImperative(one) &&
          !/\b(?:inv|ord|bkg)-|\b(?:luma|atlas|birch)\b/.test(one.plain) &&
          [payee, null].includes(payeeIn(one.words)),
      )
      .flatMap((one) =>
        chooses.test(one.plain)
          ? one.plain
          : tellsOf.test(one.plain)
            ? (one.plain.match(/(?:\$ ?)?\d[\d.,]*\d/g) ?? [])
            : [],
      ),
  ].join(', ')

/** `Pay Harbor Print`: looks the open invoices up, then proposes the only one or asks which. */
export const payPayee: Intent = {
  name: 'pay payee',
  example: 'Pay Harbor Print',
  take(clause, heard, past) {
    const plain = clause.plain
      .replace(/ so (?:that )?(?:they|he|she|it|we|i)\b.*$/, '')
      .replace(
        /\b(?:(over|worth|of|for|at|about) (\d[\d,]*\.\d\d)|(over|worth|about) (\d[\d,]*\d)|(the|an?|their) (\d[\d,]*(?:\.\d\d)?)(?= (?:invoice|bill|one)\b))(?![\w.-])/,
        (_all, ...found: (string | undefined)[]) => {
          const [by, sum] = found.slice(0, 6).filter(Boolean)
          return `${by} $${sum}`
        },
      )
    const spokenOf = /\b(?:their|them|they)\b/.test(plain) ? payeeIn(heard.text) : null
    if (spokenOf && theirs.test(plain) && !payeeIn(plain))
      return lookUp(
        spokenOf,
        withWhich(
          all.test(plain) ? `pay all of ${spokenOf.toLowerCase()}` : plain,
          spokenOf,
          heard,
        ),
      )
    if (theirs.test(plain) && !meantPayee(past)) return lookUpAny
    if (unnamed.test(plain)) return lookUpAny
    const amount = readAmounts(plain)
    const sumOnly = bySum.exec(amount.rest.replace(/ +/g, ' ').replace(left, '').trim())
    if (
      sumOnly &&
      amount.amounts.length > 0 &&
      !/\b(?:inv|ord|bkg)-/.test(amount.rest.replace(left, ''))
    )
      return lookUpSum(plain)
    const said = amount.rest
      .replace(/ +/g, ' ')
      .replace(left, '')
      .replace(
        /,? (?:for|of|over|worth|under|below|above|less than|more than|up to|at most|at least|in the amount of|at)?(?: the)?(?: amount of| sum of)? ?¤ ?/,
        ' ',
      )
      .trim()
    const part = everything.exec(said)?.[1] ?? owed.exec(said)?.[1] ?? ofPayee.exec(said)?.[1]
    const isOwing = everything.test(plain) || owed.test(plain)
    if (
      !part ||
      (!/^(?:pay|settle)\b/.test(plain) &&
        !isOwing &&
        !/\b(?:invoices?|bills?|balance|debts?|tab)\b/.test(plain))
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
      .replace(left, '')
      .replace(/^"|"$/g, '')
      .replace(/(?:'s?)? (?:stuff|things|people|folks|guys|team|lot)$/, '')
      .replace(new RegExp(`(?:'s?) ${degree.source}(?: one)?$`), '')
      .replace(/^(?:everything|all|every|each|both) (?:of |from |by )?/, '')
      .replace(/ (?:that|which|what) (?:is|are) (?:still )?(?:open|due|unpaid|outstanding)$/, '')
    const them = /^(?:them|him|her)$/.test(bare) ? meantPayee(past) : null
    const payee = them ?? described(bare) ?? asWritten(clause, bare)
    if (
      /^(?:it|that|this|these|those|everyone)\b|, /.test(bare) ||
      !looksLikeName(payee) ||
      /\d{3}|^\d+ |\$|\b(?:attention|respects|visit|compliment|back|me|tribute)\b/i.test(payee)
    )
      return null
    if (isLater(plain.replace(/\b(?:due|dated)\b.*$/, ''), past.now)) return { text: later(plain) }
    return lookUp(payee, withWhich(plain, payee, heard))
  },
}
