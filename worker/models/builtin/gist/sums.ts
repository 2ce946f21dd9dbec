import { readAmounts } from '../facts/money.ts'

/** Dollars and cents, where neither a time of day nor a share is meant: `18.75`. */
const withCents =
  /(?<![\w.,:/$-])(?<!\b(?:at|from|until|till|by|between) )\d[\d,]*\.\d\d(?![\w:/%-]|[.,]\d| (?:one|invoice|bill)\b| ?(?:am|pm|%|percent|euros?|eur|pounds?)\b)/g
const month = String.raw`(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w*\.?`
/** A number that counts, dates or numbers something is no sum. */
const bare = new RegExp(
  String.raw`(?<![\w.,:/-])(?<!\d |\b(?:number|no\.|nr\.?|the|these|those|of|room|line|at|${month}) )\d[\d,]*(?:\.\d\d)?(?![\w:/]|[.,-]\d| \d)(?! ?(?!to\b|expens(?!es\b)\w*|claim(?!s\b)\w*|refund(?!s\b)\w*|for\b|on\b|back\b|over\b|please\b|send\b|in\b|as\b|and\b|that\b|it\b|from\b|pay\b|at\b)[\p{L}%])`,
  'gu',
)

/** The only number of some words is their amount, where they speak of money; one with cents always is. */
export const withSign = (plain: string): string => {
  if (readAmounts(plain).amounts.length > 0) return plain
  const exact = plain.match(withCents) ?? []
  const all = plain.match(bare) ?? []
  // `Taxi 12, lunch 30.50` are two.
  const [sum = '', ...others] = exact.length === 1 && all.length < 2 ? exact : all
  return sum && others.length === 0 ? plain.replace(sum, `$$${sum}`) : plain
}
