import { problemOf, type Call } from '../conversation.ts'
import { looksLikeName, orders } from '../heard.ts'
import { amountOf, chosen, invoiceLine, payThese, readInvoices, type Invoice } from '../invoices.ts'
import { count, list, upperFirst } from '../phrases.ts'
import type { Intent, Plan } from '../plan.ts'

const some = String.raw`(?:the |an? |my |our |every |each |any )?(?:(?:open|due|outstanding|unpaid) )?(?:invoices?|bills?)`
const all = /^(?:pay|settle)(?: off)? (?:all|every|each)(?: of)? /i
const ofPayee = new RegExp(
  String.raw`^(?:pay|settle)(?: off)? (?:all (?:of )?)?(?:${some} (?:of|from|by|to|for) )?(.+)$`,
  'i',
)
const unnamed = new RegExp(
  String.raw`^(?:pay|settle)(?: off)?(?: (?:${some}|it|that|this|them|one|something|somebody|someone))?$`,
  'i',
)

/** Asks which of several; the answer may name one, or say `the second one`, `both`. */
export const which = (invoices: Invoice[], lead: string): Plan => ({
  text: `${lead}\n\n${list(invoices.map(invoiceLine), true)}\n\nWhich one shall I pay?`,
  hear: (heard) => {
    const choice = chosen(heard, invoices)
    return choice && payThese(choice.map((one) => one.number))
  },
})

const open = ([call]: Call[]): Invoice[] | null =>
  call?.result?.ok ? readInvoices(call.result.value) : null

const afterLookingUp =
  (payee: string, wantsAll: boolean) =>
  (calls: Call[]): Plan => {
    const invoices = open(calls)
    if (!invoices) return { text: problemOf(calls[0]) }
    const [only] = invoices
    if (!only) {
      return {
        text: `I found no open invoice of “${payee}”. Ask me to list the open invoices, or write for example “Send $40 to Harbor Print”.`,
      }
    }
    if (wantsAll) return payThese(invoices.map((one) => one.number))
    if (invoices.length > 1) {
      const names = new Set(invoices.map((one) => one.payee))
      const who = names.size === 1 ? only.payee : `“${payee}”`
      return which(invoices, `${upperFirst(who)} has ${count(invoices.length, 'open invoice')}:`)
    }
    const proposal = payThese([only.number])
    return {
      ...proposal,
      text: `${only.payee} has one open invoice, ${only.number} over ${amountOf(only)}. ${proposal.text}`,
    }
  }

const lookUpAny: Plan = {
  text: '',
  calls: [{ tool: 'list_invoices', input: {} }],
  resume: (calls) => {
    const invoices = open(calls)
    if (!invoices) return { text: problemOf(calls[0]) }
    return invoices.length === 0
      ? { text: 'There are no open invoices to pay.' }
      : which(invoices, 'These invoices are open:')
  },
}

/** `Pay Harbor Print`: looks the open invoices up, then proposes the only one or asks which. */
export const payPayee: Intent = {
  name: 'pay payee',
  example: 'Pay Harbor Print',
  respond(heard) {
    for (const words of orders(heard)) {
      if (unnamed.test(words)) return lookUpAny
      const payee = ofPayee
        .exec(words)?.[1]
        ?.replace(/^"|"$/g, '')
        .replace(/'s? (?:invoices?|bills?)$/i, '')
      if (!payee || !looksLikeName(payee) || /\d{3}|^\d+ /.test(payee)) continue
      return {
        text: `I'll look up the open invoices of ${payee}.`,
        calls: [{ tool: 'list_invoices', input: { payee } }],
        resume: afterLookingUp(payee, all.test(words)),
      }
    }
    return null
  },
}
