import { expect, test } from 'vitest'
import type { Field, Kind } from './schema-fields.ts'
import { entryOf, valueOf, wordsOf } from './schema-values.ts'

const field = (kind: Kind, over: Partial<Field> = {}): Field => ({
  name: 'field',
  label: 'Field',
  kind,
  required: true,
  ...over,
})

test.each<[Kind, string, unknown]>([
  ['dollars', '$1,850.5', 1_850_50],
  ['integer', ' 6 ', 6],
  ['number', '2.5', 2.5],
  ['text', ' Harbor Print ', 'Harbor Print'],
  ['long-text', ' as it is\n', ' as it is\n'],
  ['e-mail', 'sam@example.com', 'sam@example.com'],
  ['date', '2026-11-23', '2026-11-23'],
])('%s: %j is read', (kind, entry, value) => {
  expect(valueOf(field(kind), entry)).toEqual({ ok: true, value })
})

test.each<[Kind, string, Partial<Field>, string]>([
  ['text', '  ', {}, 'Please fill this in.'],
  ['dollars', 'sixty', {}, 'Write an amount in dollars, like 40 or 1,850.00.'],
  ['dollars', '600', { max: 500_00 }, 'Give $500.00 or less.'],
  ['dollars', '0', { min: 1 }, 'Give $0.01 or more.'],
  ['integer', '2.5', {}, 'Write a whole number.'],
  ['integer', '101', { max: 100 }, 'Give 100 or less.'],
  ['number', 'a', {}, 'Write a number.'],
  ['text', 'abc', { maxLength: 2 }, 'Write 2 characters or fewer.'],
  ['text', 'abc', { pattern: '^\\d+$' }, 'This is not written as it is asked for.'],
  ['text', 'abc', { pattern: '^\\d+$', hint: 'Digits only.' }, 'This does not fit: Digits only.'],
  ['e-mail', 'sam', {}, 'Write an address like sam@example.com.'],
  ['date', 'soon', {}, 'Choose a date.'],
  ['moment', 'soon', {}, 'Choose a date and a time.'],
  ['choice', 'x', { options: [{ value: 'y', label: 'Y' }] }, 'Choose one of these.'],
])('%s: %j is refused in plain words', (kind, entry, over, problem) => {
  expect(valueOf(field(kind, over), entry)).toEqual({ ok: false, problem })
})

test('nothing entered is no value where none is required', () => {
  expect(valueOf(field('dollars', { required: false }), '')).toEqual({ ok: true, value: undefined })
})

test('what is stored comes back as it was from its control', () => {
  const stored: [Kind, unknown][] = [
    ['dollars', 40_00],
    ['integer', 6],
    ['text', 'Harbor Print'],
    ['date', '2026-11-23'],
    ['moment', '2026-11-23T19:00:00.000Z'],
    ['yes-no', true],
  ]
  for (const [kind, value] of stored) {
    const own = field(kind)
    expect(valueOf(own, entryOf(own, value))).toEqual({ ok: true, value })
  }
  expect(entryOf(field('text'), undefined)).toBe('')
})

test('a value in words, as a person compares it', () => {
  expect(wordsOf(field('dollars'), 60_00)).toBe('$60.00')
  expect(wordsOf(field('date'), '2026-11-23')).toBe('Mon, Nov 23, 2026')
  expect(wordsOf(field('date'), 'nonsense')).toBe('nonsense')
  expect(wordsOf(field('yes-no'), false)).toBe('No')
  expect(wordsOf(field('choice', { options: [{ value: 's', label: 'Small' }] }), 's')).toBe('Small')
  expect(wordsOf(field('text'), '')).toBe(undefined)
})
