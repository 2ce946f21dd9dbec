import { problemOf, type Call } from './conversation.ts'
import { readAmounts } from './facts/money.ts'
import { isSlip } from './facts/places.ts'
import { hear, isPlain } from './hear/hear.ts'
import { piecesOf } from './hear/pieces.ts'
import { amountOf, chosen, invoiceLine, payThese, readInvoices, type Invoice } from './invoices.ts'
import { offer } from './offers.ts'
import { count, inWords, list, upperFirst } from './phrases.ts'
import type { Plan } from './plan.ts'

export const all = /\b(?:all|every|each|everything|both|the two|whatever)\b/

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
export const degree =
  /\b(?!\w+ (?:reminders?|times?|week|month|year|days?|call|letter|mail|email|notice|quarter|night)\b)(smaller|smallest|cheaper|cheapest|lower|bigger|biggest|larger|largest|more expensive|most expensive|big|small|large|cheap|expensive|oldest|newest|latest|first|second|third|last)\b/

const denied = /\b(?:not|never)\b|n't\b/i

/** `Not the 31,000 one, the other`, of two. */
function theOther(pieces: readonly string[], invoices: readonly Invoice[]): Invoice[] | null {
  const out = pieces.flatMap((one) =>
    denied.test(one) ? (chosen(hear(one.replace(/^not /i, '')), invoices) ?? []) : [],
  )
  const isOther = pieces.some((one) => /^(?:pay )?the other(?: one)?$/i.test(one))
  return isOther && out.length === 1 && invoices.length === 2
    ? invoices.filter((one) => !out.includes(one))
    : null
}

/** Asks which of several; the answer may name one, or say `the second one`, `both`. */
const which = (invoices: Invoice[], lead: string): Plan => ({
  text: `${lead}\n\n${list(invoices.map(invoiceLine), true)}\n\nWhich one shall I pay (which invoice)?`,
  hear: (heard) => {
    // `INV-1001 is still being checked, so INV-1004`: the piece that chooses.
    const pieces = piecesOf(heard.text)
    const [piece, ...others] = pieces
      .filter((one) => !denied.test(one))
      .flatMap((one) => {
        const some = chosen(hear(one), invoices)
        return some ? [some] : []
      })
    const choice =
      chosen(heard, invoices) ??
      (!/\?\s*$/.test(heard.text) && others.length === 0
        ? (piece ?? theOther(pieces, invoices))
        : null)
    // One that is not in the list; whether it can be paid, the tool says.
    const other = isPlain(heard)
      ? /^(?:(?:it's|the|invoice|number|no|pay|please) )*(?:inv-)?(\d{4,})(?: please)?$/i.exec(
          heard.text.replace(/[.!]+$/, ''),
        )?.[1]
      : undefined
    if (choice) return payThese(choice.map((one) => one.number))
    return other ? payThese([`INV-${other}`]) : null
  },
})

const open = ([call]: Call[]): Invoice[] | null =>
  call?.result?.ok ? readInvoices(call.result.value) : null

/** Names that share a whole word with what was written, or nearly so. */
function alike(payee: string, invoices: readonly Invoice[]): string[] {
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
  const isKept = isOther ? () => true : kept(words, found)
  if (!isKept) return which(invoices, `Which of these shall stay unpaid is not clear to me:`)
  const remaining = invoices.filter(isKept)
  const names = new Set(invoices.map((one) => one.payee))
  const [rest, ...others] = remaining
  if (rest && others.length === 0 && names.size === 1 && invoices.length > 1)
    return payThese([rest.number])
  const isEachNamed = equal.length > 1 && !isBelow && !isAbove
  const many =
    /\b([23]|two|three)\b(?=.* (?:ones|invoices|bills)\b| (?:of|from|by)\b)/.exec(words)?.[1] ?? ''
  const isCounted =
    !degree.test(words) && (/two|2/.test(many) ? 2 : many ? 3 : 0) === invoices.length
  // `Harbor Print's invoices`: all there are.
  const isPlural =
    /\b(?:invoices|bills)$/.test(words) &&
    !/\b(?:one|any|some|an?|or) /.test(words) &&
    !degree.test(words)
  if ((all.test(words) || isPlural || isEachNamed || isCounted) && names.size === 1)
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
    (one) =>
      numbers.includes(one.number) ||
      one.number === degreed ||
      isNamed(one, out) ||
      amounts.some(({ cents }) => cents === one.amount),
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

export const lookUpAny: Plan = {
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

export const lookUpSum = (words: string): Plan => ({
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
