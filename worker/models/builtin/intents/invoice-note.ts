import { problemOf, type Call } from '../conversation.ts'
import type { Intent, Plan } from '../plan.ts'

const asked =
  /\b(?:notes?|words|text|message|comment|remark|written|wrote|write|writes|scribbled|printed)\b.*\bINV-\d|\bINV-\d+\b.*\b(?:say|says|said|note|notes|words|text)\b|\bINV-\d+\b.*\bfor\W*$/i

/** Between the marks stand the supplier's own words. */
const quoted = /⟦begin of quoted text⟧\n([\s\S]*)\n⟦end of quoted text⟧/

function tell(calls: Call[]): Plan {
  const lines = calls.map((call) => {
    if (!call.result?.ok) return problemOf(call)
    const [, words = ''] = quoted.exec(String(call.result.value)) ?? []
    return `The supplier's own words: “${words.trim()}”`
  })
  return { text: lines.join('\n') }
}

/** `What does INV-1004 say?`, `Read the note on INV-1001`: looks only. */
export const invoiceNote: Intent = {
  name: 'invoice note',
  example: 'What does INV-1004 say?',
  hints: /\b(?:note|says?)\b/i,
  look({ words }, { invoices }) {
    if (invoices.length === 0 || !asked.test(words) || /^how much\b/i.test(words)) return null
    const calls = invoices.map((invoice) => ({ tool: 'read_invoice_note', input: { invoice } }))
    return { text: '', calls, resume: tell }
  },
}
