/** A time of day, `18:30`. */
export type Clock = string
export type Hours = {
  times: Clock[]
  range?: { from: Clock; to: Clock }
  /** Minutes. */
  lasts?: number
  /** The words without these. */
  rest: string
}
/** How to read an hour that says neither morning nor evening. */
export type Leaning = 'dinner' | 'office'

type Read = { hour: number; minute: number; isExact: boolean; half?: 'am' | 'pm' }

const clock = (minutes: number): Clock =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
export const minutesOf = (time: Clock): number =>
  Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
/** `18:30` and 90 → `20:00`; null past midnight. */
export const later = (time: Clock, minutes: number): Clock | null => {
  const end = minutesOf(time) + minutes
  return end > 0 && end < 24 * 60 ? clock(end) : null
}

const half = String.raw`a\.?m\b\.?|p\.?m\b\.?`
const suffix = String.raw`\s?(?:${half}|o'?clock(?:\s?(?:${half}))?|h\b|hrs?\b|hours?\b|uhr\b)`
const T = String.raw`(?:\d{1,2}(?:[:.h]\d{2})(?:\s?(?:${half}|h\b|hrs?\b))?|\d{3,4}\s?(?:h\b|hrs\b|hours\b)|\d{1,2}\s?(?:${half}|o'?clock(?:\s?(?:${half}))?|h\b)|noon|midday|midnight)`
const bare = String.raw`(?:${T}|\d{1,2}(?:${suffix})?(?![\d:]|[.,]\d))`

const ranges: readonly RegExp[] = [
  new RegExp(String.raw`\bbetween (${bare}) (?:and|to|-) (${bare})`),
  new RegExp(String.raw`\bfrom (${bare})\s?(?:-|to|till|til|until|through)\s?(${bare})`),
  new RegExp(
    String.raw`(?:\bat )?(?<![\d\w.:/-])(${bare})\s?(?:-|to|till|til|until)\s?(${bare})(?![\d\w/-])`,
  ),
]

function read(text: string): Read | null {
  if (/noon|midday/.test(text)) return { hour: 12, minute: 0, isExact: true }
  if (/midnight/.test(text)) return { hour: 0, minute: 0, isExact: true }
  const match = /^(\d{1,2}?)(?:[:.h]?(\d{2}))?(?!\d)/.exec(text)
  const hour = Number(match?.[1])
  const minute = Number(match?.[2] ?? 0)
  if (!match || hour > 24 || minute > 59) return null
  const meridiem = /p\.?m/.test(text) ? 'pm' : /a\.?m/.test(text) ? 'am' : undefined
  const isExact = hour > 12 || hour === 0 || /^0\d/.test(text)
  return { hour, minute, isExact, ...(meridiem && { half: meridiem }) }
}

/** Minutes since midnight, read as a person of this leaning would. */
function settle(
  { hour, minute, isExact, half: side }: Read,
  leaning: Leaning,
  part: string | null,
): number {
  const base = (hour % 24) * 60 + minute
  if (side === 'pm') return hour < 12 ? base + 720 : base
  if (side === 'am') return hour === 12 ? base - 720 : base
  if (isExact || hour >= 12) return base
  if (part === 'morning') return base
  if (part === 'evening') return base + 720
  if (part === 'noon') return hour < 5 ? base + 720 : base
  return hour < (leaning === 'dinner' ? 11 : 7) ? base + 720 : base
}

const partOf = (plain: string): string | null =>
  /\b(?:evening|tonight|afternoon|dinner|night|supper)\b/.test(plain)
    ? 'evening'
    : /\b(?:morning|breakfast)\b/.test(plain)
      ? 'morning'
      : /\blunch(?:time)?\b/.test(plain)
        ? 'noon'
        : null

/** `half past 7` → `7:30`, `quarter to 8 pm` → `7:45 pm`. */
const spoken = (plain: string): string =>
  plain
    .replace(/\b(\d{1,2}(?::\d\d)?) ?-?ish\b/g, 'at $1')
    .replace(
      /\b(tonight|evening|night|tomorrow) (\d{1,2})(?=$|[,.;]| (?:for|at|please|with)\b)/g,
      '$1 at $2',
    )
    .replace(/\bhalf (?:past )?(\d{1,2})\b(?! ?(?:hours?|an?\b))/g, '$1:30')
    .replace(/\b(?:a )?quarter past (\d{1,2})\b/g, '$1:15')
    .replace(
      /\b(\d{1,2}) (?:minutes )?past (\d{1,2})\b/g,
      (_all, minute: string, hour: string) => `${hour}:${minute.padStart(2, '0')}`,
    )
    .replace(
      /\b(?:a )?quarter (?:to|before) (\d{1,2})\b/g,
      (_all, hour: string) => `${(Number(hour) + 11) % 12 || 12}:45`,
    )
    .replace(
      /\b(\d{1,2}) (15|30|45)(?= ?(?:pm|am|p\.m|a\.m)|$| in the (?:evening|morning|afternoon)| (?:tonight|tomorrow)\b|,)/g,
      '$1:$2',
    )
    .replace(/\b(at|around|from) (\d{1,2}) (15|30|45)(?= )/g, '$1 $2:$3')

const lengths: readonly [RegExp, (match: RegExpExecArray) => number][] = [
  [/\b(?:for )?(?:an|1) hour and a half\b/, () => 90],
  [/\b(?:for )?(\d+) and a half hours?\b/, ([, hours]) => Number(hours) * 60 + 30],
  [/\b(?:for )?half an hour\b|\bhalf[- ]hour\b/, () => 30],
  [/\bfor (?:an|a|1) hours?\b|\b1[- ]hour\b|\ban hour\b|\bhour-long\b/, () => 60],
  [
    /\b(?:for )?(\d+(?:\.\d+)?) ?(?:hours?|hrs?)\b(?: (?:and )?(\d+) ?min(?:ute)?s?)?/,
    ([, hours, minutes]) => Math.round(Number(hours) * 60) + Number(minutes ?? 0),
  ],
  [/\bfor (\d{1,2})h\b/, ([, hours]) => Number(hours) * 60],
  [/\b(?:for )?(\d+)[- ]?min(?:ute)?s?\b/, ([, minutes]) => Number(minutes)],
]

const marked = new RegExp(
  String.raw`\b(?:at|@|around|about|by|from|starting|till|until|say|after|before)\s+(?:about |around |exactly )?(${bare})(?!\s?(?:people|persons?|guests?|of us|pax|seats?|dollars|¤|%|\d|[a-z]+ ¤))|(?<![\w.:/$-])(${T})(?![\d/])`,
  'g',
)

/** The times of day, the range of times and the length in these words (lower case, digits). */
export function readHours(plain: string, leaning: Leaning): Hours {
  let rest = spoken(plain)
  const part = partOf(plain)
  let lasts: number | undefined
  for (const [pattern, minutes] of lengths) {
    const match = pattern.exec(rest)
    if (!match) continue
    lasts = minutes(match)
    rest = rest.replace(match[0], ' ; ')
    break
  }
  for (const pattern of ranges) {
    const match = pattern.exec(rest)
    const one = match && read(match[1] ?? '')
    const two = match && read(match[2] ?? '')
    if (!match || !one || !two) continue
    const range = settleRange(one, two, leaning, part)
    if (!range) continue
    rest = rest.replace(match[0], ' ; ')
    return { times: [], range, rest }
  }
  const times: Clock[] = []
  rest = rest.replace(marked, (all, first?: string, second?: string) => {
    const found = read(first ?? second ?? '')
    if (!found) return all
    times.push(clock(settle(found, leaning, part)))
    return ' ; '
  })
  return { times: [...new Set(times)], ...(lasts && { lasts }), rest }
}

/** `10 to 12`, `1 to 3pm`, `9 to 5`: the end is after the beginning, and lends it its half of the day. */
function settleRange(one: Read, two: Read, leaning: Leaning, part: string | null) {
  const to = settle(two, leaning, part)
  let from = settle(one, leaning, part)
  if (!one.half && !one.isExact && two.half && one.hour < 12) {
    const lent = settle({ ...one, half: two.half }, leaning, part)
    from = lent < to ? lent : settle({ ...one, half: 'am' }, leaning, part)
  }
  if (from < to) return { from: clock(from), to: clock(to) }
  if (!two.half && !two.isExact && from < to + 720 && to < 720)
    return { from: clock(from), to: clock(to + 720) }
  if (!one.half && !one.isExact && from >= 720 && from - 720 < to)
    return { from: clock(from - 720), to: clock(to) }
  return null
}

/** A time that stands alone, as an answer: `7`, `18:30`, `half past seven`, `1830`. */
export function bareTime(plain: string, leaning: Leaning): Clock | null {
  const text = spoken(plain).replace(/^(?:at|around|about|say|by|from) /, '')
  const found = /^\d{1,4}$|^\d{1,2}[:.]\d{2}$/.test(text) ? read(text) : null
  return found ? clock(settle(found, leaning, partOf(plain))) : null
}
