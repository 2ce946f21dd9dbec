import type { Clause } from '../hear/hear.ts'
import type { Intent } from '../plan.ts'

const money = /\b(?:pay|settle|send|transfer|wire|remit|paid)\b/
const acts =
  /\b(?:pay|settle|send|transfer|wire|remit|refund|reimburse|book|reserve|cancel|delete|remove|export|email|give|grant|make|promote|submit|expense|claim|paid|booking|refunding|paying|sending)\b/

const examples: readonly [RegExp, string][] = [
  [/\brefund|\bord-/, '“Refund $30 on order ORD-2001”'],
  [/\bexpense|\bclaim|\breimburse/, '“Submit an expense of $640 for train tickets”'],
  [/\bcancel\b/, '“Cancel booking BKG-1001”'],
  [/\broom\b|\batlas\b|\bbirch\b/, '“Book room Atlas tomorrow from 10 to 12”'],
  [/\b(?:book|reserve|table)\b/, '“Book a table for 4 at Luma tomorrow at 19:00”'],
  [/\b(?:delete|remove)\b/, '“Delete all cancelled bookings”'],
  [/\bexport\b/, '“Export all bookings”'],
  [/\bemail\b/, '“E-mail sam@example.com: The samples are on their way”'],
  [/\b(?:access|role|reviewer|manager|promote|grant)\b/, '“Give member2 reviewer access”'],
]

const exampleFor = (plain: string, invoice = 'INV-1001'): string =>
  examples.find(([about]) => about.test(plain))?.[1] ?? `“Pay invoice ${invoice}”`

const about = (clauses: readonly Clause[], moods: readonly string[]) =>
  clauses.find(({ plain, mood }) => moods.includes(mood) && acts.test(plain))

/** A negation, a condition, somebody else's words: nothing is asked for, and that is said. */
export const holdBack: Intent = {
  name: 'hold back',
  respond({ clauses, invoices }) {
    const negated = about(clauses, ['negated'])
    if (negated) {
      return {
        text: `I have not asked for any${money.test(negated.plain) ? ' payment' : 'thing'}. To take back a request that still waits, write “never mind”, or press Withdraw on its card.`,
      }
    }
    const conditional = about(clauses, ['conditional'])
    if (conditional) {
      return {
        text: `I can only ask for it right away, not for later or under a condition, so I have asked for nothing. To have it done now, write ${exampleFor(conditional.plain, invoices[0])}.`,
      }
    }
    const told = about(clauses, ['reported', 'supposed'])
    return told
      ? {
          text: `I took that as something told, not as a wish of yours, so I have asked for nothing. To have it done, write for example ${exampleFor(told.plain, invoices[0])}.`,
        }
      : null
  },
}

/** `How do I pay an invoice?`: a question about acting does nothing. */
export const howTo: Intent = {
  name: 'how to',
  respond({ clauses, invoices }) {
    const question = clauses.find(({ plain, mood }) => mood === 'question' && acts.test(plain))
    if (!question) return null
    return {
      text: `I have asked for nothing. Write for example ${exampleFor(question.plain, invoices[0])}. A card then shows exactly what will happen, and nothing happens before the right person approves it there.`,
    }
  },
}

/** Something that can be done now, wished for later. */
export const later = (plain: string, invoice?: string): string =>
  `I can only ask for it right away, not for later, so I have asked for nothing. To have it done now, write ${exampleFor(plain, invoice)}.`
