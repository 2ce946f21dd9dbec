import { z } from 'zod'
import { formatMoney, usd } from '../../../../domain/money.ts'
import type { Intent, Teller } from '../plan.ts'

const result = z.object({ balance: z.int(), balanceText: z.string().optional() })

/** `What is my balance?` */
export const balance: Intent = {
  name: 'balance',
  example: 'What is my balance?',
  hints: /\b(?:balance|account|funds|left)\b/i,
  look: ({ plain }) =>
    /\bbalance\b|\bhow much (?:money |cash )?(?:do (?:i|we) (?:still )?have|is (?:left|there|in|still)|have (?:i|we) (?:got|left)|(?:is )?on (?:the|our|my) account)\b|\b(?:money|cash|funds) (?:is |are |do we have |have we got )?(?:left|in the (?:bank|account))\b|\baccount (?:holds?|status|total)\b|\benough (?:money|cash|funds)\b|\bcan we afford\b|\bhow (?:rich|broke) are we\b/.test(
      plain,
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
