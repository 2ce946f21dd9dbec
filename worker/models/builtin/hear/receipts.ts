const sum = String.raw`(?:\$ ?\d[\d,]*(?:\.\d\d)?|\d[\d,]*(?:\.\d\d)? ?(?:dollars|bucks|usd))`
const items = String.raw`${sum}[^:.;?!]*?(?:\.\d\d[^:.;?!]*?)*`
const filing = String.raw`(?:submit|expense|claim|file|log|enter|reimburse(?: me)?(?: for)?|(?:hand|put|turn|send)(?: in)?)`
const them = String.raw`(?:both|all(?: of (?:them|these)| three| four| five| two)?|(?:them|these|those)(?: all| both)?|each|everything)(?: of them)?`
/** What the things below are, the things, and what is to be done with them. */
const form = new RegExp(
  String.raw`^((?:[\w']+ ){0,6}(?:receipts?|bills|expenses|claims|purchases)(?: [\w']+){0,5})[:,-]+\s+(${items})[,.;:]*\s+(?:and |so )?(?:(?:please|kindly|could you|can you|would you|i'd like to|i want to|i need to|you can)[, ]+)*${filing} ${them}(?: in)?(?:,? (?:please|for me|thanks|thank you))*[.!?]*$`,
  'i',
)
const joint = /,? and |, (?=\$|\d)| & | \+ |, plus | plus /i
const withFor = new RegExp(String.raw`^(${sum}),? (?!for\b|on\b)(?=\p{L})`, 'iu')

/** `Two receipts: $22 for stamps and $9.80 for envelopes, submit both`: the verb stands behind what it is about. */
export function withVerbFirst(text: string): string {
  const [, heading = '', list = ''] = form.exec(text) ?? []
  const each = list.split(joint).map((one) => one.trim().replace(/[,;]+$/, ''))
  const isList =
    list !== '' &&
    !/\b(?:not|never|no|customer|order|invoice)\b|n't\b/i.test(heading) &&
    each.every((one) => new RegExp(`^${sum} \\p{L}`, 'iu').test(one))
  return isList
    ? `please expense ${each.map((one) => one.replace(withFor, '$1 for ')).join(' and ')}`
    : text
}
