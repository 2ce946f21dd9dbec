import { isOpen, proposals } from '../history.ts'
import { waitingFor } from '../outcome.ts'
import { sentence } from '../phrases.ts'
import type { Intent, Plan } from '../plan.ts'
import { pointed } from '../which.ts'
import { neverMind } from './never-mind.ts'

const price =
  /\b(?:deposit|costs?|fees?|charged?|prices?|prepay|pre-?payment|in advance|up ?front|free of charge|for free)\b/i
const pointing =
  /\b(?:it|that|this|there|the (?:table|room|booking|reservation))\b|^\W*(?:and )?(?:is there|any) /i

/** `Do we have to pay a deposit for that?`: of a booking that waits, the card says it. */
export const aboutWaiting: Intent = {
  name: 'about what waits',
  respond(heard, past) {
    const last = proposals(past.calls).at(-1)
    if (!last || !isOpen(last) || !last.tool.startsWith('book_') || past.isAsking) return null
    if (heard.mails.length > 0 || !/\?\s*$/.test(heard.text) || heard.text.length > 90) return null
    if (!price.test(heard.text) || !pointing.test(heard.text) || heard.invoices.length > 0)
      return null
    const { title, waitingFor: whom } = last.outcome
    return {
      text: `${sentence(title)} Its card shows what it costs, a deposit too, and what cancelling it would cost. It waits for ${waitingFor(whom ?? 'an answer')}, and nothing is paid before that.`,
    }
  },
}

const one =
  /^(?:(?:please|sorry|oh|can you|could you|actually|wait|no|hm+|ok|okay|(?:i|we) (?:want|need|have|must|got)(?: to)?|i'd like to|i must)[, ]+)*(?:withdraw|cancel|take back|drop|undo|scrap|remove|forget|retract|recall|take|pull|give) (?:just |only )?(?:one|1|either)(?: of (?:them|those|these|the (?:two|three|requests?|\d)))?(?: back)?(?:,? please)?[.!]?$/i

/** `Withdraw one of them`: asks which, and the answer names it. */
export const withdrawOne: Intent = {
  name: 'withdraw one of several',
  respond(heard, past): Plan | null {
    if (!one.test(heard.text) || past.isAsking) return null
    if (/\b(?:take|give|pull) /i.test(heard.text) && !/\bback\b/i.test(heard.text)) return null
    const open = proposals(past.calls).filter(isOpen)
    if (open.length < 2) return null
    return {
      text: `Which request shall I take back? ${open.map(({ outcome }) => `“${outcome.title}”`).join(' or ')}. Please name its payee, its invoice or order, or its amount.`,
      hear(said, now) {
        const meant = pointed(said.plain, now)
        if (meant?.length !== 1 || /\?\s*$/.test(said.text)) return null
        const [only] = meant
        return now.can('withdraw_request')
          ? {
              text: '',
              calls: [
                {
                  tool: 'withdraw_request',
                  input: { requestId: only?.outcome.requestId ?? '' },
                },
              ],
            }
          : (neverMind.respond?.(said, { ...now, isAsking: false }) ?? null)
      },
    }
  },
}
