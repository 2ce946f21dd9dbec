import { z } from 'zod'
import { readInvoices } from '../invoices.ts'
import { hear } from '../hear/hear.ts'
import type { Intent, Past } from '../plan.ts'
import { invoiceNote } from './invoice-note.ts'
import { invoiceStatus } from './invoice-status.ts'
import { findOrder } from './orders.ts'

const isAsked = /^(?:is|was|has) #?\d{4}\b/i
const asks =
  /\?|\bhow much\b|^(?:(?:and|ok|okay|hm+|so|then|but),? )*(?:what about|how about|how much|what is|what's|show me)\b/i
const number = /(?<![\w.,:/$-])#?(\d{4})(?![\w:/-]|[.,]\d| ?(?:people|dollars|bucks))/g

/** `Does 1001 say anything?`; `and 1001?`, `does that have one, too?` after a look at a note. */
const asksForNote = (text: string, { calls }: Past): boolean =>
  /\b(?:says?|notes?|remarks?|comments?|written|wrote|message)\b/i.test(text) ||
  (calls.at(-1)?.tool === 'read_invoice_note' &&
    /^(?:and|what about|how about) (?:on |in )?#?\d{4}\W*$|\b(?:one|too|as well|also)\W*$/i.test(
      text,
    ))

/** The numbers of invoices and orders that were looked at or asked for. */
function spokenOf({ calls }: Past): { invoices: Set<string>; orders: boolean } {
  const invoices = new Set<string>()
  let orders = false
  for (const { tool, input, result } of calls) {
    if (tool === 'list_invoices' && result?.ok)
      for (const one of readInvoices(result.value)) invoices.add(one.number)
    const own = z.object({ invoice: z.string() }).safeParse(input).data?.invoice
    if (own) invoices.add(own)
    orders ||= /^(?:find_order|list_orders|refund_order)$/.test(tool)
  }
  return { invoices, orders }
}

/** `What about 1003, how much is that one?`: the number of something that was talked about. */
export const numberAgain: Intent = {
  name: 'number again',
  respond(heard, past) {
    const { text } = heard
    if (
      past.isAsking ||
      heard.mails.length > 0 ||
      text.length > 90 ||
      !(asks.test(text) || isAsked.test(text))
    )
      return null
    if (/\b(?:INV|ORD|BKG)-\d/.test(text)) return null
    if (
      /\b(?:pay|settle|refund|book|cancel|send|transfer|make|should|could you|can you)\b/i.test(
        text,
      )
    )
      return null
    const found = [...new Set([...text.matchAll(number)].map(([, one = '']) => one))]
    if (found.length === 0) return null
    const { invoices, orders } = spokenOf(past)
    const isBill = /\b(?:unpaid|paid|open|due|overdue|outstanding|settled)\b/i.test(text)
    const isInvoice = (one: string): boolean =>
      invoices.has(`INV-${one}`) ||
      (isBill && /^(?:1\d|2[012])\d\d$/.test(one)) ||
      (invoices.size > 0 && /^1\d{3}$/.test(one))
    if (found.every(isInvoice) && asksForNote(text, past)) {
      const said = hear(`what does ${found.map((one) => `INV-${one}`).join(' and ')} say?`)
      return said.clauses[0] ? (invoiceNote.look?.(said.clauses[0], said, past) ?? null) : null
    }
    if (found.every(isInvoice)) {
      const said = hear(`how much is ${found.map((one) => `INV-${one}`).join(' and ')}?`)
      return said.clauses[0] ? (invoiceStatus.look?.(said.clauses[0], said, past) ?? null) : null
    }
    if (orders && found.every((one) => /^20[0-5]\d$/.test(one))) {
      const said = hear(`what was ${found.map((one) => `ORD-${one}`).join(' and ')}?`)
      return said.clauses[0] ? (findOrder.look?.(said.clauses[0], said, past) ?? null) : null
    }
    return null
  },
}
