import type { Intent } from '../plan.ts'

const decision =
  /^(?:(?:yes|ok|please|i) )*(?:approved?|confirm(?:ed)?|accept|deny|reject|decline)(?: (?:it|that|this|them|both|all|everything|on my behalf|(?:the|my|that|this|his|her|their|all)(?: \w+){1,4}|inv-\d+|for me|yourself))*$/
const agreement =
  /^(?:yes|yep|yeah|yup|ok|okay|sure|right|fine|go ahead|do it|do that|please do|try again|ask again)(?: (?:yes|ok|okay|sure|do it|go ahead|please|then))*$/

/** `approve it`: a decision is made on the card by the person, never by the assistant. */
export const decide: Intent = {
  name: 'decide',
  respond({ text, clauses }, { outcomes }) {
    const words = text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}'\- ]+/gu, ' ')
      .replace(/ +/g, ' ')
      .trim()
    if (clauses.some(({ mood }) => mood === 'question')) return null
    if (agreement.test(words) && outcomes.at(-1)?.status !== 'pending') {
      return { text: 'All right. What shall I do?' }
    }
    if (!decision.test(words) && !agreement.test(words)) return null
    return {
      text: 'I cannot decide a request for anybody: press Approve or Deny on its card. “What is waiting for me?” shows the cards that wait for you.',
    }
  },
}
