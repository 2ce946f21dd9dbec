import { itemsOf, type Item } from '../facts/items.ts'
import { isForeign } from '../facts/money.ts'
import { payeeIn } from '../facts/places.ts'
import { propose } from '../frames/frame.ts'
import { expense } from '../frames/expense.ts'
import { wishIn } from '../gist/wish.ts'
import type { Heard } from '../hear/hear.ts'
import { verbatim } from '../hear/verbatim.ts'
import { together } from '../together.ts'
import type { Intent, Plan } from '../plan.ts'

const claiming =
  /\b(?:submit|file|claim|hand in|enter) (?:separately|these|this|the following|all of|both)\b|\b(?:submit|file|hand in|enter|process)\b.*\breceipts\b|\bexpens\w*|\bclaim\w*|\breimburs\w*|\bout[- ]of[- ]pocket\b|\b(?:pay|give|get) (?:me|it|them) back\b/i
const other = /\b(?:INV|ORD|BKG)-|\b(?:invoices?|bookings?|customer|refund)\b|@/i

/** One call for each thing that was paid for. */
export const claimEach = (items: readonly Item[]): Plan =>
  together(
    items.map(({ cents, purpose }) => propose(expense, { amount: cents, purpose })),
    () => ({ text: '' }),
  )

/** `Two expenses to submit: …` asks by its heading. */
const isHeaded = ({ text, clauses }: Heard): boolean =>
  clauses.every(({ mood }) => mood === 'plain') &&
  /^(?:[\w']+ ){0,4}(?:expenses?|claims?|reimbursements?)(?!.*\b(?:was|were|is|are|last|budget|policy)\b.*:)[^:.\d$]{0,40}:/i.test(
    text,
  )

/** `$32 taxi, $18 lunch - please expense both`: a list, wherever the wish stands. */
export const expenseList: Intent = {
  name: 'expense list',
  respond(heard, past) {
    if (past.isAsking || heard.mails.length > 0 || heard.isTooLong) return null
    if (!claiming.test(heard.text) || other.test(heard.text) || isForeign(heard.text)) return null
    if (payeeIn(heard.text) || (wishIn(heard) === 0 && !isHeaded(heard))) return null
    const items = itemsOf(heard.text)
    return items.length > 1
      ? claimEach(items.map((one) => ({ ...one, purpose: verbatim(heard.written, one.purpose) })))
      : null
  },
}
