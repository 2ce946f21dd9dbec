import { z } from 'zod'
import { formatMoney, usd } from '../../../../domain/money.ts'
import type { Intent, Teller } from '../plan.ts'

const result = z.object({ balance: z.int(), balanceText: z.string().optional() })

/** `If I paid INV-1003, how much would be left?`: nothing is asked for but how it stands. */
const supposes =
  /\b(?:if|after|once|suppose|supposing|assuming|say|when|should|were|had)\b.*\b(?:pay|paid|pays|paying|send|sent|sending|settled?|settling|transfer(?:red)?|refund(?:ed)?|spend|spent|wire[d]?|take|took|minus|gone|went out|go out)\b/
const remains =
  /\b(?:how much|what|how)\b.*\b(?:left|remain\w*|balance|account|left over|be on|still have|look like)\b|\b(?:enough|afford|overdrawn|overdraw|in the red|go (?:below|under|negative)|cover (?:it|that|this|both|all))\b/
const acts = /^(?:pay|send|refund|book|transfer|settle|wire)\b/

/** `What is my balance?` */
export const balance: Intent = {
  name: 'balance',
  example: 'What is my balance?',
  hints: /\b(?:balance|account|funds|left)\b/i,
  respond: (heard) =>
    heard.mails.length === 0 &&
    !heard.isTooLong &&
    supposes.test(heard.plain) &&
    remains.test(heard.plain) &&
    (/\?\s*$/.test(heard.text) || heard.clauses.some(({ mood }) => mood === 'question')) &&
    !heard.clauses.some(
      ({ mood, plain, isCourteous }) => mood === 'plain' && isCourteous && acts.test(plain),
    )
      ? { text: '', calls: [{ tool: 'get_balance', input: {} }] }
      : null,
  look: ({ plain }) =>
    /\bbalance\b|\bhow much (?:money |cash )?(?:do (?:i|we) (?:still )?have(?! to\b)|is (?:left|there|in|still)|have (?:i|we) (?:got|left)|(?:is )?on (?:the|our|my) account)\b|\b(?:money|cash|funds) (?:is |are |do we have |have we got )?(?:left|in the (?:bank|account))\b|\baccount (?:holds?|status|total)\b|\bhow (?:many dollars|much) .*\b(?:do|have) we (?:still )?(?:have|got) ?(?:left|available)?\b(?!.*\b(?:to|invoices?|bills?|owe)\b)|\benough (?:money|cash|funds)\b|\bcan we afford\b|\bhow (?:rich|broke) are we\b/.test(
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
