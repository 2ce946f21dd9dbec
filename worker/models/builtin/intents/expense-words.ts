import { withSign } from '../gist/sums.ts'
import type { Clause, Heard } from '../hear/hear.ts'

/** `An expense of 39.90`, `claim 18.75 for parking`: where money is claimed, a bare number is the sum. */
export const priced = (clause: Clause): Clause => {
  const sign = (text: string) =>
    withSign(text.replace(/\b(expenses?|claim|total|sum|amount) of (?=\d)/gi, '$1 over '))
  return { ...clause, words: sign(clause.words), plain: sign(clause.plain) }
}
/** `I would like to have it reimbursed`, where no order is spoken of. */
export const isOwnMoney = ({ text }: Heard): boolean =>
  /\b(?:have|get) (?:it|that|this|them) reimbursed\b/i.test(text) &&
  !/\bORD-|\border\b|\bcustomer\b/i.test(text)
export const claimed = (clause: Clause, heard: Heard): Clause =>
  isOwnMoney(heard) && /^refund (?:it|that|this|them)\b/.test(clause.plain)
    ? { ...clause, words: 'expense it', plain: 'expense it' }
    : clause

/** `Put in 112 for the train`: what is handed in with a sum and a thing is what somebody paid for. */
export const handsIn =
  /^(?:submit|file|put in|put through|hand in|send in|log|record|enter|lodge)(?: an?(?: expense| claim)? (?:of|for|over))? (?:\$ ?\d[\d.,]*|\d[\d.,]* (?:dollars|bucks|usd)) (?:for|on) (?!it\b|that\b|this\b)/

/** `Can you hand that in for me?`, of what was paid for in the same breath. */
export const handsItIn =
  /^(?:hand|put|turn|send) (?:it|that|this|them|those|the receipts?) (?:in|through)\b|^(?:submit|file|lodge) (?:it|that|this|them|those|the receipts?)\b/
