import { z } from 'zod'

/** An amount in minor units (cents for USD), never a float of major units. */
export const money = z.object({ amount: z.int(), currency: z.literal('USD') })
export type Money = z.infer<typeof money>

/** Minor units of US dollars. */
export const usd = (amount: number): Money => ({ amount, currency: 'USD' })

const formatter = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })

/** `{amount: 185000, currency: 'USD'}` → `$1,850.00`. */
export const formatMoney = (value: Money): string => formatter.format(value.amount / 100)

/**
 * Reads an amount as people write it (`$40`, `1,850.00`, `75.5`) into minor units.
 * Returns null for anything else, for more than two decimals, and for more than a billion dollars.
 */
export function parseAmount(text: string): number | null {
  const match =
    /^\s*\$?\s*(\d{1,3}(?:,\d{3})+|\d{1,10})(?:\.(\d{1,2}))?\s*(?:usd|dollars?)?\s*$/i.exec(text)
  if (!match) return null
  const [, dollars = '', fraction = ''] = match
  const whole = Number(dollars.replaceAll(',', ''))
  const cents = Number(fraction.padEnd(2, '0'))
  const amount = whole * 100 + cents
  return amount > 1_000_000_000_00 ? null : amount
}
