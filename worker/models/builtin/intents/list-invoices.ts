import { payeeIn } from '../facts/places.ts'
import { asWritten } from '../hear/hear.ts'
import { chosen, invoiceLine, payThese, readInvoices } from '../invoices.ts'
import { count, list, upperFirst } from '../phrases.ts'
import type { Intent, Teller } from '../plan.ts'

const asked =
  /^(?:does|has|have|do|did|is|are) .*\b(?:open|unpaid|outstanding|due|overdue)\b.*\b(?:invoices?|bills?)\b|^(?:does|has|have|do) .*\b(?:invoices?|bills?)\b.*\b(?:open|unpaid|outstanding|due)\b|\b(?:list|show|see|give me|display|find|look up|which|what|any|are there|how many|do (?:i|we) (?:have|owe)|have (?:i|we) got)\b.*\b(?:invoices?|bills?|unpaid|outstanding|overdue)\b|\b(?:what|how much|whom?|which)\b.*\b(?:do|does|are) (?:i|we|the company) (?:still )?(?:owe|owing)\b|\b(?:what|which|anything)\b.*\b(?:to be paid|left to pay|needs? paying|unpaid)\b|^which (?:ones |of them |of those )?(?:are|is) (?:still )?(?:there|open|due|unpaid)|^(?:(?:all|the|my|our) )*(?:open |unpaid |outstanding |due )?(?:invoices|bills)$/i
const ofPayee =
  /\b(?:invoices?|bills?)(?: do we have| are (?:there|open))? (?:of|from|by|for|with|to) ([\p{L}\p{N}][\p{L}\p{N} &'.-]*)$/u
const owed = /\b(?:owe|owed to|owing to) (?:to )?([\p{L}\p{N}][\p{L}\p{N} &'.-]*)$/u

/** `List open invoices`, of one payee too. */
export const listInvoices: Intent = {
  name: 'list invoices',
  example: 'List open invoices',
  hints: /\b(?:list|show|open|unpaid|due|owe|outstanding)\b/i,
  look(clause, { invoices }) {
    const { plain } = clause
    if (
      invoices.length > 0 ||
      !asked.test(plain) ||
      /\b(?:how (?:do|can|to|should|would)|approv\w*|confirm)\b/.test(plain)
    )
      return null
    const named = (owed.exec(plain) ?? ofPayee.exec(plain))?.[1]
    const payee =
      payeeIn(plain) ??
      (named &&
      !/^(?:anyone|anybody|us|me|all|this|now|right now|today|everyone|whom|people)\b/.test(named)
        ? asWritten(clause, named)
        : undefined)
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
