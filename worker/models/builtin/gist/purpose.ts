/** Words around a purpose that are none of it. */
const edge =
  "(?:i|we|me|my|our|us|it|it's|myself|ourselves|that|this|was|were|is|are|cost|costs|came|come|spent|paid|bought|buy|purchased|had|have|got|laid|out|forked|of|for|on|to|at|as|in|and|with|from|by|about|back|please|expenses?|expense|claim\\w*|reimburse\\w*|refund\\w*|receipt|pocket|own|owes?|company|need|want|like|would|get|give|pay|submit|file|put|log|record|enter|add|some|money|which|who|so|just|also|now|new|be|can|could|you|i'm|i've|i'd|we've|there|here|today|yesterday|last week|this morning|worth|total(?:ling)?|amount(?:ing)?|dollars|out-of-pocket|under|into|through|off|report|ask\\w*)"
const head = new RegExp(`^(?:[\\s,;:.()-]|${edge}(?=[\\s,;:.()]|$))+`)
const foot = new RegExp(`(?:[\\s,;:.()-]|(?<=^|[\\s,;:.()])${edge})+$`)

const bought =
  /\b(?:i|we)(?:'ve| have|'d| had)?(?: just| also| already| to)* (?:paid for|pay for|bought|buy|purchased|picked up) ((?:the |an? |some |our |new |\d )*\p{L}[^,;:.¤$]*?)(?=[,;:.¤$]| out of\b| from my\b| with my\b| myself\b| yesterday\b| today\b| on \w+day\b| last \w+\b| and (?:it|that|i|we)\b|$)/u

/** What a longer story says was bought: `I was at the fair and I paid for the parking`. */
export const boughtIn = (plain: string): string | undefined => bought.exec(plain)?.[1]?.trim()

/** What money was spent on, in these words (lower case, amounts with their sign of money). */
export function purposeOf(plain: string): string | undefined {
  // What stands right after the sum is surest.
  const beside =
    /(?:\$ ?\d[\d.,]*|\d[\d.,]* ?(?:usd|dollars?|bucks)) (?:for|on) (?!me\b|it\b|that\b|this\b)([^,;:.$]+)/.exec(
      plain,
    )?.[1]
  const named = beside
    ?.replace(head, '')
    .replace(/\b(?:out of|and|please|so|which|as)\b.*$/, '')
    .replace(foot, '')
    .trim()
  if (named && /\p{L}{3}/u.test(named)) return named
  const parts = plain
    .replace(/\b(?:my|the|our) expense (?:account|report|sheet|form|list)\b/g, ' ')
    .replace(/(?:us)?\$ ?\d[\d.,]*|\d[\d.,]* ?(?:usd|dollars?|bucks)\b/g, ' ¤ ')
    .split(
      /¤|[,;:](?= |$)| - |\b(?:out of (?:my|our)(?: own)? pockets?|and (?:i )?(?:want|need|would like|claim|expense)|please)\b/,
    )
    .map((part) => part.replace(head, '').replace(foot, '').trim())
    .filter(
      (part) =>
        /\p{L}{2}/u.test(part) &&
        !/^(?:the|an?)$|^(?:needs?|should|must|has|goes|can|could) (?:to|be|go|get|in)\b/.test(
          part,
        ),
    )
  return parts.toSorted((one, other) => other.length - one.length)[0]
}
