import { digits } from './facts/numbers.ts'
import type { Frame, Slots } from './frames/frame.ts'
import type { Clause } from './hear/hear.ts'
import type { Past } from './plan.ts'

/** What makes it another one when it differs. */
const keys: Record<string, readonly string[]> = {
  book_table: ['venue', 'date', 'time'],
  book_room: ['room', 'date', 'from'],
  send_payment: ['payee'],
  refund_order: ['order'],
  submit_expense: ['purpose'],
  change_access: ['person'],
  pay_invoice: ['invoice'],
  cancel_booking: ['booking'],
}

const between = /,? (?:and|plus|&|as well as)(?: then| also)? |[,;] /gi
/** `Atlas and Birch: Atlas from 9 to 10, …` */
const betweenOrAfter = new RegExp(`${between.source}|: (?=(?:room )?(?:atlas|birch)\\b)`, 'gi')
/** `Friday, May 21st` is one day. */
const weekdayBefore =
  /\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)[,.]? (?=(?:the )?\d{1,2}(?:st|nd|rd|th)\b|(?:the )?\d{1,2}\.? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* (?:the )?\d|\d{1,2}\/\d)/gi

/** One thing is put right or chosen from, or the joint belongs to a number, a range, a name. */
const single =
  /\bthe same (?:amount |sum |again )?(?:on|for|to)\b|\b(?:each|apiece|no|not|or|instead|rather|actually|sorry|wait|i mean|i meant|between|except|but)\b|\band a (?:half|quarter)\b/i

/** Says that a fact is as before, or nothing. */
const idle =
  /^(?:please|thanks|thank you|then|(?:please )?(?:book|reserve) (?:both|them|these|all)(?: of them)?|both(?: for [^,;]+)?|(?:(?:at|in|for) )?(?:the )?same (?:place|venue|restaurant|room|time|party|number(?: of people)?|size|people|group))$/i
/** The name of a meeting, and no sentence. */
const isTitle = (part: string): boolean =>
  !idle.test(part.trim()) &&
  /^(?:the |our |my |a )?\p{L}[\p{L}'-]+(?: [\p{L}'-]+){0,2}$/u.test(part.trim()) &&
  !/\b(?:is|are|was|be|please|thanks|we|i|it|they|cancel|pay|send|book|him|her|them)\b/i.test(part)

/** `3 on Saturday and 5 on Sunday`: so many people each. */
const counted = (frame: Frame, part: string): string =>
  frame.tool === 'book_table'
    ? part.replace(/^(\d{1,2})(?= (?:on|tomorrow|today|tonight|the|next|this)\b)/i, 'for $1')
    : part

const piece = (clause: Clause, words: string): Clause => ({
  ...clause,
  words,
  plain: digits(words.toLowerCase()),
})

/**
 * The things of one kind that a clause asks for at once, as facts of each: `Atlas and Birch tomorrow
 * 10 to 12`, `for 4 on Thursday at 7pm and for 2 on Friday at 8pm`. What one leaves out is as in the
 * one before it, or else as in the next. Null when the clause asks for one thing only.
 */
export function several(
  frame: Frame,
  clause: Clause,
  past: Pick<Past, 'now'>,
  bare: readonly string[] = [],
): Slots[] | null {
  const key = keys[frame.tool]
  if (!key || single.test(clause.words)) return null
  const parts = clause.words
    .replace(weekdayBefore, '')
    .split(frame.tool === 'book_room' ? betweenOrAfter : between)
    .filter((part) => part.trim() !== '')
  if (parts.length < 2 || parts.length > 12) return null
  const found: Slots[] = []
  for (const [at, part] of parts.entries()) {
    const known = found.at(-1) ?? {}
    const read = (asked: readonly string[]) =>
      frame.read(piece(clause, counted(frame, part)), past.now, asked, {})
    let { slots, problem } = read([])
    const isBare = at > 0 || /^\s*\d{3,}\s*$/.test(part)
    if (isBare && Object.keys(slots).length === 0 && bare.length > 0)
      ({ slots, problem } = read(bare))
    if (problem) return null
    if (Object.keys(slots).length === 0) {
      // `Monday and Tuesday 2 to 4, training`: what all of them are for stands last.
      if (
        frame.tool === 'book_room' &&
        at === parts.length - 1 &&
        found.length > 1 &&
        isTitle(part)
      )
        return shared(frame, found).map((one) => ({ ...one, purpose: part.trim() }))
      // Words that say nothing of it: part of a name or a reason, and no list.
      if (at > 0 && !idle.test(part.trim())) return null
      continue
    }
    const isOther = key.some(
      (name) =>
        slots[name] !== undefined && known[name] !== undefined && slots[name] !== known[name],
    )
    if (isOther) found.push(slots)
    else if (found.length > 0) found[found.length - 1] = { ...known, ...slots }
    else found.push(slots)
  }
  // `Atlas and Birch: Atlas from 9 to 10, Birch from 2 to 3`: named first, told after.
  const told = found.filter(
    (slots, at) =>
      !Object.entries(slots).every(
        ([name, value], _, all) =>
          all.length === 1 &&
          found
            .slice(at + 1)
            .some((other) => other[name] === value && Object.keys(other).length > 1),
      ),
  )
  if (told.length < 2) return null
  return shared(frame, told)
}

/**
 * A verb with several things that each have facts of their own, as clauses of their own: `send Harbor Print
 * $20, Tidewater Linen $30`. Empty when the words are no such list.
 */
export function sharingVerb(clause: Clause): Clause[] {
  if (single.test(clause.words)) return []
  const [first = '', ...rest] = clause.words.split(between).filter((part) => part.trim() !== '')
  const isPlace = /^(?:luma|atlas|birch)\b/i.test(first)
  const verb = isPlace ? 'book' : /^\p{L}+/u.exec(first)?.[0]
  if (!verb || rest.length === 0 || rest.length > 11) return []
  const sign = /\$ ?\d/.test(first) || /\d (?:dollars|bucks|usd)\b/i.test(first)
  return [
    isPlace ? `${verb} ${first}` : first,
    ...rest.map((part) => {
      const own = part.replace(/^(?:another|also|then) /i, '')
      return `${verb} ${sign ? signed(own) : own}`
    }),
  ].map((words) => piece(clause, words))
}

/** `Harbor Print 20 dollars, Tidewater Linen 35`: what the first number is, the others are. */
const signed = (part: string): string =>
  /\$|\b(?:dollars|bucks|usd)\b/i.test(part) || (part.match(/\d[\d.,]*/g) ?? []).length !== 1
    ? part
    : part.replace(/(?<![\w-])\d[\d,]*(?:\.\d\d)?$/, (number) => `$${number}`)

/** What each leaves out, from the one before, else from the one after. */
function shared(frame: Frame, found: readonly Slots[]): Slots[] {
  const forward: Slots[] = []
  for (const slots of found) {
    const before = forward.at(-1) ?? {}
    const isWhole = (name: string) => frame.required.includes(name)
    const lent = Object.entries(before).filter(
      ([name]) => isWhole(name) && !clashes(frame, name, slots),
    )
    forward.push({ ...Object.fromEntries(lent), ...slots })
  }
  const all: Slots[] = []
  for (const slots of forward.toReversed()) {
    const next = all[0] ?? {}
    const lent = Object.entries(next).filter(
      ([name]) => frame.required.includes(name) && !clashes(frame, name, slots),
    )
    all.unshift({ ...Object.fromEntries(lent), ...slots })
  }
  return all
}

/** An end without its own beginning would belong to another beginning. */
const clashes = ({ tool }: Frame, name: string, slots: Slots): boolean =>
  tool === 'book_room' && name === 'to' && slots.from !== undefined
