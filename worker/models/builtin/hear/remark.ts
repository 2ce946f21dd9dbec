const laughs = /\b(?:haha+|hehe+|lol|rofl)\b|[:;]-?[)D](?=\s|$)|[😀-😆😂🤣🙈]/iu
const month =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december)'
const before = String.raw`(?:last (?:time|night|week|month|year|summer|winter|spring|autumn|\w+day)|yesterday|\w+ (?:days?|weeks?|months?|years?) ago|back then|in ${month}(?! \d)|the (?:month|week|year) before)`
const did = String.raw`(?:had|was|were|did|took|used|paid|booked|went|cost|came|said|sent|charged|asked|wanted|billed|got)`
const past = new RegExp(String.raw`\b${before}\b.*\b${did}\b|\b${did}\b.*\b${before}\b`, 'i')
/** A year is no number of anything that waits, and some Saturday no day. */
const year = /\b(?:since|in|until|from) (?:19|20)\d\d\b|\bon an? \w+day\b/i
const somebody = String.raw`(?:they|he|she|somebody|someone|(?:my|his|her|their|our|the) (?!receipt|bill|total|meeting|taxi|parking)\p{L}+|(?!(?:i|we|it|you|that|this|those|these|there|who|which|what|and|but|so|as|because|can|could|should|would|shall|may|might|must|will|do|did|let|let's|please|well|oh|the|my|our)\b)\p{L}+)`
/** Perhaps: nobody has made up their mind. */
const perhaps =
  /^(?:or |oh |hm+ |well )*(?:maybe|perhaps|possibly)\b.*\b(?:not|isn't|aren't) sure\b/i
/** How something strikes people. */
const looks =
  /\b(?:looks?|seems?|sounds?) (?!at\b|up\b|into\b|after\b|better|best|good|right|wrong|fine|free|more|ok)\p{L}+|\b(?:is|are) plenty\b/iu
/** How much better or worse it might be. */
const compared =
  /\b(?:could|can|might) (?:always )?(?:have been|be) (?:much |far |a lot )?(?:worse|better)\b|\bwe once (?:had|paid|gave|got)\b/i
/** Better, were it not for something. */
const unreal = /\b(?:would|could|might) (?:be|have been|suit) .*\bbut\b/i
/** What others had, wished for or do: `they asked for 70`, `my parents go there on Sunday`. */
const ofOthers = new RegExp(
  String.raw`(?:^|[,;.!] |\b(?:and|but|as|because) )(?:well |oh |${before} )*${somebody} (?:\p{L}+ )?(?:always |usually |already |never |first |once )?(?:asked (?:me |us )?for|wanted|hoped for|had|got|went|took|left|refunded|paid|sent|booked|gave|claimed|charged|charges|billed|ordered|thought|would (?:have|want|take|like)|have|has|goes|go|lives?|dreams?|was born)\b(?! (?:to (?:be|go|leave|start|come)|asked|agreed|a |an |another ))`,
  'iu',
)
const another =
  /\b(?:last|first|previous|earlier) (?:order|invoice|bill|one|time|table|room|dinner|lunch|trip|ride)s? (?:was|were|had|cost)\b|\b\p{L}+'s (?!receipt|bill|order|invoice|total)\p{L}+ (?:was|were|cost)\b|\b(?:have|has|with|there's|there is|are|is) \$?\d+ left\b/iu
/** What has a day and an hour of its own. */
const life =
  /\b(?:my|our|his|her|their|\p{L}+'s) (?:birthday|anniversary|wedding|holidays?|vacation|day off|dentist|doctor|flight|bus|exam|shift)\b/iu
const cue =
  /\b(?:make|change|instead|actually|rather|please|move|correct|sorry|oops|meant|wrong|misread|typo|should be|must be|add|send|pay|book|refund|cancel|withdraw|take|put|drop|no)\b/i

/** A laugh, how it was some other time, or what others did: what it names changes nothing. */
export const isRemark = (written: string): boolean =>
  [laughs, past, year, perhaps, unreal, compared, looks, life, ofOthers, another].some((one) =>
    one.test(written),
  ) && !cue.test(written.replace(/,? actually[.!]*$/i, ''))
