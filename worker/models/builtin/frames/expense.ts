import { formatMoney, usd } from '../../../../domain/money.ts'
import { isForeign, readAmounts, toCents } from '../facts/money.ts'
import { isBeside } from '../gist/purpose.ts'
import { asWritten } from '../hear/hear.ts'
import type { Frame } from './frame.ts'

const heads =
  /^(?:(?:please )?(?:submit|file|log|claim|record|enter|register|add|create|make|put(?: in| through)?|hand in|send in|report|book|expense|reimburse(?: me)?|get (?:me )?reimbursed|pay me back|give me back|i want to claim|new|be reimbursed|raise|lodge|spent|i spent|i paid|i bought|we spent|we paid|paid)\b ?)+/
const nouns =
  /\b(?:(?:an?|my|the|this|our|new|another|following) )*(?:travel |business )?(?:expenses?(?: (?:report|claim|request|account|form|sheet|list))?|claim|reimbursement|receipt)\b(?: ?(?:of|over|worth|totalling|totaling))?/g
const rubbish =
  /^(?:[\s,;:.¤-]|(?:for|on|of|as|worth|is|was|it|that|which|(?:i|we) (?:have )?(?:spent|paid)(?: (?:on|for))?|the amount(?: is)?|amounting to|over|to|in|cost(?:s|ing)?|me|back|and|please|by|at|about)\b)+|(?:[\s,;:.¤-]|\b(?:once more|again|in total|altogether|in all|total|for|on|of|as|worth|is|was|it|that|it was|which|cost|costs|in|which was|at|please|expense|claim|back)\b)+$/g

/** What was spent and on what. */
export const expense: Frame = {
  tool: 'submit_expense',
  required: ['amount', 'purpose'],
  main: 'amount',
  asks: {
    amount: 'how much was it (the amount in dollars)',
    purpose: 'what was it for (the purpose)',
  },

  read(clause, _now, asked) {
    const { plain } = clause
    if (isForeign(plain)) return { slots: {}, problem: 'I can only submit expenses in US dollars.' }
    const { amounts, rest } = readAmounts(plain)
    const [amount] = amounts
    if (amounts.length > 1 || (amount && amount.cents === null)) {
      return {
        slots: {},
        problem: 'I need one amount above zero in dollars and cents, such as $640.',
      }
    }
    const bare =
      asked.includes('amount') || /expense (?:of |for |over )?\d/.test(plain)
        ? /^(?:(?:make it|make that|only|just|rather|it was|it's|(?:so )?(?:the |my )?[a-z]+(?: [a-z]+)? (?:was|were|cost|came to)|submit an expense of|expense) )*(\d[\d,]*(?:\.\d+)?)\b(?! (?!(?:for|on|as|in|by|and|please|with|then|instead|to|at|from|because|it|that|was|is|dollars?|bucks|usd|not|yesterday|today|last|this|total|altogether|exactly|all|only|even|flat|back|out|sorry|now|actually|really|again|per|each|myself|plus)\b)\p{L})/u.exec(
            plain,
          )?.[1]
        : undefined
    const cents = amount?.cents ?? (bare ? toCents(bare) : null)
    const isChange = asked.length > 0 && !asked.includes('purpose')
    const found = isChange ? '' : purposeIn(bare ? rest.replace(bare, '¤') : rest)
    // `An expense to submit` says nothing of what it was for.
    const purpose =
      /^(?:to )?(?:submit|file|claim|expense|hand in|report|enter|log|be submitted|be reimbursed)$/.test(
        found,
      )
        ? ''
        : found
    return {
      slots: {
        ...(cents && { amount: cents }),
        ...(purpose && { purpose: asWritten(clause, purpose) }),
      },
    }
  },

  say: ({ amount, purpose }) =>
    `submit an expense of ${formatMoney(usd(Number(amount)))} for ${purpose}`,

  isOther: ({ plain }) =>
    /^(?:book a (?:table|room)|pay inv|refund|cancel|delete|export|email|list|show|settle|reserve|send|transfer|give|make (?!it|that))\b|\b(?:inv|ord|bkg)-/.test(
      plain,
    ),
}

/** No name of a thing. */
const tells =
  /\b(?:i|we|my boss|it|was|were|is|are|had|have|has|went|took|spent|paid|bought|cost)\b|^(?:yesterday|today|on|at|in|from|for|with|to)\b/

/** What is left once the verb, the noun and the amount are gone: what it was for. */
function purposeIn(rest: string): string {
  // After "for" comes the purpose, wherever the amount stands.
  const left = rest.replace(heads, '').replace(nouns, ' ').replace(/ +/g, ' ').trim()
  const clean = (text: string): string => {
    let short = text
    for (let before = ''; before !== short;) {
      before = short
      short = short.replace(rubbish, '').trim()
    }
    return short
  }
  const parts = left.split('¤')
  const split = parts
    .map(clean)
    .filter(
      (part) =>
        /\p{L}{2}/u.test(part) &&
        !/^(?:needs?|should|must|has|have|goes|can|could|shall|is|was) (?:to|be|go|get|in|go in|have)\b/.test(
          part,
        ),
    )
  // `Parking $12 yesterday at the client`: where and when say nothing of what it was for.
  const isAside = parts.length === 2 && split.length === 2 && isBeside(parts[1] ?? '')
  const found = (isAside && !tells.test(split[0] ?? '') ? split[0] : split.at(-1)) ?? ''
  return /^(?:it|this|that|them|something|back|me|money|mine|ours|(?:from|on) \w+day)$/.test(found)
    ? ''
    : (found.split(/,? (?:please|and (?:please )?(?:claim|expense|submit|file))\b/)[0] ?? '')
}
