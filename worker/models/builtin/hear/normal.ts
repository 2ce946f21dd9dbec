import { digits } from '../facts/numbers.ts'
import { withDaysInDigits } from './spoken-days.ts'

const number = String.raw`(?:\s+(?:no\.?|nr\.?|number|id))?[\s#:-]*`

/** How people write numbers of orders, bookings and invoices, and the full form of each. */
const forms: readonly [RegExp, string][] = [
  [new RegExp(String.raw`\bord(?:ers?)?${number}(\d{4,})\b`, 'gi'), 'ORD-$1'],
  [new RegExp(String.raw`\b(?:bookings?|reservations?|bkg)${number}(\d{3,})\b`, 'gi'), 'BKG-$1'],
  [/\b(?:booking|reservation)s? (bkg-\w+)/gi, '$1'],
  [
    new RegExp(String.raw`(?:\b(?:inv|invoices?|invioces?|bills?)${number}|#)(\d{4,})\b`, 'gi'),
    'INV-$1',
  ],
  [/\border (is|was) (20\d\d)\b/gi, 'order $1 ORD-$2'],
  [/\b(?:orders?) (ORD-\d)/gi, '$1'],
  [
    /\b((?:refund(?:ed|ing)?|credit|reimburse|give back|return|pay back) \$?\d[\d.]*(?: dollars| bucks)? (?:on|for|to) (?:#|no\.? ?)?)(20\d\d)\b(?! ?(?:dollars|bucks|usd))/gi,
    '$1ORD-$2',
  ],
  // An amount of four digits would have an order after it.
  [
    /\b(refund (?:both )?)(2\d{3})\b(?! ?(?:dollars|bucks|usd|on|for|of|back)\b|[.,]\d)/gi,
    '$1ORD-$2',
  ],
]

/** `INV-1001 and 1004` names two invoices. */
const next =
  /\b((?:INV|ORD|BKG)-)(\d{3,})((?:\s*,\s*and|\s*,\s*or|\s*,|\s*&|\s+and|\s+or|\s+plus)\s+)(?:no\.? )?(\d{4,})(?!-?\d|[\d,]*(?:\.\d| ?(?:usd|dollars?|bucks)\b))/gi

/** `INV-2050 thru INV-2052` names three. */
const range =
  /\b((?:INV|ORD|BKG)-)(\d{4,})\s*(?:-|to|thru|through|up to|till|until)\s*(?:INV-|ORD-|BKG-)?(\d{4,})\b(?! ?(?:dollars|bucks|usd))/gi

const ones = 'one|two|three|four|five|six|seven|eight|nine'
const teens = 'ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen'
const tens = 'twenty|thirty|forty|fifty'
/** `Order twenty twenty`, `invoice ten oh four`: a number said in pairs. */
const spokenNumber = new RegExp(
  String.raw`\b(order|invoice|inv|ord)(?: number| no\.?)? (ten|twenty|twenty[ -]one)[ -]((?:oh|o|zero)[ -](?:${ones})|${teens}|(?:${tens})(?:[ -](?:${ones}))?)\b`,
  'gi',
)
const twoDigits = (words: string): string => {
  const said = digits(
    words
      .toLowerCase()
      .replace(/-/g, ' ')
      .replace(/^(?:oh|o|zero) /, 'zero '),
  )
  return said.startsWith('0 ') ? `0${said.slice(2).replace('one', '1')}` : said.replace(/\D/g, '')
}
/** `Cancelled bookings before April 1st this year`: the year that would be meant anyway. */
const thisYear =
  /(\bcancell?ed bookings\b.*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?(?: the)?(?: \d{1,2}(?:st|nd|rd|th)?)?),?(?: of)? this year\b/gi

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `Uh, hmm`: sounds at the beginning. */
const pause =
  /^(?:(?:uf+|uh+|um+|uhm+|hm+|mm+|ach|a+h|erm*|ehm|haha+|hehe|lol|wow|ouch|aha|phew|ugh|oof)(?:[ ,.!…-]+|$))+(?=\S)/i

/** Numbers in their full form, plain quotes, one space between words. Letters keep their case. */
export function normal(written: string): string {
  let text = withDaysInDigits(written)
    .replace(/[‘’`´]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[–—]/g, '-')
    // What only fills a pause, a face made of marks, and words in single quotes.
    .replace(pause, '')
    .replace(/ (?:uh+|uhm+|um+|ehm|erm)(?=[ ,.])/gi, '')
    .replace(/(?<=\S) [:;]-?[)(DPp]+(?=\s|$)/g, '.')
    .replace(/(?<=^|[\s(:])'([^'\n]{2,120})'(?=[\s,.;:!?)]|$)/g, '"$1"')
    .replace(/(?<=\d) ?([ap])\.? m\b\.?/gi, '$1m')
    .replace(
      /\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirty|fifteen|forty[- ]five) ([ap]) m\b/gi,
      '$1 $2m',
    )
    .replace(/\bpls\b|\bplz\b/gi, 'please')
    .replace(/\b(we|you|they|u) r\b/gi, '$1 are')
    .replace(/(?<=\w) n (?=\p{L})/giu, ' and ')
    .replace(/\b4 (?=(?:two|three|four|five|six|seven|eight|nine|ten|twelve|us|me)\b)/gi, 'for ')
    .replace(
      spokenNumber,
      (_all, kind: string, head: string, rest: string) =>
        `${kind} ${twoDigits(head)}${twoDigits(rest)}`,
    )
    .replace(thisYear, '$1')
    .replace(/\b(?:bulk|mass|batch)[- ](?=(?:delet|remov|eras|purg|wip|export)\w*\b)/gi, '')
    .replace(/\bo'? ?clock\b/gi, "o'clock")
    .replace(/(?<=[\w,] )@ ?(?=\d)/g, 'at ')
    .replace(/\b2day\b/gi, 'today')
    .replace(/\b(?:2nite|2night|tonite)\b/gi, 'tonight')
    .replace(/\b2mo?r+o*w?\b/gi, 'tomorrow')
    .replace(/\bmsg\b/gi, 'message')
    .replace(/\b2 (?=[\w.+'-]+@)/g, 'to ')
    .replace(
      /\b(write|e-?mail|send)(?: to)? (?:them|him|her)(?: also| too)?,? (?:also )?(?:to|at|under) (?=[\w.+'-]+@)/gi,
      '$1 to ',
    )
    .replace(
      /\b((?:member|reviewer|manager|auditor|admin)\d) 2 (?=(?:an? )?(?:member|reviewer|manager|auditor|admin)\b)/gi,
      '$1 to ',
    )
    .replace(
      /\b([\w.-]+) (?:at|\(at\)|\[at\]) ([\w-]+) (?:dot|\(dot\)) (com|org|net|example|io|de|eu)\b/gi,
      '$1@$2.$3',
    )
    .replace(/(?<=\S) \/ (?=\S)/g, ', ')
    .replace(/(\$ ?\d[\d.,]*|\d (?:dollars|bucks|usd)) ?(?:→|->|=>) ?/gi, '$1 to ')
    .replace(
      /\bbetween (\$ ?[\d.,]+|[\d.,]+ (?:dollars|bucks|usd)) and (?=\$|[\d.,]+ (?:dollars|bucks|usd))/gi,
      'between $1 or ',
    )
    // Sums as they are written elsewhere: `1.500,00`, `1.500 dollars`, `1'500.-`, `1 500 dollars`, `5 hundred`, `25$`.
    .replace(
      /(?<![\d.,])(\d{1,3})((?:\.\d{3})+),(\d{2})(?!\d)/g,
      (_all, head: string, rest: string, cents: string) =>
        `${head}${rest.replaceAll('.', '')}.${cents}`,
    )
    .replace(/(?<![\d.,'])(\d{1,3})'(\d{3})(?!\d)/g, '$1$2')
    // `18,50`: where it stands alone, two digits after a comma are cents.
    .replace(/(?<![\w.,:/-]|\d[ ,])(\d{1,5}),(\d{2})(?!\w|[.,:/-]\d| ?(?:am|pm)\b)/g, '$1.$2')
    .replace(/(?<![\w.,-])(\d[\d.]*) ?(?:\$|usd\b) of (?:it|that|this|the money)\b/gi, '$1 dollars')
    .replace(/(?<![\w.,-])(\d[\d.]*) of (?:it|that|this|the money) (?=to\b)/gi, '$1 dollars ')
    .replace(/(?<![\w.,-])(\d{1,3}) (\d{3})(?=(?:\.\d\d)? ?(?:dollars|usd|bucks|\$))/gi, '$1$2')
    .replace(/(\d)[.,]-(?!\w)/g, '$1')
    .replace(
      /(?<![\w.,])(?:(?<=\$ ?)[1-9]\d{0,2}(?:\.\d{3})*\.\d\d0(?![\d.,]*\d)|[1-9]\d{0,2}(?:\.\d{3})*\.\d\d0(?= ?(?:dollars?|usd|bucks|\$)))/gi,
      (sum) => sum.replaceAll('.', ''),
    )
    .replace(/(?<![\w.,:$/-])(\d[\d,]*(?:\.\d+)?) ?\$(?! ?[\d$])/g, '$$$1')
    .replace(/(?<![\w.,:$/-])(\d[\d,]*(?:\.\d+)?) ?(dollars?|bucks?|usd)\b/gi, '$1 $2')
    .replace(/\b(\d{1,2}) hundred\b/gi, (_all, many: string) => `${many}00`)
    .replace(/\be-mail/gi, (word) => `${word.charAt(0)}mail`)
  // `28.5.` and `28.5.2027`: only days are written with two full stops.
  text = text.replace(
    /(?<![\w.])(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.(?:(20\d\d)\b|(?=[\s,;]|$))/g,
    (_all, day: string, month: string, year?: string) =>
      `${Number(day)} ${months[Number(month) - 1] ?? ''}${year ? ` ${year}` : ''}`,
  )
  for (const [pattern, full] of forms) text = text.replace(pattern, full)
  // Each pass completes one more number of a list; a list is bounded by the length of a message.
  for (let before = ''; before !== text;) {
    before = text
    text = text.replace(
      next,
      (_all, kind: string, one: string, between: string, other: string) =>
        `${kind.toUpperCase()}${one}${between}${kind.toUpperCase()}${other}`,
    )
  }
  text = text.replace(range, (all, kind: string, one: string, other: string) => {
    const [from, to] = [Number(one), Number(other)]
    if (to <= from || to - from > 20) return all
    return Array.from(
      { length: to - from + 1 },
      (_, at) => `${kind.toUpperCase()}${from + at}`,
    ).join(', ')
  })
  return text
    .replace(/\b(?:inv|ord|bkg)-(?=\w*\d)\w+/gi, (id) => id.toUpperCase())
    .replace(/[^\S\n]+/g, ' ')
    .trim()
}
