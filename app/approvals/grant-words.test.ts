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
})
