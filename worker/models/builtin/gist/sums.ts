import { readAmounts } from '../facts/money.ts'

/** The only number of some words is their amount, where they speak of money. */
export const withSign = (plain: string): string => {
  if (readAmounts(plain).amounts.length > 0) return plain
  const [bare = '', ...others] =
    plain.match(
      /(?<![\w.,:/-])(?<!\d |\b(?:number|no\.|nr\.?|the|these|those|of) )\d[\d,]*(?:\.\d\d)?(?![\w:/]|[.,-]\d| \d)(?! ?(?!to\b|expens\w*|claim\w*|refund\w*|for\b|on\b|back\b|over\b|please\b|send\b|in\b|as\b|and\b|that\b|it\b|from\b|pay\b|at\b)[\p{L}%])/gu,
    ) ?? []
  return bare && others.length === 0 ? plain.replace(bare, `$$${bare}`) : plain
}
