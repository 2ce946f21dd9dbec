import { takesBack } from './hear/mood.ts'
import type { Heard } from './hear/hear.ts'
import type { Plan } from './plan.ts'

const line = (heard: Heard): string =>
  heard.text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()

const yes =
  /^(?:(?:yes|yea|yeah|yep|yup|sure|ok|okay|k|fine|alright|all right|right|correct|exactly|perfect|great|good|absolutely|definitely|of course|certainly|please|pls|thanks|please do|do|do it|do that|do so|then|go ahead|go for it|sounds good|that works|works for me|that's fine|that is fine|try (?:again|that|it)|ask again|like that|it like that|it that way|let's do (?:that|it)|make it so|with that|that|so|and|i agree|agreed|ask for (?:it|that)|take (?:it|that)|book it|use that|send it|propose that|you may|it) ?)+$/
/** Whether these words say yes and nothing more. */
export const isYes = (heard: Heard): boolean =>
  yes.test(line(heard)) &&
  !/^(?:thanks|please|it|that|so|and|then|great|good|right|perfect)$/.test(line(heard))

const no =
  /^(?:no|nope|nah|no thanks|no thank you|not now|rather not|better not|leave it|don't|do not)(?: (?:please|thanks|thank you))?$/
export const isNo = (heard: Heard): boolean => no.test(line(heard)) || takesBack(heard.text)

/** Asks whether this is meant, and does it on a yes. */
export const offer = (question: string, plan: Plan): Plan => ({
  text: question,
  isOffer: true,
  hear: (heard) =>
    isYes(heard)
      ? plan
      : isNo(heard)
        ? { text: 'All right, nothing was asked for.', closes: true }
        : null,
})

/** What a plan would propose, as a question. */
export const asQuestion = (plan: Plan): Plan =>
  offer(
    plan.text.replace(
      /I'll ask for approval to (.*?)\.(?= I'll ask|$)/g,
      'Shall I ask for approval to $1?',
    ),
    plan,
  )
