/** What people book for, and who comes. */
const reason =
  /\b(?:meetings?|calls?|workshops?|trainings?|interviews?|reviews?|plannings?|sessions?|seminars?|presentations?|demos?|conferences?|stand-?ups?|retros?|off-?sites?|kick-?offs?|onboarding|briefings?|part(?:y|ies)|celebrat\w*|birthdays?|anniversary|farewell|wedding|reunion|dinners?|lunch(?:es)?|breakfast|brunch|supper|dates?|visit\w*|guests?|clients?|customers?|auditors?|parents?|family|team|people|of us|colleagues|hungry|married|turning|in town|coming|event|audit|negotiations?|talks|town ?hall|all-?hands|rehearsal|exam|class|course|catch-?up|sync|tables?|rooms?|seats?|reservations?|today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|evening|afternoon|morning)\b|^(?:it's |this is )?(?:about|regarding|re|concerning|with regards? to|in regards? to|as to|as for)\b/i
/** Words that somebody else said or wrote. */
const source =
  /\b(?:notes?|mails?|emails?|messages?|letters?|texts?|memos?|sticker|sign|said|says|saying|wrote|writes|written|minutes|agenda|quotes?|examples?|from|subject|transcripts?|chat|slack|whatsapp|heard|asked|asks|told|tells|answer\w*|question|request(?:s|ed)?|reads|according|instruct\w*|orders?|wants? me|like this|sentence|command|yesterday|last)\b/i
const booking =
  /\b(?:tables?|tabel|tbl|rooms?|luma|atlas|birch|book|reserve|dinner|lunch|spot|seats?)\b|\bbkg-\d/i
const otherOrder =
  /^(?:please )?(?:pay|send|refund|transfer|delete|export|email|give|make|submit|claim)\b/i

/** `We've settled on Luma: 10 people, …`: the place, then its facts. */
const chosen = /\b(?:luma|atlas|birch)$/i
const facts =
  /^(?:for |on |at |from |a |the )*(?:\d|\w+ (?:of us|people|persons|guests)\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|tonight)/i

const event =
  /^(?:it's|it is|we're (?:having|celebrating)|we are (?:having|celebrating)|there's|we have|we've got|i'm having) (?![^:]*\b(?:said|says|wrote|writes|notes?|mails?|messages?|written)\b)[^:@.?!]{3,50}: (?=(?:(?:dinner|lunch|brunch|a table|table)(?: at)? )?luma\b)/i
/** `It's Marta's birthday: Luma for ten, …`: what there is to celebrate is no fact of the table. */
export const withoutEvent = (text: string): string => text.replace(event, '')

/** `Budget workshop on June 2nd: book Atlas`: what stands before the colon is the reason, nobody's words. */
export const isOccasion = (intro: string, rest: string): boolean =>
  (chosen.test(intro) && facts.test(rest) && !source.test(intro)) ||
  (reason.test(intro) && !source.test(intro) && booking.test(rest) && !otherOrder.test(rest))
