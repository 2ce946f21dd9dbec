import { list } from '../phrases.ts'
import type { Heard } from '../hear/hear.ts'
import type { Intent, Plan } from '../plan.ts'

const asked =
  /\b(?:what (?:can|do|could|else can|all can|are) you(?: all)?(?: actually)? (?:do|able|offer|understand|know|help|capable)|what (?:can|could|do|may) i (?:do|ask|say|write|tell)\b(?! have| owe)|what are you\b|who are you|how does (?:this|it|that) work|how (?:can|do) (?:you help|i use|you work)|what else(?! (?:is|are|was|were|did|do|does|have|has|needs?|waits?)\b)|what are (?:my|the) options|what do you do|show me what you|your (?:capabilities|features|commands|functions)|list (?:of )?commands)\b|^(?:(?:please|hi|hey|hello),? )?(?:i need (?:some )?|can you |could you |please )?help(?: me)?(?: please)?\W*$|^(?:commands|options|menu|examples)\W*$/i

const examples = (intents: readonly Intent[]): string =>
  list(intents.flatMap(({ example }) => (example ? [`“${example}”`] : [])))

/** `What can you do?`, told by the examples of the intents themselves. */
export const helpFor = (intents: readonly Intent[]): Intent => ({
  name: 'help',
  respond: ({ text, clauses }) =>
    asked.test(text) && clauses.length <= 2
      ? {
          text: `I follow rules and understand sentences like these:\n\n${examples(intents)}\n\nWhatever has consequences first shows a card, and happens only once the right person approves it there.`,
        }
      : null,
})

/** Words that no intent understands: says so, with the example that comes closest. */
export function notUnderstoodBy(
  intents: readonly Intent[],
  { text, isTooLong }: Heard,
  said: string,
  isAsking: boolean,
): Plan {
  if (isTooLong) return { text: 'That is more than I can follow; please ask in a sentence or two.' }
  // Of a list that was shown with the question, a question may be about what it holds.
  if (isAsking && /\n1\. /.test(said) && /\?\s*$/.test(text)) return { text: said }
  const question = isAsking ? /[^.!?\n]+\?$/.exec(said)?.[0].trim() : undefined
  if (question) return { text: `I did not understand that. ${question}` }
  const closest = intents.find(({ example, hints }) => example && hints?.test(text))
  return {
    text: closest
      ? `I did not understand that, or I can't do it. Did you mean something like “${closest.example}”? “What can you do?” lists all I understand.`
      : "I did not understand that, or I can't do it, so I did nothing. I can pay invoices, send money, refund orders, submit expenses, book tables and rooms, send e-mails, and look things up; “What can you do?” shows how.",
  }
}
