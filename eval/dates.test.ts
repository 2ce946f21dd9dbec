import { expect, test } from 'vitest'
import { resolveDate } from './dates.ts'

/** A Wednesday, 10:00 in New York. */
const now = Date.parse('2027-05-12T14:00:00Z')

test.each([
  ['+0d', '2027-05-12'],
  ['+1d', '2027-05-13'],
  ['+14d', '2027-05-26'],
  ['friday', '2027-05-14'],
  ['friday+7', '2027-05-21'],
  ['wednesday', '2027-05-19'],
  ['12-05', '2027-12-05'],
  ['05-12', '2027-05-12'],
  ['04-15', '2028-04-15'],
  ['day 3', '2027-06-03'],
  ['day 12', '2027-05-12'],
  ['day 31', '2027-05-31'],
  ['2027-07-01', '2027-07-01'],
  ['10:00', '10:00'],
  ['Harbor Print', 'Harbor Print'],
])('%s is %s', (written, day) => {
  expect(resolveDate(written, now, 'America/New_York')).toBe(day)
})

test('today is the day of the place, not that of Greenwich', () => {
  const evening = Date.parse('2027-05-13T01:30:00Z')
  expect(resolveDate('+0d', evening, 'America/New_York')).toBe('2027-05-12')
  expect(resolveDate('+0d', evening, 'UTC')).toBe('2027-05-13')
})
