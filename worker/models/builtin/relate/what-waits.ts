import { isOpen, proposals } from '../history.ts'
import { pending } from '../intents/requests.ts'
import { clauseOf } from '../hear/hear.ts'
import type { Intent } from '../plan.ts'

const asks =
  /^(?:(?:ok|okay|so|and|thanks|by the way|btw|hm+)[, ]+)*(?:(?:is )?anything (?:else )?(?:still |left )*(?:open|pending|waiting|undecided)|what(?:'s| is) (?:still )+(?:open|missing|undecided)|(?:which|what) (?:one )?of (?:them|those|these|my requests) (?:still )?(?:needs?|waits? for|requires?) (?:an? |the )?(?:reviewer|manager|approval|ok|signature|second person|somebody else)(?:'s \w+)?)(?: (?:now|then|from me|of mine))?\s*\?*$/i

/** `Anything still open?`, `Which of them needs a reviewer?`, beside what was asked for here. */
export const whatWaits: Intent = {
  name: 'what of it waits',
  respond(heard, past) {
    if (past.isAsking || heard.mails.length > 0 || !asks.test(heard.text)) return null
    if (past.calls.some(({ tool }) => tool === 'list_invoices')) return null
    if (!proposals(past.calls).some(isOpen)) return null
    return pending.look?.({ ...clauseOf('what is pending'), mood: 'question' }, heard, past) ?? null
  },
}
