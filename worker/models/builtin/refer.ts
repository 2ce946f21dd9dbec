import { z } from 'zod'
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

const invoices = z.object({ invoices: z.array(z.object({ payee: z.string() })) })

/** Whom `them` means: the one payee that was looked up or asked for last. */
export function meantPayee({ calls }: Past): string | null {
  const last = calls.at(-1)
  if (!last) return null
  const { payee } = z.object({ payee: z.string().optional() }).catch({}).parse(last.input)
  const read = last.result?.ok ? invoices.safeParse(last.result.value).data : undefined
  const names = new Set(read?.invoices.map((one) => one.payee))
  return names.size === 1 ? ([...names][0] ?? null) : names.size === 0 ? (payee ?? null) : null
}
