const laughs = /\b(?:haha+|hehe+|lol|rofl)\b|[:;]-?[)D](?=\s|$)|[😀-😆😂🤣🙈]/iu
const before = String.raw`(?:last (?:time|night|week|month|year|\w+day)|yesterday|\w+ (?:days?|weeks?|months?|years?) ago)`
const did = String.raw`(?:had|was|were|did|took|used|paid|booked|went|cost|came)`
const past = new RegExp(String.raw`\b${before}\b.*\b${did}\b|\b${did}\b.*\b${before}\b`, 'i')
const cue =
  /\b(?:make|change|instead|actually|rather|please|move|correct|sorry|oops|meant|should be|must be|add|send|pay|book|refund|cancel|withdraw|take|put|drop|no)\b/i

/** A laugh, or how it was some other time: what it names changes nothing. */
export const isRemark = (written: string): boolean =>
  (laughs.test(written) || past.test(written)) && !cue.test(written)
