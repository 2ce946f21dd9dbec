import { problemOf, type Call } from '../conversation.ts'
import { amountOf, chosen, payThese, readInvoices } from '../invoices.ts'
import { sentence } from '../phrases.ts'
import type { Intent, Plan } from '../plan.ts'

const tell =
  (numbers: string[]) =>
  ([call]: Call[]): Plan => {
    if (!call?.result?.ok) return { text: problemOf(call) }
    const open = readInvoices(call.result.value)
    const found = open.filter((one) => numbers.includes(one.number))
    const lines = numbers.map((number) => {
      const one = open.find((each) => each.number === number)
      return one
        ? sentence(
            `${number} is open: ${amountOf(one)} to ${one.payee}${one.due ? `, due ${one.due}` : ''}`,
          )
        : `${number} is not among the open invoices that I can list.`
    })
    return {
      text: lines.join('\n'),
      keeps: true,
      hear: (heard) => {
        if (!/\b(?:pay|settle)\b/i.test(heard.text)) return null
        const choice = chosen(heard, found)
        return choice && payThese(choice.map((one) => one.number))
      },
    }
  }

/** `Was INV-1001 paid?`, `How much is INV-1004?`: looks only. */
export const invoiceStatus: Intent = {
  name: 'invoice status',
  hints: /INV-\d/,
  look({ words, mood }, { invoices }) {
    const asks =
      /INV-\d/.test(words) &&
      (mood === 'question' || /^(?:show|find|look up|check|status|details)\b/i.test(words)) &&
      !/\bhow (?:do|can|could|would|to|should)\b|\bwhat (?:would|if|will|happens)\b|^(?:should|shall|can|could|may|must|do) (?:i|we)\b|^who\b/i.test(
        words,
      )
    if (!asks) return null
    return { text: '', calls: [{ tool: 'list_invoices', input: {} }], resume: tell(invoices) }
  },
}

const referring =
  /^(?:is|was|has|have|when is|how much is)(?: the amount of)? (?:it|that|this|that one|this one|that invoice|this invoice|that bill)\b.*\b(?:open|paid|due|unpaid|outstanding|settled|overdue)\b|^how (?:much|high|big|large|expensive) (?:is|was) (?:it|(?:that|this|the)(?: one| invoice| bill)?)$/i

/** `Alder wrote about INV-1005. Is that one still open?`: the number stands in the words before. */
export const invoiceReferred: Intent = {
  name: 'invoice referred to',
  look: ({ words }, { invoices }) =>
    invoices.length === 1 && referring.test(words)
      ? { text: '', calls: [{ tool: 'list_invoices', input: {} }], resume: tell(invoices) }
      : null,
}
