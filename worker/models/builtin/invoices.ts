import { z } from 'zod'
import { formatMoney, usd } from '../../../domain/money.ts'
import { isPlain, type Heard } from './hear/hear.ts'
import { inWords } from './phrases.ts'
import type { Plan } from './plan.ts'

const invoice = z.object({
  number: z.string(),
  payee: z.string(),
  amount: z.int(),
  amountText: z.string().optional(),
  due: z.string().optional(),
})
/** An open invoice as list_invoices gives it; the amount in cents. */
export type Invoice = z.infer<typeof invoice>

const listed = z.object({ invoices: z.array(invoice) })

/** The invoices in a result of list_invoices; none when it is something else. */
export const readInvoices = (value: unknown): Invoice[] =>
  listed.safeParse(value).data?.invoices ?? []

export const amountOf = ({ amount, amountText }: Invoice): string =>
  amountText ?? formatMoney(usd(amount))

/** `INV-1001, $120.00, Harbor Print, due 2026-11-30`. */
export const invoiceLine = (one: Invoice): string =>
  [one.number, amountOf(one), one.payee, ...(one.due ? [`due ${one.due}`] : [])].join(', ')

/** Asks for these invoices to be paid: one call each, in one step. */
export const payThese = (numbers: readonly string[]): Plan => ({
  text: `I'll ask for approval to pay ${numbers.length === 1 ? 'invoice' : 'invoices'} ${inWords(numbers)}.`,
  calls: numbers.map((number) => ({ tool: 'pay_invoice', input: { invoice: number } })),
})

/** A number like those of invoices where nothing says that it is a sum. */
export const bareNumber =
  /(?<![\w.,$:/-]|\b(?:billed|charged|invoiced)(?: us)? |\b(?:over|worth|(?:sum|amount|total) of) )(?:1\d|2[012])\d\d\b(?![.,]\d|[-/:]| ?(?:dollars|bucks|usd|people)\b)/g

const ordinals: readonly RegExp[] = [
  /\b(?:first|1st|former)\b|^1$/,
  /\b(?:second|2nd)\b|^2$/,
  /\b(?:third|3rd)\b|^3$/,
  /\b(?:fourth|4th)\b|^4$/,
  /\b(?:fifth|5th)\b|^5$/,
  /\b(?:sixth|6th)\b|^6$/,
]

/** Words around a choice that choose nothing themselves. */
const filler =
  /\b(?:pay|settle|take|choose|pick|i mean|i meant|want|with|for|just|only|the|a|one|ones|invoice|invoices|number|no|option|of|them|(?<!first |last )two|(?<!first |last )three|then|go|do|open|inv|please|thanks|thank you|rather|it is|that's|amount|bill)\b|#/g

const byAmount = (options: readonly Invoice[]) =>
  options.toSorted((one, other) => one.amount - other.amount)
const byDue = (options: readonly Invoice[]) =>
  options.toSorted((one, other) => (one.due ?? '').localeCompare(other.due ?? ''))

const degree =
  /^(?:cheap|small|low|pric|larg|big|high)\w*$|^(?:less|more|least|most) expensive$|^dearer$/

function select(selector: string, options: readonly Invoice[]): Invoice[] {
  const pick = (one: Invoice | undefined) => (one ? [one] : [])
  if (/^(?:both|all|everything|each|every)$/.test(selector)) {
    return selector !== 'both' || options.length === 2 ? [...options] : []
  }
  if (/^(?:cheap|small|low|less|least)\w*(?: expensive)?$/.test(selector))
    return pick(byAmount(options)[0])
  if (/^(?:(?:pric|larg|big|high|great)\w*|(?:more|most) expensive|dearer)$/.test(selector)) {
    return pick(byAmount(options).at(-1))
  }
  if (/^(?:old|earl|soon)\w*(?: due)?$/.test(selector)) return pick(byDue(options)[0])
  if (/^(?:new|lat)est$/.test(selector)) return pick(byDue(options).at(-1))
  if (/^(?:last|latter)$/.test(selector)) return pick(options.at(-1))
  if (
    /^(?:yes|yeah|yep|sure|ok|okay|it|that|this|right|ahead|so)*$/.test(selector.replace(/ /g, ''))
  )
    return options.length === 1 ? [...options] : []
  const ordinal = ordinals.findIndex((pattern) => pattern.test(selector) && selector.length < 9)
  if (ordinal >= 0) return pick(options[ordinal])
  // `The catering one`: a word of the name.
  const named = options.filter(
    ({ payee }) => selector.length > 3 && payee.toLowerCase().split(' ').includes(selector),
  )
  if (named.length > 0) return named
  const sum = selector.replace(/,(?=\d{3}\b)/g, '')
  return options.filter((one) => sum === amountOf(one).replace(/^\$|,|\.00$/g, ''))
}

/**
 * The invoices that an answer chooses among those we listed: `INV-1004`, `1001 and 1004`, `the second
 * one`, `the cheaper one`, `both`, `the $75.50 one`, and `it` where there is one. Null for anything
 * that is not plainly a choice.
 */
export function chosen(heard: Heard, options: readonly Invoice[]): Invoice[] | null {
  if (!isPlain(heard) || heard.mails.length > 0) return null
  const words = heard.text
    .toLowerCase()
    .replace(/[.!?]+(?= |$)/g, '')
    .replace(/^(?:yes|ok|okay|sure|well|oh),? (?=\S)/, '')
    .replace(filler, ' ')
  const selectors = words.split(/,(?!\d{3}\b)|&|\band\b|\bplus\b/).map((part) =>
    part
      .replace(/\$\s*/g, '')
      .replace(/(\d)\.00\b/g, '$1')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  const spoken = selectors.filter(Boolean)
  const found = (spoken.length > 0 ? spoken : ['']).map((selector) => {
    const some = /^(first|last) (\d|two|three)$/.exec(selector)
    if (some) {
      const wanted = { two: 2, three: 3 }[some[2] ?? ''] ?? Number(some[2])
      return wanted > options.length
        ? []
        : some[1] === 'first'
          ? options.slice(0, wanted)
          : options.slice(-wanted)
    }
    const number = /^(?:inv-?)?\s*-?(\d{4,})$/.exec(selector)?.[1]
    const named = number && options.find((one) => one.number === `INV-${number}`)
    return named ? [named] : select(selector, options)
  })
  if (found.length === 0 || found.some((some) => some.length === 0)) return null
  // `The Harbor one, the smaller of the two`: smaller among those that are named.
  const by = spoken.findIndex((selector) => degree.test(selector))
  const named = found.filter((_some, at) => at !== by).flat()
  if (by >= 0 && named.length > 1) return select(spoken[by] ?? '', named)
  return [...new Set(found.flat())]
}
