import type { Clause, Heard } from './hear.ts'

const aside =
  /^(?:(?:oh|ah|hm+|um|uh|ok|okay|so|and|but),? )*(?:wait|hang on|hold on|one (?:moment|sec|second|thing|question)|just a (?:moment|sec|second)|a second|before (?:that|i|we)|first|actually|sorry|hm+|btw|by the way|quick question|another question|question|unrelated|meanwhile|in the meantime|incidentally|while (?:we|i)(?:'re| are|'m| am)|remind me|tell me|can you (?:tell|check|show|look))\b/i
/** About the person's own business, or about what we can do: whoever reads the e-mail could not say. */
const ours =
  /\b(?:do|did|have|had|are|were|can|could|should|shall|will|would|may) (?:we|i)\b|\b(?:we|i) (?:still )?(?:owe|have|got|pay|paid|spend|booked)\b|\b(?:my|our) (?:\w+ )?(?:balance|account|bookings?|invoices?|requests?|budget|expenses?|tables?|rooms?|bills?|reservations?)\b|\b(?:what|which|anything|something)(?:'s| is| are)? (?:\w+ )?(?:pending|waiting|open|due|approved|denied|free|left)\b|\b(?:inv|ord|bkg)-\d|\b(?:is|are) (?:room )?(?:atlas|birch|luma)\b|\b(?:which|what|how many|any|the|open|unpaid) (?:\w+ )?(?:invoices|bills|orders|bookings|requests)\b|\bthe balance\b|\bwhat can you\b|\bcan you (?:also|do|help|see|check|look|tell)\b|\bhow (?:do|can) (?:i|we|you)\b|\b(?:her|his|their|'s) (?:e-?mail )?address\b/

const stalling =
  /^(?:(?:oh|ah|well|ok|okay|uh|um|so|hm+|sorry|please|actually)[,.! ]*)*(?:(?:that's a )?(?:good|tricky|hard|difficult) question|(?:give|allow) me (?:a|one|another|some) (?:\w+ )?(?:moment|minute|second|sec|time|bit)|(?:just )?(?:a|one) (?:moment|minute|second|sec)|let me (?:think|see|check|ask|look)(?: about (?:it|that))?|(?:i'm |i am )?not sure(?: yet)?|(?:i )?(?:don't|do not) know(?: yet)?|no idea(?: yet)?|(?:i'll|i will|i have to|i need to|i must) (?:think|check|ask|look)(?: about (?:it|that))?|(?:wait|hold on|hang on)(?: a (?:moment|minute|second|sec))?|hm+|in a (?:moment|minute|second|sec))(?:[,.! ]+(?:please|sorry|first|hm+|let me (?:think|check|ask)|i'll be (?:right )?back))*[.!… ]*$/i
/** Whether somebody only asks for time. */
export const isStalling = ({ text }: Heard): boolean => stalling.test(text)

/**
 * Whether words that came while any words would do are said to us all the same: `wait, what is my balance?`, `do
 * we have open invoices?` A question that the reader of an e-mail could answer is none of these.
 */
export const isSaidToUs = (
  { text, clauses }: Heard,
  isOrder: (one: Clause) => boolean,
): boolean => {
  const asks = clauses.filter(({ mood, asks: isAsked }) => mood === 'question' || isAsked)
  if (aside.test(text) && (asks.length > 0 || clauses.some(isOrder))) return true
  const first = clauses[0]
  return (
    first !== undefined &&
    asks.includes(first) &&
    ours.test(text.toLowerCase()) &&
    !/\byours?\b|\bdear\b/i.test(text)
  )
}
