import { expect, test } from 'vitest'
import { countdown, timeFromNow } from './time.ts'

const now = Date.parse('2026-11-22T09:00:00Z')
const MINUTE = 60_000

test.each([
  [now - 5_000, 'just now'],
  [now + 5_000, 'in less than a minute'],
  [now - 3 * MINUTE, '3 minutes ago'],
  [now - 130 * MINUTE, '2 hours ago'],
  [now + 7 * 24 * 60 * MINUTE - 1, 'in 7 days'],
])('%i reads as %s', (at, words) => {
  expect(timeFromNow(at, now)).toBe(words)
})

test.each([
  [9_000, '0:09'],
  [8_001, '0:09'],
  [90_000, '1:30'],
  [5_400_000, '1:30:00'],
  [-5, '0:00'],
])('%i milliseconds are left as %s', (left, words) => {
  expect(countdown(left)).toBe(words)
})
