import { expect, test } from 'vitest'
import fc from 'fast-check'
import { formatMoney, parseAmount, usd } from './money.ts'

test.each([
  [0, '$0.00'],
  [5, '$0.05'],
  [75_50, '$75.50'],
  [1_850_00, '$1,850.00'],
  [50_000_00, '$50,000.00'],
  [-120_00, '-$120.00'],
])('%d cents read %s', (amount, text) => expect(formatMoney(usd(amount))).toBe(text))

test.each([
  ['$40', 40_00],
  ['40', 40_00],
  [' $ 40 ', 40_00],
  ['75.5', 75_50],
  ['0.05', 5],
  ['1,850.00', 1_850_00],
  ['$1,000,000', 1_000_000_00],
  ['40 dollars', 40_00],
  ['1 dollar', 1_00],
  ['12.34 USD', 12_34],
  ['1000000000', 1_000_000_000_00],
])('%j is %d cents', (text, amount) => expect(parseAmount(text)).toBe(amount))

test.each([
  '',
  '$',
  'forty',
  '-5',
  '1.234',
  '1,85',
  '1,8500',
  '.5',
  '5.',
  '1e3',
  '€40',
  '40 40',
  '1000000000.01',
  '9999999999',
  '٤٠',
])('%j is no amount', (text) => expect(parseAmount(text)).toBeNull())

test('what is shown reads back as the same amount', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000_00 }), (amount) => {
      expect(parseAmount(formatMoney(usd(amount)))).toBe(amount)
    }),
  )
})
