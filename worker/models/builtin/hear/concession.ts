/** What we said ourselves, or know, and what we want all the same. */
const concession =
  /(^|[.!?;]\s+)((?:(?:well|ok|okay|yes|sorry|look|hi|hey|hello)[, ]+)*(?:i|we)(?: (?:do|did|fully|really|totally))*(?: (?:know|realise|realize|admit|understand|get it|said|promised|swore|told you|agreed|wrote|mentioned))\b[^.;:"?!]{3,120}?),? (?:but|however,?|yet)\s+(?=(?:(?:now|today|please|still|this time|unfortunately|sadly)[, ]+)*(?:please|could|can|i|we|let's|book|pay|send|refund|reserve|settle|cancel|submit|export|delete|give|make|transfer)\b)/gi

/** `Now everyone wants it, so Luma on Thursday at 7 for 9 please`: what a story comes to. */
const conclusion =
  /(?<=\p{L}), (?:and )?so (?=(?:the |room |a table at )?(?:luma|atlas|birch)\b[^.!?]*\d[^.!?]*\bplease\b)/giu

/** `Sorry for the late message, but …` */
const apology =
  /^(?:(?:hi|hello|hey|oh|ok)[, ]+)*sorry (?:for|about|to) [^,.;:!?\d]{3,60}, (?:but )?(?=\S)/i

/**
 * `I know I said no more lunches, but we do need a table`: two sentences. What the first one reports are our own
 * words, and it is the second that counts.
 */
export const withoutConcession = (text: string): string =>
  text.replace(apology, '').replace(concession, '$1$2. ').replace(conclusion, '. ')

/** What is conceded in a text: no order, whatever it speaks of. */
export const concededIn = (text: string): string[] =>
  [...text.matchAll(concession)].map(([, , said = '']) => said.trim())
