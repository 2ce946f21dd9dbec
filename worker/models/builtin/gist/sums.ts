import { readAmounts } from '../facts/money.ts'
import { gazetteer, nearPayee } from '../facts/places.ts'

/** The only number of some words is their amount, where they speak of money. */
export const withSign = (plain: string): string => {
  if (readAmounts(plain).amounts.length > 0) return plain
  const [bare = '', ...others] =
    plain.match(
      /(?<![\w.,:/-])(?<!\d )\d[\d,]*(?:\.\d\d)?(?![\w:/]|[.,-]\d| \d)(?! ?(?!to\b|expens\w*|claim\w*|refund\w*|for\b|on\b|back\b|over\b|please\b|send\b|in\b|as\b|and\b|that\b|it\b|from\b|pay\b|at\b)[\p{L}%])/gu,
    ) ?? []
  return bare && others.length === 0 ? plain.replace(bare, `$$${bare}`) : plain
}

/** The known payee that these words name, if only by its first word. */
export const payeeIn = (plain: string): string | undefined =>
  gazetteer.payees.find(
    (name) =>
      plain.includes(name.toLowerCase()) ||
      new RegExp(`\\b${(name.split(' ')[0] ?? '').toLowerCase()}\\b`).test(plain) ||
      nearPayee(plain.match(/\p{L}+ \p{L}+/gu)?.find((pair) => nearPayee(pair) === name) ?? '') ===
        name,
  )
