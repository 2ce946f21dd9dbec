/** Words around a purpose that are none of it. */
const edge =
  "(?:i|we|me|my|our|us|it|it's|myself|ourselves|that|this|was|were|is|are|cost|costs|came|come|spent|paid|bought|buy|purchased|had|have|got|laid|out|forked|of|for|on|to|at|as|in|and|with|from|by|about|back|please|expenses?|expense|claim\\w*|reimburse\\w*|refund\\w*|receipt|pocket|own|owes?|company|need|want|like|would|get|give|pay|submit|file|put|log|record|enter|add|some|money|which|who|so|just|also|now|new|be|can|could|you|i'm|i've|i'd|we've|there|here|today|yesterday|last week|this morning|worth|total(?:ling)?|amount(?:ing)?|dollars|out-of-pocket|under|into|through|off|report|ask\\w*)"
const head = new RegExp(`^(?:[\\s,;:.()-]|${edge}(?=[\\s,;:.()]|$))+`)
const foot = new RegExp(`(?:[\\s,;:.()-]|(?<=^|[\\s,;:.()])${edge})+$`)

const whereWhenWho =
  /^[\s,;:.()-]*(?:yesterday|today|tonight|this (?:morning|afternoon|week|month)|last (?:\w*day|week|month|night)|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:on|in) (?:the )?(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|at|in|with|from|to|near|after|before|during|by|because|which|that i)\b/
/** Where, when and with whom money was spent says not what for: `parking $12 yesterday at the client`. */
export const isBeside = (words: string): boolean => whereWhenWho.test(words)

const bought =
  /\b(?:i|we)(?:'ve| have|'d| had)?(?: just| also| already| to)* (?:paid for|pay for|bought|buy|purchased|picked up) ((?:the |an? |some |our |new |\d )*\p{L}[^,;:.¤$]*?)(?=[,;:.¤$]| out of\b| from my\b| with my\b| myself\b| yesterday\b| today\b| on \w+day\b| last \w+\b| and (?:it|that|i|we)\b|$)/u

/** What a longer story says was bought: `I was at the fair and I paid for the parking`. */
export const boughtIn = (plain: string): string | undefined => bought.exec(plain)?.[1]?.trim()

/** What money was spent on, in these words (lower case, amounts with their sign of money). */
export function purposeOf(plain: string): string | undefined {
  // What stands right after the sum is surest.
  const beside =
    /(?:\$ ?\d[\d.,]*|\d[\d.,]* ?(?:usd|dollars?|bucks)) (?:for|on) (?!\w*day\b|me\b|it\b|that\b|this\b)([^,;:.$]+)/.exec(
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
    .map((part) => ({
      isAside: isBeside(part),
      purpose: part.replace(head, '').replace(foot, '').trim(),
    }))
    .filter(
      ({ purpose }) =>
        /\p{L}{2}/u.test(purpose) &&
        !/^(?:the|an?)$|^(?:needs?|should|must|has|goes|can|could) (?:to|be|go|get|in)\b/.test(
          purpose,
        ),
    )
  return parts.toSorted(
    (one, other) =>
      Number(one.isAside) - Number(other.isAside) || other.purpose.length - one.purpose.length,
  )[0]?.purpose
}
