import type { Action } from '../../domain/catalogue.ts'
import { parseAmount } from '../../domain/money.ts'
import { toolInWords } from '../../domain/policy-words.ts'
import type { Imagined } from './policy-api.ts'

/**
 * The call that somebody imagines in a form; fields left empty are left out. Amounts are written in
 * dollars and become minor units.
 */
export function imagined(
  { tool, fields, numbers }: Action,
  values: Readonly<Record<string, string>>,
): Imagined | { problem: string } {
  const input: Record<string, unknown> = {}
  for (const field of fields) {
    const text = values[field]?.trim() ?? ''
    if (text === '') continue
    if (!numbers.includes(field)) {
      input[field] = text
      continue
    }
    const value = field === 'amount' ? (parseAmount(text) ?? Number.NaN) : Number(text)
    if (Number.isNaN(value)) {
      const like = field === 'amount' ? 'an amount like $1,850.00' : 'a number'
      return { problem: `${toolInWords(field)} must be ${like}.` }
    }
    input[field] = value
  }
  const { amount } = input
  return { tool, input, ...(typeof amount === 'number' && { amount }) }
}
