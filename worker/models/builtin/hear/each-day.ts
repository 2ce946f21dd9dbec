const weekday =
  '(?:mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)'
const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*'
const day = String.raw`(?:today|tomorrow|${weekday}|(?:the )?\d{1,2}(?:st|nd|rd|th)|\d{1,2} ${month}|${month} \d{1,2})`
const days = new RegExp(
  String.raw`\b${day}(?:,? (?:(?:and|&|\+|plus|as well as)(?: also)? )?(?:on )?(?:the )?${day})+\b`,
  'i',
)
/** That each of them is meant, once two or more are named. */
const each =
  /,? ?\b(?:on )?(?:each|both)(?: of)?(?: (?:the|these|those))? (?:days?|times?|evenings?|mornings?|afternoons?|nights?|dates?)\b,?|,? (?:each time|in each case),?|(?<=\d(?: ?[ap]m)?),? each\b(?! (?:person|of))/gi
const shared = new RegExp(
  String.raw`\b((?:(?:on )?${weekday}(?:,| and| &|, and) )+)(?:on )?(${weekday})(?: of)? (next|this|the (?:coming|following)) week\b`,
  'gi',
)

/** `Tuesday and Wednesday next week, 10-11 each day`: every day of the list is of that week, and at that time. */
export function withEachDay(text: string): string {
  if (!days.test(text) || /\b(?:every|except|not|or)\b/i.test(text)) return text
  return text
    .replace(shared, (_all, first: string, last: string, which: string) => {
      const week = `${which} week`
      const before = first.replace(new RegExp(String.raw`\b${weekday}\b`, 'gi'), `$& ${week}`)
      return `${before}${last} ${week}`
    })
    .replace(each, (found) => (found.endsWith(',') ? ',' : ''))
}
