import { z } from 'zod'
import { formatMoney, usd } from '../../../../domain/money.ts'
import type { Intent, Teller } from '../plan.ts'

const result = z.object({ balance: z.int(), balanceText: z.string().optional() })

/** `What is my balance?` */
export const balance: Intent = {
  name: 'balance',
  example: 'What is my balance?',
  hints: /\b(?:balance|account|funds|left)\b/i,
  respond: ({ text }) =>
    /\bbalance\b|\bhow much (?:money )?(?:do (?:i|we) have|is (?:left|there|in)|have (?:i|we) got)\b/i.test(
      text,
    )
      ? { text: '', calls: [{ tool: 'get_balance', input: {} }] }
      : null,
}

export const tellBalance: Teller = {
  tool: 'get_balance',
  tell(value) {
    const read = result.safeParse(value).data
    if (!read) return { text: 'I could not read the balance; please try again.' }
    return {
      text: `The operating account holds ${read.balanceText ?? formatMoney(usd(read.balance))}.`,
    }
  },
}
