/** An amount as written; `cents` is null when it is no amount of dollars and cents above zero. */
export type Amount = { cents: number | null; text: string }

const digits = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+,\d{2}(?!\d)|\d+(?:\.\d+)?|\.\d+`
// A dash between spaces only separates: `flight - $311`.
const minus = String.raw`(?<sign>-(?!\s)|−\s?|\b(?:minus|negative)\s)?`
const written = new RegExp(
  [
    String.raw`${minus}(?:(?:us)?\$|\busd)\s?(?<sign2>-\s?)?(?<a>${digits})\s?(?<ka>k\b|grand\b|thousand\b|million\b|m\b)?`,
    String.raw`(?<![\w.,-])${minus}(?<b>${digits})\s?(?<kb>k\b|grand\b|thousand\b|million\b)?\s?(?:us dollars?|usd|dollars?|bucks?|bux|\$)(?!\w)(?:\s(?:and\s)?(?<c>\d{1,2})\s(?:cents?|c)\b|\s(?:and\s)?(?<f>\d\d)(?=[,.;!?](?!\d)|$|\s(?:for|on|to|could|can|would|please|it|and|that|which)\b))?`,
    String.raw`(?<![\w.,-])${minus}(?<d>\d[\d.]*)(?<kd>k)\b`,
    String.raw`(?<![\w.,-])${minus}(?<e>\d{1,4})\s(?:cents?)\b`,
  ]
    // Names of groups must differ between alternatives.
    .map((one, at) => one.replaceAll('(?<sign>', `(?<sign${at}x>`))
    .join('|'),
  'gi',
)
const foreign =
  /[€£¥]|\b(?:euros?|eur|pounds?|gbp|sterling|yen|francs?|chf|rupees?|bitcoins?|btc)\b/i

/** Whether another currency than the dollar is named. */
export const isForeign = (plain: string): boolean => foreign.test(plain)

const LARGEST = 1_000_000_000_00

/** Dollars as digits into cents; null when there are more than two decimals, or nothing to pay. */
export function toCents(dollars: string, factor = 1, extraCents = 0): number | null {
  // `99,90` is how much of the world writes ninety-nine ninety.
  const [whole = '', fraction = ''] = dollars
    .replace(/^(\d+),(\d{2})$/, '$1.$2')
    .replaceAll(',', '')
    .split('.')
  if (factor === 1 && fraction.length > 2) return null
  const cents = Math.round(Number(`${whole || '0'}.${fraction || '0'}`) * factor * 100) + extraCents
  return cents > 0 && cents <= LARGEST ? cents : null
}

const factorOf = (unit: string | undefined): number =>
  !unit ? 1 : /^m/i.test(unit) ? 1_000_000 : 1_000

/** What stands before or after a sum of those named beside it. */
const totalling =
  /(?:\b(?:total(?:s|ling|ing)?(?: of| is|:)?|sum(?: of|:)?|altogether|in all|all in all|makes?|making)|=)\s*$/
const inTotal = /^[\s,(]*(?:in total|in all|altogether|all told|all together|overall|total)\b/

const bareTotal =
  /(?<![\w$.,-])\d[\d,]*(?:\.\d\d)?(?= (?:in total|altogether|in all|all together)\b)/g

/**
 * The amounts with a sign of money in these words (lower case, digits), and the words without them. Where
 * one of several is said to be their total, that one alone.
 */
export function readAmounts(plain: string): { amounts: Amount[]; rest: string } {
  const amounts: Amount[] = []
  // `two at 45 dollars, 90 in total`: the sign is said once.
  const said = /\$|\b(?:dollars|bucks|usd)\b/.test(plain)
    ? plain.replace(bareTotal, (number) => `$${number}`)
    : plain
  let total: Amount | undefined
  const rest = said.replace(written, (text: string, ...parts: unknown[]) => {
    const groups = parts.at(-1) as Record<string, string | undefined>
    const isNegative = Object.entries(groups).some(
      ([name, value]) => name.startsWith('sign') && value,
    )
    const { a, b, c, d, e, f } = groups
    const cents = e
      ? toCents(e, 0.01)
      : toCents(
          a ?? b ?? d ?? '',
          factorOf(groups.ka ?? groups.kb ?? groups.kd),
          Number(c ?? f ?? 0),
        )
    const amount = { cents: isNegative ? null : cents, text: text.trim() }
    amounts.push(amount)
    const at = Number(parts.at(-3))
    if (totalling.test(said.slice(0, at)) || inTotal.test(said.slice(at + text.length))) {
      total = amount
    }
    return ' ¤ '
  })
  return { amounts: total && amounts.length > 1 ? [total] : amounts, rest }
}
