/** Each of whom is one. */
const one =
  '(?:me|myself|i|(?:my|our|her|his|their|the|a|an) (?:\\p{L}+ )?(?:wife|husband|partner|spouse|girlfriend|boyfriend|fianc[eé]e?|boss|manager|assistant|colleague|client|customer|guest|friend|mother|father|mum|mom|dad|sister|brother|son|daughter|aunt|uncle|cousin|grandmother|grandfather|visitor|neighbou?r|lawyer|accountant|baby|toddler|child|kid|teammate|coworker|coach)|(?:mr|mrs|ms|dr)\\.? \\p{L}+)'
/** So many. */
const some =
  '(?:(?:my|our|her|his|their|the) )?(?:\\d{1,2} \\p{L}+s|\\d{1,2} (?:people|children|kids))|(?:my|our|her|his) (?:grand)?(?:parents|in-laws|twins)'
const list = new RegExp(
  String.raw`(?<!\p{L})(?<!\b(?:for|with) \p{L}+,? (?:and )?|\b(?:and|plus) |& )((?:${one}|${some})(?:(?:, | and | & | plus |, and | \+ | with )(?:${one}|${some})){1,8})(?![\p{L}\d]|,? (?:and|&|plus|\+) )`,
  'u',
)

/** Whoever asks does not come along. */
const absent =
  /,? ?\(?\b(?:(?:i'm|i am|i'll be|i will be) (?:not|staying|out)\b[^,;.)]*|i (?:won't|will not|can't|cannot|do not|don't) (?:come|join|be there|attend|make it|eat)[^,;.)]*|i(?:'ll| will)? stay (?:at )?(?:home|here|away)|(?:without|excluding|not counting|not including|minus) (?:me|myself))\)?/

/** `for my wife, our two kids and me`: 4. Only where whoever asks is named or said to stay away, and everybody counts. */
export function companyOf(said: string): number | null {
  const plain = said.replace(absent, '')
  const found = list.exec(plain)?.[1]
  if (!found || (plain === said && !/\b(?:me|myself|i)\b/.test(found))) return null
  return found
    .split(/, and | and | & | plus | \+ | with |, /)
    .map((each) => Number(/\d+/.exec(each)?.[0] ?? (/parents|in-laws|twins/.test(each) ? 2 : 1)))
    .reduce((all, each) => all + each, 0)
}
