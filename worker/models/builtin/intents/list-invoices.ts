import { chosen, invoiceLine, payThese, readInvoices } from '../invoices.ts'
import { count, list, upperFirst } from '../phrases.ts'
import type { Intent, Teller } from '../plan.ts'

const asked =
  /\b(?:list|show|see|give me|display|find|look up|which|what|any|are there|how many|do (?:i|we) (?:have|owe)|have (?:i|we) got)\b.*\b(?:invoices?|bills?)\b|^(?:(?:all|the|my|our) )*(?:open |unpaid |outstanding |due )?(?:invoices|bills)$/i
const ofPayee = /\b(?:invoices?|bills?) (?:of|from|by|for) ([\p{L}\p{N}][\p{L}\p{N} &'.-]*)$/iu

/** `List open invoices`, of one payee too. */
export const listInvoices: Intent = {
  name: 'list invoices',
  example: 'List open invoices',
  hints: /\b(?:list|show|open|unpaid|due|owe|outstanding)\b/i,
  respond({ sentences, invoices }) {
    if (invoices.length > 0) return null
    const words = sentences.map((said) => said.words).find((said) => asked.test(said))
    if (words === undefined) return null
    const payee = ofPayee.exec(words)?.[1]
    return { text: '', calls: [{ tool: 'list_invoices', input: payee ? { payee } : {} }] }
  },
}

/** After a list, `pay the second one` means one of these. */
export const tellInvoices: Teller = {
  tool: 'list_invoices',
  tell(value) {
    const invoices = readInvoices(value)
    if (invoices.length === 0) return { text: 'There are no open invoices.' }
    return {
      text: `${upperFirst(count(invoices.length, 'open invoice'))}:\n\n${list(invoices.map(invoiceLine), true)}`,
      hear: (heard) => {
        if (!/\b(?:pay|settle)\b/i.test(heard.text)) return null
        const choice = chosen(heard, invoices)
        return choice && payThese(choice.map((one) => one.number))
      },
    }
  },
}
