import { z } from 'zod'
import { gazetteer } from './facts/places.ts'
import { wares } from './facts/wares.ts'
import { frameOf } from './frames/index.ts'
import { slotsOf } from './frames/frame.ts'
import { clauseOf } from './hear/hear.ts'
import { isOpen, proposals, type Proposal } from './history.ts'
import { readOutcome } from './outcome.ts'
import { bySum } from './sums-of.ts'
import type { Past } from './plan.ts'

/** What people call what a tool asks for. */
export const nouns: Record<string, string> = {
  pay_invoice: 'invoices?|bills?|payments?',
  send_payment: 'transfers?|payments?|money',
  refund_order: 'refunds?',
  submit_expense: 'expenses?|claims?',
  book_table: 'tables?|dinner|lunch|restaurant|reservations?|bookings?|luma',
  book_room: 'rooms?|meetings?|reservations?|bookings?',
  cancel_booking: 'cancell?ations?',
  send_email: 'emails?|mails?|messages?',
  delete_bookings: 'deletions?',
  export_bookings: 'exports?',
  change_access: 'access|roles?',
}

/** Whether these words (lower case) name the kind of thing that this tool asks for. */
export const isNamed = (tool: string, plain: string): boolean =>
  nouns[tool] !== undefined && new RegExp(`\\b(?:${nouns[tool]})\\b`).test(plain)

/** Whether they name a kind of thing at all. */
export const namesKind = (plain: string): boolean =>
  Object.keys(nouns).some((tool) => isNamed(tool, plain))

const places: readonly [RegExp, number][] = [
  [/\b(?:first|1st|former)\b/, 0],
  [/\b(?:second|2nd)\b/, 1],
  [/\b(?:third|3rd)\b/, 2],
  [/\bmiddle\b/, 1],
  [/\b(?:fourth|4th)\b/, 3],
  [/\b(?:last|latter|latest|newest)\b/, -1],
]

/** Whether a person, a payee or a purpose of it is named. */
export const isToldOf = ({ input }: Pick<Proposal, 'input'>, about: string): boolean =>
  [
    'purpose',
    'memo',
    'payee',
    'person',
    'reason',
    'name',
    'room',
    'order',
    'invoice',
    'booking',
    'to',
  ].some((name) => {
    const value = input[name]
    // `The one to Lea`: whom an address names.
    const local =
      name === 'to' && typeof value === 'string' ? (value.split('@')[0]?.split(/[._-]/) ?? []) : []
    const isNamedIn = (one: string): boolean =>
      /^\p{L}{3,}$/u.test(one) &&
      new RegExp(`(?:^|\\bto )${one.toLowerCase()}\\b|\\b${one.toLowerCase()}'s\\b`).test(about)
    if (local.some(isNamedIn)) return true
    const plain =
      typeof value === 'string' ? value.toLowerCase().replace(/^(?:inv|ord|bkg)-/, '') : ''
    const words = plain.split(/[^\p{L}\d@.-]+/u)
    return words.some(
      (word) =>
        word.length > 3 &&
        new RegExp(
          `(?<![\\p{L}\\d])${word.replace(/[^\p{L}\d-]/gu, '.')}(?![\\p{L}\\d])`,
          'u',
        ).test(about),
    )
  })

/** Whether the words name a fact of it: its number, its payee, its day, its amount. */
function namesFact({ tool, input, outcome }: Proposal, plain: string, now: Date): boolean {
  const frame = frameOf(tool)
  if (!frame) return false
  const known = slotsOf(frame, input)
  const isSaid = Object.values(known).some((value) => {
    if (typeof value !== 'string' || value.length < 4) return false
    const lower = value.toLowerCase()
    const number = /^(?:inv|ord|bkg)-(\d+)$/.exec(lower)?.[1]
    return number
      ? new RegExp(`(?<![\\d$])${number}(?!\\d)`).test(plain)
      : plain.includes(lower) ||
          (tool === 'send_payment' && plain.includes(lower.split(' ')[0] ?? lower))
  })
  const price = outcome.title
    .match(/\$[\d,]+\.\d\d/g)
    ?.map((sum) => Number(sum.replace(/[$,]/g, '')))
  const isSum = [...plain.matchAll(/(?<![\w.,:-])\$?(\d+(?:\.\d\d)?)(?![\w:]|[.,]\d)/g)].some(
    ([, sum]) =>
      Math.round(Number(sum) * 100) === known.amount || (price?.includes(Number(sum)) ?? false),
  )
  // `The catering one`: a word of the payee's name, whom an invoice's request names in its title.
  const payee = gazetteer.payees.find((one) => outcome.title.includes(one))
  const isPayee = payee
    ?.toLowerCase()
    .split(' ')
    .some((word) => new RegExp(`\\b${word}\\b`).test(plain))
  const isWare = tool === 'pay_invoice' && payee !== undefined && wares[payee]?.test(plain)
  if (isSaid || isSum || isPayee || isWare || isToldOf({ input }, plain)) return true
  const { slots } = frame.read(clauseOf(plain.replace(/'s\b/g, '')), now, [], {})
  return Object.entries(slots).some(([name, value]) => known[name] === value)
}

/** In the order in which they were first asked for: what replaces a request stands in its place. */
export function inPlace(some: readonly Proposal[], { calls }: Past): Proposal[] {
  const origin = new Map<string, number>()
  for (const [at, { input, result }] of calls.entries()) {
    const id = result?.ok ? readOutcome(result.value)?.requestId : undefined
    const before = z.object({ replaces: z.string() }).safeParse(input).data?.replaces
    if (id) origin.set(id, (before ? origin.get(before) : undefined) ?? at)
  }
  const placeOf = ({ outcome }: Proposal): number => origin.get(outcome.requestId ?? '') ?? 0
  return some.toSorted((one, other) => placeOf(one) - placeOf(other))
}

/**
 * Which of the requests that still wait these words (lower case) point at: `both`, `the payment`, `the
 * first one`, `tonight's`. Null when they point at none in particular.
 */
export function pointed(plain: string, past: Past): Proposal[] | null {
  const open = proposals(past.calls).filter(isOpen)
  if (/\b(?:both|the two)\b/.test(plain)) return open.slice(-2)
  if (/\b(?:all|everything|all three|each|(?:these|those|my|the) requests)\b/.test(plain))
    return open
  const kind = open.filter(({ tool }) => isNamed(tool, plain))
  const among = kind.length > 0 ? kind : open
  const fact = among.filter((one) => namesFact(one, plain, past.now))
  if (fact.length > 0) return fact
  const compared = bySum(among, plain)
  if (compared) return [compared]
  const at = places.find(([form]) => form.test(plain))?.[1]
  const placed = at === undefined ? undefined : inPlace(among, past).at(at)
  if (placed) return [placed]
  return kind.length > 0 ? kind.slice(-1) : null
}
