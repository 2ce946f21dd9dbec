import { lengthIn, saidHours } from './said-hours.ts'

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

const marked = new RegExp(
  String.raw`\b(?:at|@|around|about|by|from|starting|till|until|say|after|before)\s+(?:about |around |exactly )?(${bare})(?!\s?(?:people|persons?|guests?|of us|pax|seats?|dollars|¤|%|\d|[a-z]+ ¤))|(?<![\w.:/$-])(${T})(?![\d/])`,
  'g',
)

/** The times of day, the range of times and the length in these words (lower case, digits). */
export function readHours(plain: string, leaning: Leaning): Hours {
  const part = partOf(plain)
  const length = lengthIn(saidHours(plain, leaning))
  const { lasts } = length
  let { rest } = length
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

/** Minutes that a range may take whose end says no half of the day. */
const LONGEST = 600

/** `10 to 12`, `1 to 3pm`, `9 to 5`: the end is after the beginning, and lends it its half of the day. */
function settleRange(one: Read, two: Read, leaning: Leaning, part: string | null) {
  const to = settle(two, leaning, part)
  let from = settle(one, leaning, part)
  if (!one.half && !one.isExact && two.half && one.hour < 12) {
    const lent = settle({ ...one, half: two.half }, leaning, part)
    from = lent < to ? lent : settle({ ...one, half: 'am' }, leaning, part)
  }
  if (from < to) return { from: clock(from), to: clock(to) }
  // `from 10 to 9` is a slip or a night: nobody meets for eleven hours without saying so.
  if (!two.half && !two.isExact && from < to + 720 && to < 720 && to + 720 - from <= LONGEST)
    return { from: clock(from), to: clock(to + 720) }
  if (!one.half && !one.isExact && from >= 720 && from - 720 < to)
    return { from: clock(from - 720), to: clock(to) }
  return null
}

/** A time that stands alone, as an answer: `7`, `18:30`, `half past seven`, `1830`. */
export function bareTime(plain: string, leaning: Leaning): Clock | null {
  const text = saidHours(plain, leaning).replace(/^(?:at|around|about|say|by|from) /, '')
  const found = /^\d{1,4}$|^\d{1,2}[:.]\d{2}$/.test(text) ? read(text) : null
  return found ? clock(settle(found, leaning, partOf(plain))) : null
}
