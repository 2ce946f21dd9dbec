import { list } from '../phrases.ts'
import type { Heard } from '../heard.ts'
import type { Intent, Plan } from '../plan.ts'

const asked =
  /\b(?:what (?:can|do|could) (?:you|i)(?: (?:do|ask|say|write|help))?\b(?! have| owe)|what are you|who are you|how does (?:this|it) work|how can you help|what else)\b|^(?:please )?help(?: me)?\W*$/i

const examples = (intents: readonly Intent[]): string =>
  list(intents.flatMap(({ example }) => (example ? [`“${example}”`] : [])))

/** `What can you do?`, told by the examples of the intents themselves. */
export const helpFor = (intents: readonly Intent[]): Intent => ({
  name: 'help',
  respond: ({ text }) =>
    asked.test(text)
      ? {
          text: `I follow rules and understand sentences like these:\n\n${examples(intents)}\n\nWhatever moves money first shows a card, and happens only once the right person approves it there.`,
        }
      : null,
})

/** Words that no intent understands: says so, with the example that comes closest. */
export function notUnderstoodBy(intents: readonly Intent[], { text, isTooLong }: Heard): Plan {
  if (isTooLong) return { text: 'That is more than I can follow; please ask in a sentence or two.' }
  const closest = intents.find(({ example, hints }) => example && hints?.test(text))
  return {
    text: closest
      ? `I did not understand that. Did you mean something like “${closest.example}”? “What can you do?” lists all I understand.`
      : 'I did not understand that. I can pay invoices, send payments, tell the balance, list open invoices, and show what is pending or waiting for you.',
  }
}
