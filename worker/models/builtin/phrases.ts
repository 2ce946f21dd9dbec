/** `['a', 'b', 'c']` → `a, b and c`. */
export const inWords = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`

/** `Pay $5.00` → `pay $5.00`; words in capitals (`INV-1001`) stay. */
export const lowerFirst = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text

/** Ends in exactly one full stop, question or exclamation mark. */
export const sentence = (text: string): string =>
  /[.!?…]["”]?$/.test(text.trim()) ? text.trim() : `${text.trim()}.`

const numbers = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
]

/** `2, 'request'` → `two requests`. */
export const count = (amount: number, noun: string): string =>
  `${numbers[amount] ?? amount} ${noun}${amount === 1 ? '' : 's'}`

export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** A list as Markdown; numbered when the person is to choose. */
export const list = (items: readonly string[], numbered = false): string =>
  items.map((item, index) => `${numbered ? `${index + 1}.` : '-'} ${item}`).join('\n')

/** A clock on the wall, written as UTC, as `Monday, November 9, 2026 at 14:05`. */
export const zoneless = (now: Date): string =>
  `${new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeZone: 'UTC' }).format(now)} at ${now.toISOString().slice(11, 16)}`
