import { begin } from '../frames/frame.ts'
import { expense } from '../frames/expense.ts'
import { readAmounts } from '../facts/money.ts'
import { clauseOf, type Clause } from '../hear/hear.ts'
import { together } from '../together.ts'
import type { Intent } from '../plan.ts'

const verb =
  /^(?:submit|file|log|claim|record|enter|register|add|create|put in|put through|hand in|send in|report|book|raise|lodge|make|new|get|expense|reimburse|pay|give|be reimbursed|turn in|process)\b/
const isExpense =
  /\bexpenses?\b|\breimburse(?:d|ment)?\b.*\b(?:me|my|i|us)\b|\breimburse me\b|^claim\b|\bclaim (?:it|that|this|back)\b|\b(?:pay|give) me back\b|^be reimbursed\b|^get (?:me )?reimbursed\b|^get my money back\b|\breimbursement\b/
const other = /\b(?:inv|ord|bkg)-|\bbookings?\b|\binvoice\b/
const spent =
  /\b(?:i|we)(?:'ve| have)? (?:just )?(?:spent|paid|bought|laid out|forked out)\b|\bcost (?:me|us)\b|\bi had to pay\b/

/** `$20 for taxi and $35 for dinner` are two expenses. */
function apart(clause: Clause): Clause[] {
  if (readAmounts(clause.plain).amounts.length < 2) return [clause]
  const said = clause.words
    .replace(
      /^(?:submit|file|log|claim|enter|record|add|put in|report|expense|get|my|new|please|expenses?|for|these|the|following|[:,\s])+\b/i,
      '',
    )
    .replace(
      /,? (?:as )?(?:2 |two |three |separate |my |an? )*(?:expenses?|claims?|separately)(?: please)?$/i,
      '',
    )
  const parts = said.split(/,? and |[,;] (?=\D*\$|\d)/i).filter((part) => /\p{L}/u.test(part))
  return parts.length > 1 &&
    parts.every((part) => readAmounts(clauseOf(part).plain).amounts.length === 1)
    ? parts.map((part) => clauseOf(`expense ${part}`))
    : [clause]
}

/** `Submit an expense of $640 for train tickets`, `I spent $90 on plants, expense it`. */
export const submitExpense: Intent = {
  name: 'submit expense',
  example: 'Submit an expense of $640 for train tickets',
  hints: /\b(?:expenses?|claim|reimburse|spent|receipt)\b/i,
  take(clause, heard, past) {
    const { plain } = clause
    const isNoun =
      /^(?:an? |new |my )?(?:travel |business )?expenses?\b/.test(plain) &&
      (clause.isCourteous || readAmounts(plain).amounts.length > 0)
    if (
      !(
        verb.test(plain) ||
        /^expenses?:? ?\$/.test(plain) ||
        isNoun ||
        /^(?:i )?(?:spent|paid|bought)\b.*\b(?:expense|claim|reimburse)/.test(plain)
      ) ||
      !isExpense.test(plain) ||
      other.test(plain)
    )
      return null
    // "I spent $90 on plants, expense it": the facts stand before.
    const before = heard.clauses.find(
      (one) =>
        one !== clause && spent.test(one.plain) && readAmounts(one.plain).amounts.length === 1,
    )
    const isBare = readAmounts(plain).amounts.length === 0
    if (before && isBare) {
      const { slots } = expense.read(
        { ...before, plain: before.plain.replace(/,? (?:and|so|please|which)\b.*$/, '') },
        past.now,
        [],
        {},
      )
      return begin(expense, { ...clause, plain: 'expense' }, past, slots)
    }
    const each = apart(clause)
    if (each.length > 1)
      return together(
        each.map((one) => begin(expense, one, past)),
        () => ({ text: '' }),
      )
    return begin(expense, clause, past)
  },
}
