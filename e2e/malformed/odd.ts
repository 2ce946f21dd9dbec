import type { Dice } from '../../domain/testing/sequences.ts'

/** Texts that programs stumble over. */
const texts: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udc00\ud800',
  '\uffff',
  '\u202etxet',
  'e\u0301'.repeat(40),
  '\u{1f4a9}',
  "' OR 1=1 --",
  '"; DROP TABLE vote; --',
  '../../../etc/passwd',
  '%00%2e%2e%2f',
  '${7*7}{{7*7}}',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'NaN',
  'null',
  'true',
  '1e999',
  '-1',
  '\r\nSet-Cookie: a=b',
  '<img src=x onerror=alert(1)>',
  '2026-13-45T99:99:99Z',
  '9999-12-31T23:59:59.999Z',
  'Europe/Nowhere',
]

const numbers: readonly number[] = [
  0,
  -0,
  -1,
  0.1,
  1e21,
  -1e308,
  Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER + 1,
  Number.MIN_VALUE,
  2 ** 31,
  2 ** 53,
]

/** Stand in for what an object cannot say; `asText` writes them out. */
const marks = {
  '@deep@': (dice: Dice) => nested(1 + dice.roll(20_000)),
  '@infinite@': () => '1e400',
  '@twice@': () => '1,"version":2,"type":"rpc"',
} as const

/** Arrays in arrays, so many of them: as JSON, because objects so deep cannot be printed. */
const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)

/** Any text, one in twenty of them long. */
export function oddText(dice: Dice): string {
  if (dice.once(20)) return dice.pick(texts).padEnd(1 + dice.roll(30_000), 'x')
  if (dice.once(3)) return randomText(dice, 1 + dice.roll(40))
  return dice.pick(texts)
}

/** Random UTF-16 units, halves of pairs among them. */
export const randomText = (dice: Dice, length: number): string =>
  String.fromCharCode(...Array.from({ length }, () => dice.roll(65_536)))

/** Any JSON value, nested a few levels. */
export function oddValue(dice: Dice, levels = 3): unknown {
  switch (dice.roll(levels > 0 ? 9 : 7)) {
    case 0:
      return null
    case 1:
      return dice.once(2)
    case 2:
    case 3:
      return dice.pick(numbers)
    case 4:
    case 5:
      return oddText(dice)
    case 6:
      return dice.pick(Object.keys(marks))
    case 7:
      return Array.from({ length: dice.roll(5) }, () => oddValue(dice, levels - 1))
    default:
      return Object.fromEntries(
        Array.from({ length: dice.roll(5) }, () => [oddText(dice), oddValue(dice, levels - 1)]),
      )
  }
}

/** The value as JSON, with what no object can say written out. */
export const asText = (dice: Dice, value: unknown): string =>
  Object.entries(marks).reduce(
    (text, [mark, write]) => text.replace(`"${mark}"`, () => write(dice)),
    JSON.stringify(value) ?? '',
  )

export const randomBytes = (dice: Dice, length: number): Uint8Array =>
  Uint8Array.from({ length }, () => dice.roll(256))
