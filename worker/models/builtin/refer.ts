import { z } from 'zod'
import { payeeIn } from './facts/places.ts'
import type { Heard } from './hear/hear.ts'
import { newest } from './history.ts'
import type { Past } from './plan.ts'
import type { Clause } from './hear/hear.ts'

const unique = (text: string, pattern: RegExp): string[] => [...new Set(text.match(pattern))]

/** What `it` means among numbers of this kind: those just spoken of, newest words first. */
export function meant(kind: 'INV' | 'ORD' | 'BKG', heard: Heard, past: Past): string[] {
  const pattern = new RegExp(`\\b${kind}-\\d+\\b`, 'g')
  const asked = past.asked.replace(/\b(inv|ord|bkg)-/gi, (id) => id.toUpperCase())
  // Examples that we gave are nobody's.
  const ours = past.said.replace(/“[^”]*”/g, '')
  for (const text of [heard.text, asked, ours]) {
    const found = unique(text, pattern)
    if (found.length > 0) return found
  }
  // `That order`: the one that was looked at last, some turns ago perhaps.
  const isPointed =
    kind === 'ORD' &&
    /\b(?:that|this|the|same) (?:order|one)\b|\b(?:of|on|for) (?:it|that)\b/i.test(heard.text)
  const looked = past.calls.findLast(({ tool }) => tool === 'find_order' || tool === 'list_orders')
  // `Give him 20`, right after the look.
  const isNext =
    kind === 'ORD' &&
    looked === past.calls.at(-1) &&
    /\b(?:give|refund|offer) (?:him|her|them)\b/i.test(heard.text)
  if ((isPointed || isNext) && looked?.tool === 'find_order')
    return unique(JSON.stringify(looked.input), pattern)
  const last = newest(past)
  return last ? unique(JSON.stringify([last.input, last.outcome]), pattern).slice(0, 1) : []
}

const numbered = z.object({
  invoices: z.array(z.object({ number: z.string(), payee: z.string() })),
})
const invoices = z.object({ invoices: z.array(z.object({ payee: z.string() })) })

/** Whose invoice it is, as a list or the request's own title told. */
function payeeOf(number: string, calls: Past['calls']): string | null {
  for (const { result } of calls.toReversed()) {
    const read = result?.ok ? numbered.safeParse(result.value).data : undefined
    const found = read?.invoices.find((one) => one.number === number)
    if (found) return found.payee
  }
  const last = calls.at(-1)?.result
  return last?.ok ? payeeIn(JSON.stringify(last.value)) : null
}

/** About neither a payee nor anybody else who could be meant. */
const aside: ReadonlySet<string> = new Set([
  'get_balance',
  'list_requests',
  'list_waiting',
  'withdraw_request',
  'book_room',
  'book_table',
  'find_availability',
  'list_bookings',
])

const withPersonNamed = z.object({ person: z.string() })
const withInvoice = z.object({ invoice: z.string() })
const withPayee = z.object({ payee: z.string().optional() }).catch({})

/** Whose access `them` means: of the one account that was named last. */
export function meantPerson({ asked, said, calls }: Past): string | null {
  const account = /\b(?:member|reviewer|manager|auditor|admin)\d+\b/gi
  for (const text of [asked, said]) {
    const [only, ...more] = unique(text, account)
    if (only) return more.length === 0 ? only : null
  }
  const last = calls.findLast(({ tool }) => tool === 'change_access')
  return withPersonNamed.safeParse(last?.input).data?.person ?? null
}

/** Whom `them` means: the one payee that was looked up or asked for last, some turns ago perhaps. */
export function meantPayee({ calls, asked }: Past): string | null {
  const last = calls.findLast(({ tool }) => !aside.has(tool))
  if (!last) return payeeIn(asked)
  const invoice = withInvoice.safeParse(last.input).data?.invoice
  if (invoice) return payeeOf(invoice, calls)
  const { payee } = withPayee.parse(last.input)
  const read = last.result?.ok ? invoices.safeParse(last.result.value).data : undefined
  const names = new Set(read?.invoices.map((one) => one.payee))
  return names.size === 1 ? ([...names][0] ?? null) : names.size === 0 ? (payee ?? null) : null
}

const theirs =
  /\b(?:of|from|by|with) theirs\b|\btheirs\b|\btheir(?= (?:\w+ )?(?:invoices?|bills?|account))/i
const them = /(\b(?:pay|owe|owes|settle with|send|wire|transfer|give)) (?:them|they)\b/i
const names = (text: string, payee: string): string =>
  text
    .replace(theirs, (all) =>
      / /.test(all) ? `of ${payee}` : /s$/i.test(all) ? payee : `${payee}'s`,
    )
    .replace(them, `$1 ${payee}`)
    .replace(/\b(to|from|of|for) (?:them)\b/i, `$1 ${payee}`)

/** `Pay theirs`, `which invoices of theirs are open?`: with the name of the payee that is meant. */
export function withNames(heard: Heard, past: Past): Heard {
  const about = heard.clauses.some(
    ({ plain }) =>
      (theirs.test(plain) || them.test(plain) || /\b(?:to|from|of|for) them\b/.test(plain)) &&
      /\b(?:pay|send|owe|owes|invoices?|bills?|settle|wire|transfer|give)\b/.test(plain) &&
      !/\b(?:inv|ord|bkg)-\d|\brefund|\bback\b|\brole|\baccess|\brights/.test(plain),
  )
  const payee = about ? (payeeIn(heard.text) ?? meantPayee(past)) : null
  if (!payee) return heard
  const named = (one: Clause): Clause => ({
    ...one,
    words: names(one.words, payee),
    plain: names(one.plain, payee.toLowerCase()),
  })
  return { ...heard, text: names(heard.text, payee), clauses: heard.clauses.map(named) }
}
