import { z } from 'zod'
import { payeeIn } from './facts/places.ts'
import type { Heard } from './hear/hear.ts'
import { newest } from './history.ts'
import type { Past } from './plan.ts'

const unique = (text: string, pattern: RegExp): string[] => [...new Set(text.match(pattern))]

/** What `it` means among numbers of this kind: those just spoken of, newest words first. */
export function meant(kind: 'INV' | 'ORD' | 'BKG', heard: Heard, past: Past): string[] {
  const pattern = new RegExp(`\\b${kind}-\\d+\\b`, 'g')
  const asked = past.asked.replace(/\b(inv|ord|bkg)-/gi, (id) => id.toUpperCase())
  for (const text of [heard.text, asked, past.said]) {
    const found = unique(text, pattern)
    if (found.length > 0) return found
  }
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

/** Whom `them` means: the one payee that was looked up or asked for last. */
export function meantPayee({ calls }: Past): string | null {
  const last = calls.at(-1)
  if (!last) return null
  const invoice = z.object({ invoice: z.string() }).safeParse(last.input).data?.invoice
  if (invoice) return payeeOf(invoice, calls)
  const { payee } = z.object({ payee: z.string().optional() }).catch({}).parse(last.input)
  const read = last.result?.ok ? invoices.safeParse(last.result.value).data : undefined
  const names = new Set(read?.invoices.map((one) => one.payee))
  return names.size === 1 ? ([...names][0] ?? null) : names.size === 0 ? (payee ?? null) : null
}
