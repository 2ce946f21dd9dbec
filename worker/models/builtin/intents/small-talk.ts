import type { Intent } from '../plan.ts'

const greeting =
  /^(?:hi|hello|hey|howdy|good (?:morning|afternoon|evening|day)|greetings|how are you|what's up)(?: (?:there|all|assistant|today|hi|hello|how are you))*$/
const thanks =
  /^(?:ok |okay |great |perfect |cool |nice |many )*(?:thanks|thank you|thx|cheers|great|perfect|cool|nice|good|well done)(?: (?:a lot|so much|very much|you|that's all|bye|job))*$/

/** Greetings and thanks, briefly. */
export const smallTalk: Intent = {
  name: 'small talk',
  respond({ text }) {
    // Read from the text itself: elsewhere a greeting is dropped as an opener.
    const words = text
      .toLowerCase()
      .replace(/[^\p{L}' ]+/gu, ' ')
      .replace(/ +/g, ' ')
      .trim()
    if (greeting.test(words)) {
      return {
        text: 'Hello. I can pay invoices, send payments and look things up; what shall I do?',
      }
    }
    return thanks.test(words) ? { text: 'You are welcome.' } : null
  },
}
