import { payeeIn } from '../facts/places.ts'
import { problemOf, type Call } from '../conversation.ts'
import { asWritten, hear } from '../hear/hear.ts'
import { chosen, invoiceLine, payThese, readInvoices } from '../invoices.ts'
import { count, list, upperFirst } from '../phrases.ts'
import type { Intent, Plan, Teller } from '../plan.ts'
import { meantPayee } from '../refer.ts'

const asked =
  /^(?:does|has|have|do|did|is|are) .*\b(?:open|unpaid|outstanding|due|overdue)\b.*\b(?:invoices?|bills?)\b|^(?:does|has|have|do) .*\b(?:invoices?|bills?)\b.*\b(?:open|unpaid|outstanding|due)\b|\b(?:list|show|see|give me|display|find|look up|which|what|any|are there|how many|do (?:i|we) (?:have|owe)|have (?:i|we) got)\b.*\b(?:invoices?|bills?|unpaid|outstanding|overdue)\b|\b(?:what|how much|whom?|which)\b.*\b(?:do|does|are) (?:i|we|the company) (?:still )?(?:owe|owing)\b|\b(?:what|which|anything)\b.*\b(?:to be paid|left to pay|needs? paying|unpaid)\b|^which (?:ones |of them |of those )?(?:are|is) (?:still )?(?:there|open|due|unpaid)|^(?:(?:all|the|my|our) )*(?:open |unpaid |outstanding |due )?(?:invoices|bills)$/i
const ofPayee =
  /\b(?:invoices?|bills?)(?: do we have| are (?:there|open))? (?:of|from|by|for|with|to) ([\p{L}\p{N}][\p{L}\p{N} &'.-]*)$/u
const owed = /\b(?:owe|owed to|owing to) (?:to )?([\p{L}\p{N}][\p{L}\p{N} &'.-]*)$/u

/** `What do they have open with us?`: of the payee that was spoken of. */
const theirs =
  /^(?:(?:and|ok|so|but),? )*(?:what|anything|how much|is there|do|does|are|have)\b.*\b(?:they|them|theirs?|their)\b.*\b(?:open|outstanding|unpaid|due|owed?|overdue|invoices?|bills?|left to pay)\b|^(?:(?:and|ok|so|but),? )*(?:what|anything|how much|is there)\b.*\b(?:open|outstanding|unpaid|due|owed?|overdue|left to pay)\b.*\b(?:they|them|theirs)\b/

const degree =
  /\b(?:which|what)\b.*\bthe (?:\w+ )?(smaller|smallest|cheaper|cheapest|lower|lowest|bigger|biggest|larger|largest|higher|highest|oldest|newest|latest)(?: (?:one|invoice|bill|of (?:them|the two)))?$/

function ofDegree(by: string, call: Call | undefined): Plan {
  if (!call?.result?.ok) return { text: problemOf(call) }
  const [one, ...more] = chosen(hear(`the ${by} one`), readInvoices(call.result.value)) ?? []
  return one && more.length === 0
    ? { text: `That is ${invoiceLine(one)}.` }
    : tellInvoices.tell(call.result.value)
}

/** `List open invoices`, of one payee too. */
export const listInvoices: Intent = {
  name: 'list invoices',
  example: 'List open invoices',
  hints: /\b(?:list|show|open|unpaid|due|owe|outstanding)\b/i,
  look(clause, { invoices }, past) {
    const { plain } = clause
    const spokenOf =
      invoices.length === 0 && theirs.test(plain) && !payeeIn(plain) && !/\bapprov/.test(plain)
        ? meantPayee(past)
        : null
    if (spokenOf)
      return { text: '', calls: [{ tool: 'list_invoices', input: { payee: spokenOf } }] }
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
    const by = degree.exec(plain)?.[1]
    return {
      text: '',
      calls: [{ tool: 'list_invoices', input: payee ? { payee } : {} }],
      // `Which is the smaller one?` is answered with one, so that `pay that one` means it.
      ...(by && { resume: ([call]: Call[]) => ofDegree(by, call) }),
    }
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
