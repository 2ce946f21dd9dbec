import { formatMoney, usd } from '../../../../domain/money.ts'
import { proposals } from '../history.ts'
import { sentence } from '../phrases.ts'
import type { Intent } from '../plan.ts'
import { sumOf } from '../sums-of.ts'

const asks =
  /^(?:(?:and|ok|okay|so|hm+|oh|sorry|wait|by the way|btw|remind me)[,.! ]+)*(?:how much|what) (?:was|is|were|are|does|did|do|would)(?: (?:it|that|this|they|those|these|the (?:invoice|bill|payment|transfer|refund|expense|claim|amount|sum|total|price)))(?: (?:be|come to|cost|amount to|again|then|now|together|altogether|in total|in all|all|for|over))*[?. ]*$/i
/** `What is that?` asks for more than the sum. */
const ofSum = /\bhow much\b|\b(?:amount|sum|total|price|cost|come to|together|in total|in all)\b/i
const several = /\b(?:they|those|these|were|are|together|altogether|in total|in all)\b/i

/** `How much was it again?`: of what was asked for last, or of all of its kind that wait together. */
export const howMuch: Intent = {
  name: 'how much it was',
  respond(heard, past) {
    if (past.isAsking || heard.mails.length > 0 || heard.text.length > 70) return null
    if (!asks.test(heard.text) || !ofSum.test(heard.text)) return null
    const all = proposals(past.calls).filter(({ outcome }) =>
      ['pending', 'approved', 'executing', 'succeeded'].includes(outcome.status),
    )
    const last = all.at(-1)
    if (!last || past.calls.at(-1)?.tool.startsWith('find_')) return null
    const alike = all.filter(
      ({ tool, outcome }) => tool === last.tool && outcome.status === last.outcome.status,
    )
    const meant = several.test(heard.text) ? alike : [last]
    const sums = meant.map(sumOf)
    if (sums.some((cents) => !(cents > 0))) return null
    const total = formatMoney(usd(sums.reduce((one, other) => one + other, 0)))
    const titles = meant.map(({ outcome }) => sentence(outcome.title)).join(' ')
    return { text: meant.length > 1 ? `${total} in all. ${titles}` : `${total}. ${titles}` }
  },
}
