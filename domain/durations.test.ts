import { expect, test } from 'vitest'
import { durationInWords, inList } from './durations.ts'

test.each([
  [4 * 3_600_000, '4 hours'],
  [24 * 3_600_000, '24 hours'],
  [47 * 3_600_000, '47 hours'],
  [48 * 3_600_000, '2 days'],
  [7 * 86_400_000, '7 days'],
  [5_400_000, '1 hour and 30 minutes'],
  [2 * 86_400_000 + 3_661_001, '2 days, 1 hour, 1 minute, 1 second and 1 millisecond'],
  [0, '0 seconds'],
])('%d ms is %s', (ms, words) => expect(durationInWords(ms)).toBe(words))

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b', 'c'], 'a, b or c'],
])('%j listed is %j', (words, text) => expect(inList(words, 'or')).toBe(text))
