const nobody = String.raw`(?:nobody|no one|none of (?:us|them)|we)(?: ever| has| have| had| actually)* (?:never |not )?(?:did|done|sent|paid|refunded|took care of|taken care of|got (?:round|around) to|dealt with|followed up on|acted on)(?: on)? (?:it|that|this|them|anything)`
const never = String.raw`(?:it|that|this) (?:has |had |was |is |still )*(?:never|not|hasn't|hadn't|wasn't|isn't|didn't)(?: yet| been| ever)*(?: (?:happen(?:ed)?|done|paid|sent|processed|refunded|arrived|come through|came through|gone out))`
const nothing = String.raw`nothing (?:has |had |was |ever )*(?:happened|done|been done|came of it)`
const overdue = new RegExp(
  String.raw`,?\s*\b(?:(?:and|but|yet|so far|still) )*(?:${nobody}|${never}|${nothing})(?: yet| so far| since| ever| until now)*(?=$|[,.;])`,
  'gi',
)

/** `We promised it last week and nobody did it`: that it is late is why it is wished for now. */
export const withoutDelay = (words: string): string => words.replace(overdue, '')
