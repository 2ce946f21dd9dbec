import { plainly } from '../heard.ts'
import type { Intent } from '../plan.ts'

const decision =
  /^(?:i )?(?:approved?|confirm(?:ed)?|accept|deny|reject|decline|go ahead|do it)(?: (?:it|that|this|them|both|all|the (?:request|payment)|everything|on my behalf))*$|^(?:approve|confirm|accept|deny|reject|decline) /
const agreement =
  /^(?:yes|yep|yeah|ok|okay|sure|right|fine)(?: (?:yes|ok|okay|sure|do it|go ahead|please))*$/

/** `approve it`: a decision is made on the card by the person, never by the assistant. */
export const decide: Intent = {
  name: 'decide',
  respond(heard, { outcomes }) {
    const words = plainly(heard)
    if (heard.sentences.some((one) => one.isQuestion)) return null
    if (agreement.test(words) && outcomes.at(-1)?.status !== 'pending') {
      return { text: 'All right. What shall I do?' }
    }
    if (!decision.test(words) && !agreement.test(words)) return null
    return {
      text: 'I cannot decide a request for anybody: press Approve or Deny on its card. “What is waiting for me?” shows the cards that wait for you.',
    }
  },
}
