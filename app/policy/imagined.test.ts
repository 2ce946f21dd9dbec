import { expect, test } from 'vitest'
import { imagined } from './imagined.ts'

const action = {
  tool: 'send_payment',
  fields: ['payee', 'amount', 'guests'],
  numbers: ['amount', 'guests'],
  undoable: false,
}

test('dollars become cents, and count as money that moves', () => {
  expect(imagined(action, { payee: ' Harbor Print ', amount: '$1,850.00' })).toEqual({
    tool: 'send_payment',
    input: { payee: 'Harbor Print', amount: 1_850_00 },
    amount: 1_850_00,
  })
})

test('what is left empty, and what the action does not have, is left out', () => {
  expect(imagined(action, { payee: '', guests: '4', venue: 'Luma' })).toEqual({
    tool: 'send_payment',
    input: { guests: 4 },
  })
})

test.each([
  [{ amount: 'much' }, 'Amount must be an amount like $1,850.00.'],
  [{ guests: 'many' }, 'Guests must be a number.'],
])('%j is nothing to try', (values, problem) => {
  expect(imagined(action, values)).toEqual({ problem })
})
