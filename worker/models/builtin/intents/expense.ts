import { payeeIn } from '../facts/places.ts'
import { begin } from '../frames/frame.ts'
import { expense } from '../frames/expense.ts'
import { itemsOf } from '../facts/items.ts'
import { readAmounts } from '../facts/money.ts'
import { asWritten, clauseOf, type Clause } from '../hear/hear.ts'
import { purposeOf } from '../gist/purpose.ts'
import { purposeSaid } from '../reasons.ts'
import { together } from '../together.ts'
import type { Intent } from '../plan.ts'
import { claimed, handsIn, handsItIn, priced } from './expense-words.ts'
import { claimEach } from './expense-list.ts'

const verb =
  /^(?:submit|file|log|claim|record|enter|register|add|create|put in|put through|hand in|send in|report|book|raise|lodge|make|new|get|expense|reimburse|pay|give|be reimbursed|have(?= \w+ reimbursed)|turn in|process)\b/
const isExpense =
  /\bexpenses?\b|^(?:give|get|pay) me (?:back )?\$[\d.,]+ (?:back )?(?:for|on)\b|^(?:have|get) (?:it|that|this|them) reimbursed\b|\breimburse(?:d|ment)?\b.*\b(?:me|my|i|us)\b|\breimburse me\b|^claim\b|\bclaim (?:it|that|this|back)\b|\b(?:pay|give) me back\b|^be reimbursed\b|^get (?:me )?reimbursed\b|^get my money back\b|\breimbursement\b|^get (?:it|that|this|the money|those|them) back\b/
const other = /\b(?:inv|ord|bkg)-|\bbookings?\b|\binvoice\b/
const spent =
  /\b(?:i|we)(?:'ve| have)? (?:just )?(?:spent|paid|bought|laid out|forked out)\b|\bcost (?:me|us)\b|\b(?:i|we) had to (?:pay|buy|get|spend)\b/

const isSpent = (one: Clause): boolean =>
  one.mood === 'plain' && spent.test(one.plain) && readAmounts(one.plain).amounts.length === 1

/** `$20 for taxi and $35 for dinner` are two expenses. */
function apart(clause: Clause): Clause[] {
  if (readAmounts(clause.plain).amounts.length < 2) return [clause]
  const said = clause.words
    .replace(
      /^(?:submit|file|log|claim|enter|record|add|put in|report|expense|get|my|new|please|expenses?|claims?|for|me|us|i have|there are|some|a few|two|three|\d(?= (?:\w+ )?(?:expense|claim))|these|the|following|[:,\s])+\b/i,
      '',
    )
    .replace(
      /,? (?:as )?(?:2 |two |three |separate |my |an? )*(?:expenses?|claims?|separately)(?: please)?$/i,
      '',
    )
  const paired = /^\D*\p{L}\D*, \$/u.test(said)
    ? said.replace(/(?<=\p{L}), (?=\$ ?\d)/gu, ' ')
    : said
  const parts = paired.split(/,? and |[,;] (?=\D*\$|\d)/i).filter((part) => /\p{L}/u.test(part))
  return parts.length > 1 &&
    parts.every((part) => readAmounts(clauseOf(part).plain).amounts.length === 1)
    ? parts.map((part) => clauseOf(`expense ${part}`))
    : [clause]
}

/** `Get my lunch money back`, `the money for the parking back`: one's own, and what it was for. */
const ownMoney =
  /^(?:get|have|want|need|give me|give me back|get back)\b(?: back)? (?:my ([\w-]+(?: [\w-]+)?) money|(?:my|the) money (?:for|of) ((?:the |my )?[\w -]+?))(?: back\b|$|(?<=back .*) (?:from|for|of)\b)/

/** `Submit an expense of $640 for train tickets`, `I spent $90 on plants, expense it`. */
export const submitExpense: Intent = {
  name: 'submit expense',
  example: 'Submit an expense of $640 for train tickets',
  hints: /\b(?:expenses?|claim|reimburse|spent|receipt)\b/i,
  take(said, heard, past) {
    const clause = priced(claimed(said, heard))
    const { plain } = clause
    // `I paid 640 for train tickets, can you hand that in for me`.
    const paid = handsItIn.test(plain) && heard.clauses.map(priced).find(isSpent)
    if (paid && clause.isCourteous && !other.test(heard.plain))
      return begin(
        expense,
        { ...clause, words: 'expense', plain: 'expense' },
        past,
        expense.read({ ...paid, plain: `expense ${paid.plain}` }, past.now, [], {}).slots,
      )
    const own = ownMoney.exec(plain)
    if (own && !other.test(heard.plain) && !/\b(?:customer|order)\b/.test(heard.plain))
      return begin(expense, { ...clause, words: 'expense', plain: 'expense' }, past, {
        purpose: asWritten(clause, own[1] ?? own[2] ?? ''),
      })
    const isNoun =
      /^(?:(?:an?|new|my|our|some|these|those|the|following|a few|another|\d) )*(?:travel |business )?(?:expenses?|claims?)\b/.test(
        plain,
      ) &&
      (clause.isCourteous || readAmounts(plain).amounts.length > 0)
    if (
      !(
        verb.test(plain) ||
        /^expenses?:? ?\$/.test(plain) ||
        isNoun ||
        /^(?:i )?(?:spent|paid|bought)\b.*\b(?:expense|claim|reimburse)/.test(plain)
      ) ||
      !(isExpense.test(plain) || handsIn.test(plain)) ||
      other.test(plain)
    )
      return null
    // "I spent $90 on plants, expense it": the facts stand before.
    const before = heard.clauses.find(
      (one) =>
        one !== clause && spent.test(one.plain) && readAmounts(one.plain).amounts.length === 1,
    )
    const isBare = readAmounts(plain).amounts.length === 0
    // `Can I get that back?` is an expense only where something was bought.
    if (
      /^get \w+(?: money)? back\b/.test(plain) &&
      (!before || payeeIn(heard.text)) &&
      !heard.clauses.some((one) => one !== clause && spent.test(one.plain))
    )
      return null
    if (before && isBare) {
      const { slots } = expense.read(
        { ...before, plain: before.plain.replace(/,? (?:and|so|please|which)\b.*$/, '') },
        past.now,
        [],
        {},
      )
      return begin(expense, { ...clause, plain: 'expense' }, past, slots)
    }
    // "Lunch came to $112 and I paid it myself, put it through": the sum and the payer apart.
    const sums = heard.clauses.filter(
      (one) => one !== clause && readAmounts(one.plain).amounts.length === 1,
    )
    const [only] = sums
    if (
      isBare &&
      only?.mood === 'plain' &&
      sums.length === 1 &&
      /\b(?:it|that|this)\b/.test(plain) &&
      !other.test(only.plain) &&
      heard.clauses.some((one) => spent.test(one.plain) || /\bpaid\b/.test(one.plain))
    ) {
      const purpose = purposeOf(only.plain)
      return begin(expense, { ...clause, words: 'expense', plain: 'expense' }, past, {
        amount: readAmounts(only.plain).amounts[0]?.cents ?? 0,
        ...(purpose && { purpose: asWritten(only, purpose) }),
      })
    }
    // "Reimburse me, I paid the train myself": what it was for stands beside.
    const told = heard.clauses.find((one) => one !== clause && spent.test(one.plain))
    if (told && isBare) {
      const purpose = purposeOf(told.plain)
      const named = /^get\b/.test(plain)
        ? undefined
        : expense.read(clause, past.now, [], {}).slots.purpose
      if (purpose && !named)
        return begin(expense, { ...clause, plain: 'expense' }, past, {
          purpose: asWritten(told, purpose),
        })
    }
    const items = itemsOf(clause.words)
    if (items.length > 1) return claimEach(items)
    const each = /\beach\b/.test(plain) ? [clause] : apart(clause)
    if (each.length > 1)
      return together(
        each.map((one) => begin(expense, one, past)),
        () => ({ text: '' }),
      )
    // `Submit $33.10 as an expense; it was for toner`
    const purpose = purposeSaid(heard.text)
    return begin(expense, clause, past, purpose ? { purpose } : {})
  },
}
