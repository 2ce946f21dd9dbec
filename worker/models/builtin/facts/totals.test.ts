import { expect, it } from 'vitest'
import { isConditional } from '../hear/mood.ts'
import { readAmounts } from './money.ts'
import { readParty } from './party.ts'

it.each([
  ['2 adults and 3 kids, 5 in total', 5],
  ['4 of us and the twins, so that makes 6', 6],
  ['table for 4, plus jo, making it 5', 5],
  ['for 4', 4],
  ['for 4 at 7pm', 4],
])('of several counts takes the total: %s', (words, party) => {
  expect(readParty(words)).toBe(party)
})

it.each([
  ['$20 for the taxi and $15 for lunch, $35 in total', [35_00]],
  ['$20 + $15 = $35', [35_00]],
  ['$20 to harbor print and $15 to tidewater', [20_00, 15_00]],
  ['minus $40', [null]],
  ['negative 40 dollars', [null]],
  ['−$40', [null]],
  ['$0', [null]],
])('of several amounts takes the total, and none below one cent: %s', (words, cents) => {
  expect(readAmounts(words).amounts.map((one) => one.cents)).toEqual(cents)
})

it.each([
  'Should Rob agree, pay INV-1001',
  'Had he said yes, refund it',
  'Were it free, book Atlas',
])('hears a condition in the order of the words: %s', (words) =>
  expect(isConditional(words)).toBe(true),
)
