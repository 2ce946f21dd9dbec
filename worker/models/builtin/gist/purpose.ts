/** Words around a purpose that are none of it. */
const edge =
  "(?:i|we|me|my|our|us|it|it's|that|this|was|were|is|are|cost|costs|came|come|spent|paid|bought|purchased|had|have|got|laid|out|forked|of|for|on|to|at|as|in|and|with|from|by|about|back|please|expenses?|expense|claim\\w*|reimburse\\w*|refund\\w*|receipt|pocket|own|owes?|company|need|want|like|would|get|give|pay|submit|file|put|log|record|enter|add|some|money|which|who|so|just|also|now|new|be|can|could|you|i'm|i've|i'd|we've|there|here|today|yesterday|last week|this morning|worth|total(?:ling)?|amount(?:ing)?|dollars|out-of-pocket|under|into|through|off|report|ask\\w*)"
const head = new RegExp(`^(?:[\\s,;:.()-]|${edge}(?=[\\s,;:.()]|$))+`)
const foot = new RegExp(`(?:[\\s,;:.()-]|(?<=^|[\\s,;:.()])${edge})+$`)

/** What money was spent on, in these words (lower case, amounts with their sign of money). */
export function purposeOf(plain: string): string | undefined {
  const parts = plain
    .replace(/(?:us)?\$ ?\d[\d.,]*|\d[\d.,]* ?(?:usd|dollars?|bucks)\b/g, ' ¤ ')
    .split(
      /¤|[,;:](?= |$)| - |\b(?:out of (?:my|our)(?: own)? pockets?|and (?:i )?(?:want|need|would like|claim|expense)|please)\b/,
    )
    .map((part) => part.replace(head, '').replace(foot, '').trim())
    .filter((part) => /\p{L}{2}/u.test(part) && !/^(?:the|an?)$/.test(part))
  return parts.toSorted((one, other) => other.length - one.length)[0]
}
