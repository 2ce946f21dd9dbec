import { expect, test } from 'vitest'
import type { Condition } from '../../domain/condition.ts'
import { coverInWords, mostEach } from './grant-words.ts'

const payee: Condition = { fact: 'payee', op: 'eq', value: 'Harbor Print' }
const amount: Condition = { fact: 'amount', op: 'lte', value: 40_00 }

test.each<[string, Condition[], string]>([
  ['send_payment', [payee, amount], 'Send payments to Harbor Print up to $40.00 each'],
  ['pay_invoice', [payee], 'Pay invoices to Harbor Print'],
  ['send_payment', [], 'Send payments'],
  [
    'book_table',
    [
      { fact: 'venue', op: 'eq', value: 'Luma' },
      { fact: 'partySize', op: 'lte', value: 4 },
      { fact: 'amount', op: 'lte', value: 0 },
    ],
    'Book tables at Luma for up to 4 at no cost',
  ],
  ['book_room', [{ fact: 'room', op: 'eq', value: 'Atlas' }], 'Book rooms named Atlas'],
  [
    'refund_order',
    [
      { fact: 'customer', op: 'eq', value: 'Jane Doe' },
      { fact: 'amount', op: 'lte', value: 30_00 },
    ],
    'Refund orders of Jane Doe up to $30.00 each',
  ],
  [
    'send_email',
    [{ fact: 'to', op: 'eq', value: 'sam@example.com' }],
    'Send e-mails to sam@example.com',
  ],
  [
    'order_lunch',
    [{ fact: 'people', op: 'lte', value: 4 }],
    'Order lunch, when people is at most 4',
  ],
  [
    'send_payment',
    [amount, { fact: 'memo', op: 'eq', value: 'Rent' }],
    'Send payments up to $40.00 each, when memo is "Rent"',
  ],
])('%s %j', (tool, when, words) => {
  expect(coverInWords(tool, when)).toBe(words)
})

test('the most that one use may move', () => {
  expect(mostEach([payee, amount])).toBe(40_00)
  expect(mostEach([payee])).toBe(undefined)
  expect(mostEach([{ fact: 'amount', op: 'lte', value: 0 }])).toBe(undefined)
})
