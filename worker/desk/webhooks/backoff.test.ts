import { expect, it } from 'vitest'
import { pauseAfter, wishedPause } from './backoff.ts'

it('waits longer after each failure, for more than two days in all, and then gives up', () => {
  const pauses = Array.from({ length: 9 }, (_, index) => pauseAfter(index + 1, 0))
  const seconds = pauses.map((pause) => pause && pause / 1000)
  expect(seconds).toEqual([5, 30, 120, 600, 3_600, 21_600, 86_400, 86_400, null])
})

it('adds up to a fifth by chance', () => {
  expect(pauseAfter(1, 0.5)).toBe(5_500)
  expect(pauseAfter(1, 0.999)).toBeLessThan(6_000)
})

const NOW = Date.parse('2026-11-22T12:00:00Z')
const DAY = 86_400_000
it.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['99999999', DAY],
  ['Sun, 22 Nov 2026 12:01:30 GMT', 90_000],
  ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
  ['Sun, 22 Nov 2099 11:00:00 GMT', DAY],
  ['soon', null],
  ['', null],
  [null, null],
])('hears Retry-After: %s', (header, pause) => expect(wishedPause(header, NOW)).toBe(pause))
