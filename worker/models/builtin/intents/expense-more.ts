import { readAmounts } from '../facts/money.ts'
import { complete } from '../frames/frame.ts'
import { expense } from '../frames/expense.ts'
import { withSign } from '../gist/sums.ts'
import { asWritten, clauseOf } from '../hear/hear.ts'
import { proposals } from '../history.ts'
import type { Intent } from '../plan.ts'
import { verbs } from '../elsewhere.ts'

const more =
  /^(?:(?:oh|ah|ok|okay|right|great|yes|hm+|wait|sorry|thanks|good),? )*(?:and|also|plus|then there(?:'s| is| was)|i forgot|as well as|one more)[,:]? (?:also |then |there(?:'s| is| was) (?:also )?|i (?:also )?(?:forgot|paid for|bought|had)|one for |another (?:one )?for |please )*/i
const separate =
  /,? (?:as|in|on) (?:an? |its )?(?:separate|own|second|extra|new|different|another)(?: (?:one|expense|claim))?\b|,? (?:separately|on its own|too|as well|also|please)\b/gi
const other =
  /\b(?:make (?:it|that)|change|should|instead|rather|actually|refund|(?<!\b(?:way|trip|ride|taxi|cab|flight|train|bus|journey|drive|ticket) )back|invoice|(?<!\b(?:on|at) the )table|room|more|less|same|tip on|of us|people|percent|not|don't|if)\b|%|\b(?:inv|ord|bkg)-/i

/** `Oh and the ticket, that was $45`: one more expense, after one that was asked for. */
export const expenseMore: Intent = {
  name: 'one more expense',
  respond(heard, past) {
    if (past.isAsking || heard.mails.length > 0 || heard.text.length > 120) return null
    const last = proposals(past.calls).at(-1)
    if (last?.tool !== 'submit_expense' || /\?\s*$/.test(heard.text)) return null
    if (!more.test(heard.text) || heard.clauses.some(({ mood }) => mood !== 'plain')) return null
    const clause = clauseOf(
      heard.text
        .replace(more, '')
        .replace(separate, '')
        .replace(/[.!\s]+$/, ''),
    )
    if (verbs.test(clause.plain) || other.test(clause.plain)) return null
    const { amounts, rest } = readAmounts(withSign(clause.plain))
    const [amount] = amounts
    if (amounts.length > 1 || (amount && !amount.cents)) return null
    const purpose = rest
      .replace(/¤/g, ' ')
      .replace(/\b(?:that|which|it|they) (?:was|were|cost|came to)\b/g, ' ')
      .replace(/(?:^|\s)(?:for|at|was|were|cost|costs|came to|is)(?=\s*(?:$|[,;]))/g, ' ')
      .replace(/^[\s,;:-]*(?:for )?|[\s,;:-]+$/g, '')
      .replace(/ +/g, ' ')
    // A tip belongs to what it was given for.
    if (/^(?:the |a )?(?:tips?|tax(?:es)?|vat|service)$/.test(purpose)) return null
    // Without a name of its own it is a correction, or nothing of the kind.
    if (!/\p{L}{3}/u.test(purpose) || purpose.split(' ').length > 8 || /\d/.test(purpose))
      return null
    if (!amount && !/\bfor\b|\b(?:the|a|an|my|some)\b/.test(clause.plain)) return null
    return complete(expense, {
      ...(amount?.cents && { amount: amount.cents }),
      purpose: asWritten(clause, purpose),
    })
  },
}
