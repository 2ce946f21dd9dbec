import { zoneless } from '../phrases.ts'
import type { Intent } from '../plan.ts'

const greeting =
  /^(?:hi|hello|hey|hiya|howdy|yo|good (?:morning|afternoon|evening|day)|greetings|how are you(?: doing)?|how's it going|what's up|nice to meet you)(?: (?:there|all|assistant|today|hi|hello|how are you(?: doing)?|doing|how's it going))*$/
const thanks =
  /^(?:ok |okay |great |perfect |cool |nice |many |lol |ah |oh )*(?:thanks|thank you|thx|ty|cheers|great|perfect|cool|nice|good|well done|awesome|wonderful|excellent|much appreciated|appreciate it|good job|great job|you're great)(?: (?:a lot|so much|very much|you|that's all|that is all|bye|job|work|for your help|for the help|for that|then|again|perfect|great))*$/
const bye =
  /^(?:ok |okay |thanks |thank you )*(?:bye|goodbye|see you|see you later|good night|that's all|that is all|that's it|that'll be all|that will be all|nothing else|have a (?:nice|good) (?:day|one|evening|weekend))(?: (?:bye|thanks|for now|for today|for the moment|today|from me|then|thank you))*$/
const nothing =
  /^(?:lol|haha+|hehe|lol ok|ok|okay|k|hmm+|i see|got it|understood|alright|all right|fine|wow|oh|ah|sure|cool ok|ok cool|ok got it|interesting|good to know)(?: (?:ok|okay|then|lol|cool|good))*$/
const self =
  /\b(?:are you (?:a |an |really |real)*(?:real|person|human|robot|bot|ai|machine|alive|chatgpt|there)|are you (?:a )?real|do you (?:sleep|dream|feel|like)|how old are you|what's your name|what is your name|who (?:made|built|wrote) you)\b/
const clock =
  /^(?:what(?:'s| is) the (?:time|date)|what time is it|what day is it|what(?:'s| is) (?:today's date|today)|what date is it|which day is it)(?: (?:now|today))*$/

/** Greetings, thanks and small questions, briefly. */
export const smallTalk: Intent = {
  name: 'small talk',
  respond({ text }, { now }) {
    // Read from the text itself: elsewhere a greeting is dropped as an opener.
    const words = text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
      .replace(/ +/g, ' ')
      .trim()
    if (greeting.test(words)) {
      return { text: 'Hello. I can pay, refund, book, e-mail and look things up; what shall I do?' }
    }
    if (thanks.test(words)) return { text: 'You are welcome.' }
    if (bye.test(words)) return { text: 'All right. Until next time.' }
    if (nothing.test(words)) return { text: 'All right. What shall I do?' }
    if (self.test(words)) {
      return {
        text: 'I am the built-in assistant of this workspace: a program that follows rules. “What can you do?” lists what I understand.',
      }
    }
    return clock.test(words) ? { text: `By your clock it is ${zoneless(now)}.` } : null
  },
}
