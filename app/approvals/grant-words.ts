import type { Condition } from '../../domain/condition.ts'
import { formatMoney, usd } from '../../domain/money.ts'
import { conditionInWords, toolInWords } from '../../domain/policy-words.ts'
import { list } from './who.ts'

/** How people speak of doing such a thing more than once. */
const plurals: Readonly<Record<string, string>> = {
  pay_invoice: 'Pay invoices',
  send_payment: 'Send payments',
  refund_order: 'Refund orders',
  submit_expense: 'Submit expenses',
  book_table: 'Book tables',
  book_room: 'Book rooms',
  cancel_booking: 'Cancel bookings',
  send_email: 'Send e-mails',
}

const money = (cents: unknown): string => formatMoney(usd(Number(cents)))

/** The conditions that have words of their own: to whom, for how much. */
function phraseOf(condition: Condition): string | null {
  const { fact, op, value } = condition
  if (fact === 'payee' && op === 'eq') return `to ${String(value)}`
  if (fact === 'to' && op === 'eq') return `to ${String(value)}`
  if (fact === 'customer' && op === 'eq') return `of ${String(value)}`
  if (fact === 'venue' && op === 'eq') return `at ${String(value)}`
  if (fact === 'room' && op === 'eq') return `named ${String(value)}`
  if (fact === 'partySize' && op === 'lte') return `for up to ${String(value)}`
  if (fact === 'amount' && op === 'lte' && value === 0) return 'at no cost'
  if (fact === 'amount' && op === 'lte') return `up to ${money(value)} each`
  if (fact === 'amount' && op === 'eq') return `of ${money(value)} each`
  return null
}

/** `Send payments to Harbor Print up to $40.00 each`: what a grant covers. */
export function coverInWords(tool: string, when: readonly Condition[]): string {
  const phrases = when.flatMap((condition) => phraseOf(condition) ?? [])
  const others = when.filter((condition) => phraseOf(condition) === null).map(conditionInWords)
  const what = [plurals[tool] ?? toolInWords(tool), ...phrases].join(' ')
  return others.length === 0 ? what : `${what}, when ${list(others)}`
}

/** The most that one use may move, in minor units, where the conditions say so. */
export const mostEach = (when: readonly Condition[]): number | undefined =>
  when.flatMap(({ fact, op, value }) =>
    fact === 'amount' && (op === 'lte' || op === 'eq') && typeof value === 'number' && value > 0
      ? [value]
      : [],
  )[0]
