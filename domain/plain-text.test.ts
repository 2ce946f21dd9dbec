import { expect, test } from 'vitest'
import { firstWords, manyLines, oneLine } from './plain-text.ts'

test('one line holds nothing that could end it, or turn it around', () => {
  expect(oneLine(' Hello\r\nBcc: all@example.com\u2028x ')).toBe('Hello Bcc: all@example.com x')
  expect(oneLine('for\u202Egnp.exe\u0000')).toBe('for gnp.exe')
})

test('many lines keep their breaks and lose what is invisible', () => {
  expect(manyLines('\n Dear Sam,\r\n\r\nsee\tyou\u200B\u202E soon.  \r— Mia\u2029PS\n')).toBe(
    'Dear Sam,\n\nsee you soon.\n— Mia\nPS',
  )
})

test.each([
  ['Lunch moves to Friday. See you there!', 'Lunch moves to Friday'],
  ['Hi Sam,\nlunch moves.', 'Hi Sam'],
  ['one two three four five six seven', 'one two three four five six…'],
  ['a'.repeat(60), `${'a'.repeat(29)}…`],
  ['Is v1.2 ready? Tell me.', 'Is v1.2 ready?'],
])('%j is spoken of as %j', (text, words) => expect(firstWords(text, 30)).toBe(words))
