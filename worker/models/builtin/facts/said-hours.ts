import type { Leaning } from './hours.ts'

const weekday = '(?:sun|mon|tues?|wed|thu(?:rs)?|fri|sat)(?:day|nesday|sday|urday|rsday)?'
const month =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
/** `0930`, `1915`: as written where no colon can be meant otherwise. */
const compact = String.raw`([01]?\d|2[0-3])([0-5][05])`
const unit = String.raw`(?! ?(?:dollars|bucks|usd|people|persons?|guests|pax|\d))`

type Rule = readonly [RegExp, string | ((...groups: string[]) => string)]

/** Ways to say a time of day, each in one that is read everywhere. */
const rules: readonly Rule[] = [
  [/\b(\d{1,2}(?::\d\d)?) ?-?ish\b/g, 'at $1'],
  // How many come is no time: `3-4 people`.
  [/\b\d{1,3} ?(?:-|to|or) ?(\d{1,3}) (?=people|persons?|guests?|pax|of us|heads|covers)/g, ' ; '],
  [/(?<=\d) ?(?:→|->|=>) ?(?=\d)/g, '-'],
  [
    new RegExp(
      String.raw`(?<![\w$.,:/-])${compact}( ?(?:-|to|till?|until|through) ?)${compact}(?: ?(?:h|hrs|hours)\b)?(?![\d/:])${unit}`,
      'g',
    ),
    (one, two, by, three, four) => `${one}:${two}${by}${three}:${four}`,
  ],
  [
    new RegExp(
      String.raw`(?<=\b(?:at|from|by|until|till|around|tonight|today|tomorrow|${weekday}|\d{1,2}/\d{1,2}|(?:${month}) \d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:${month})),? |@ ?)(?!20[2-9]\d\b)${compact}(?! ?(?:h|hrs|hours)?\b[\d/:.,]*\d)\b${unit}`,
      'g',
    ),
    '$1:$2',
  ],
  [/\b(\d{1,2})(\d\d) ?(?:hrs|hours|h)\b/g, '$1:$2'],
  [/(:\d\d) ?(?:hours|hrs|h|o'?clock)\b/g, '$1'],
  [/(?<![\w./-])(\d{1,2})-(30|45)\b(?![:/-]|\d)/g, '$1:$2'],
  [/(?<![\w.])@ ?(?=\d)/g, 'at '],
  [
    /\b(from|between) (?:the )?(\d{1,2}) (to|and|until|till) (?:the )?(\d{1,2}) ?(?:hours|hrs|h|o'?clock)\b/g,
    '$1 $2:00 $3 $4:00',
  ],
  [/\bat (\d{1,2}) ?(?:hours|hrs)\b/g, 'at $1:00'],
  [/\b(1[3-9]|2[0-3]) ?(?:hours?|hrs?)\b/g, '$1:00'],
  [/\b(\d{1,2})[:.](\d\d) ?uhr\b/g, '$1:$2'],
  [/\b(\d{1,2}) ?uhr\b/g, '$1:00'],
  [/\b(\d{1,2})([0-5]\d) ?([ap])\.?m\b/g, '$1:$2 $3m'],
  [/\b(?:at )?(?:exactly )?(\d{1,2}(?:[:.]\d\d)?) (?:sharp|on the dot|exactly)\b/g, 'at $1'],
  // `start 9, end 11`
  [
    /\b(?:start|begin)(?:s|ning|ing|ting)?(?: (?:at|time|from))?:? (\d{1,2}[^\s,;]*(?: ?[ap]\.?m\b\.?)?)(?:,|;| and| -)* (?:end|finish|stop|clos)(?:e|es|s|ing|ping)?(?: (?:at|time|by))?:? /g,
    'from $1 to ',
  ],
  [
    /\b(\d{1,2}(?::\d\d)?)(?: o'?clock)? (?:in the|at) (morning|evening|afternoon|night)\b/g,
    (hour, part) => `${hour} ${part === 'morning' ? 'am' : 'pm'}`,
  ],
  [
    /\b(tonight|evening|night|tomorrow) (\d{1,2})(?=$|[,.;]| (?:for|at|please|with)\b)/g,
    '$1 at $2',
  ],
  [
    /(?<!\b(?:for|of|us|party) )\b(\d{1,2}) (tonight|this evening)\b(?! (?:at|around|from|by)\b)/g,
    'at $1 $2',
  ],
  [/\bhalf (?:past )?(\d{1,2})\b(?! ?(?:hours?|an?\b))/g, '$1:30'],
  [/\b(?:a )?quarter past (\d{1,2})\b/g, '$1:15'],
  [
    /\b(\d{1,2}) (?:minutes )?past (\d{1,2})\b/g,
    (minute, hour) => `${hour}:${minute.padStart(2, '0')}`,
  ],
  [/\b(?:a )?quarter (?:to|before) (\d{1,2})\b/g, (hour) => `${(Number(hour) + 11) % 12 || 12}:45`],
  [
    /\b(\d{1,2}) minutes (?:to|before) (\d{1,2})\b/g,
    (minutes, hour) => `${(Number(hour) + 11) % 12 || 12}:${60 - Number(minutes)}`,
  ],
  [
    /\b(\d{1,2}) (15|30|45)(?= ?(?:pm|am|p\.m|a\.m)|$| in the (?:evening|morning|afternoon)| (?:tonight|tomorrow)\b|,)/g,
    '$1:$2',
  ],
  [/\b(at|around|from) (\d{1,2}) (15|30|45)(?= )/g, '$1 $2:$3'],
  // `9 to 11 30 for the board`: where a range ends, but not `9 to 11, 30 people`.
  [
    /\b(\d{1,2}(?::\d\d)? (?:to|until|till|and) \d{1,2}) (15|30|45)(?= |$|[,.;])(?! ?(?:people|persons?|guests?|pax|of us|heads|minutes|mins?|dollars))/g,
    '$1:$2',
  ],
]

/** `ten to eight`: at a table nobody sits from 10 to 8. */
const minutesTo = /\bat (10|20|25) to ([5-9])\b/g

/** These words (lower case, digits) with every time of day as `19:30`, `7:30 pm` or `at 7`. */
export const saidHours = (plain: string, leaning: Leaning): string =>
  rules.reduce(
    (text, [pattern, by]) =>
      typeof by === 'string'
        ? text.replace(pattern, by)
        : text.replace(pattern, (...all: unknown[]) => by(...(all.slice(1, -2) as string[]))),
    leaning === 'dinner'
      ? plain.replace(
          minutesTo,
          (_all, minutes: string, hour: string) => `at ${Number(hour) - 1}:${60 - Number(minutes)}`,
        )
      : plain,
  )

const lengths: readonly [RegExp, (match: RegExpExecArray) => number][] = [
  [/\b(?:for )?(?:an|1) hour and a half\b/, () => 90],
  [/\b(?:for )?(?:an|1) hour and a quarter\b/, () => 75],
  [/\b(?:for )?(\d+) and a half hours?\b/, ([, hours]) => Number(hours) * 60 + 30],
  [/\b(?:for )?(?:3|three) quarters of an hour\b/, () => 45],
  [/\b(?:for )?(?:a )?quarter (?:of )?an hour\b/, () => 15],
  [/\b(?:for )?half an hour\b|\bhalf[- ]hour\b/, () => 30],
  [/\bfor (?:an|a|1) hours?\b|\b1[- ]hour\b|\ban hour\b|\bhour-long\b/, () => 60],
  [
    /\b(?:for )?(\d{1,2}(?:\.\d+)?)[ -]?(?:hours?|hrs?)\b(?: (?:and )?(\d+) ?min(?:ute)?s?)?/,
    ([, hours, minutes]) => Math.round(Number(hours) * 60) + Number(minutes ?? 0),
  ],
  [
    /(?:\b(?:for|duration:?|lasting|lasts|length:?|takes?|about)|\+|(?<=\d ?(?:[ap]m|h)?),|\(|(?<=:\d\d|\d ?[ap]m|\dh)(?= )) ?([1-8])h(\d\d)?\b/,
    ([, hours, minutes]) => Number(hours) * 60 + Number(minutes ?? 0),
  ],
  [/\b(\d)[.,]5 ?h\b/, ([, hours]) => Number(hours) * 60 + 30],
  [/\b(15|20|30|40|45|50|60|75|90|120) ?m\b/, ([, minutes]) => Number(minutes)],
  [/\b(?:for )?(\d+)[- ]?min(?:ute)?s?\b/, ([, minutes]) => Number(minutes)],
]

/** How long something takes, in minutes, and the words without that. */
export function lengthIn(plain: string): { lasts?: number; rest: string } {
  for (const [pattern, minutes] of lengths) {
    const match = pattern.exec(plain)
    if (match) return { lasts: minutes(match), rest: plain.replace(match[0], ' ; ') }
  }
  return { rest: plain }
}
