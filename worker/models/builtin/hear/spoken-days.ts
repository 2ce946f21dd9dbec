const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
  'twentieth',
]
const spokenDay = new RegExp(
  String.raw`(?<=\b(?:the|\w+day) )(?:(?:(twenty|thirty)[ -])(${ordinals.slice(0, 9).join('|')})|(${ordinals.slice(10).join('|')})|(thirtieth))\b(?! (?:of \w+s\b|time|floor|birthday|anniversary|century|order|invoice|request|one))`,
  'gi',
)
const dayOf = (tens: string, unit: string): string => {
  const day =
    (/^twenty$/i.test(tens) ? 20 : tens ? 30 : 0) + 1 + ordinals.indexOf(unit.toLowerCase())
  const ending = day > 3 && day < 21 ? 0 : day % 10
  return `${day}${['th', 'st', 'nd', 'rd'][ending] ?? 'th'}`
}

/** `the twenty fourth`, `the seventeenth`: a day of the month; what is smaller may count rooms, people, times. */
export const withDaysInDigits = (text: string): string =>
  text.replace(spokenDay, (_all, tens?: string, unit?: string, teen?: string) =>
    unit || teen ? dayOf(tens ?? '', unit ?? teen ?? '') : '30th',
  )
