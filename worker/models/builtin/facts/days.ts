import * as chrono from 'chrono-node/en'
import { monthNames, shortDays } from './calendar.ts'
import { saidDays } from './said-days.ts'
import { slashDays } from './slash-days.ts'

/** A day, `2026-11-24`. */
export type Day = string
/** The member's own clock on the wall, written as if it were UTC: only its fields are ever read. */
export type Now = Date

/** Which way an unclear date leans: on to the next, as for a booking, or to the nearest. */
export type Towards = 'next' | 'nearest'

const iso = (date: Date): Day => date.toISOString().slice(0, 10)
const DAY = 24 * 3600_000

const weekdays =
  'sun(?:day)?|mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?'
const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
/** Chrono is only asked where there may be a day: it is the slowest of what is read. */
const mayHold = new RegExp(
  String.raw`\b(?:today|tonight|tmrw|tomorrow|yesterday|day|days|week|weeks|month|months|evening|morning|afternoon|${weekdays}|${months})\b|\d[-/.]\d|\d(?:st|nd|rd|th)\b`,
)
const ordinalDay = new RegExp(
  String.raw`\b(?:on )?(?:the )?(\d{1,2})(?:st|nd|rd|th)\b(?! (?:of )?(?:${months}|one|invoice|room|floor)\b)`,
)
const possessive = new RegExp(
  String.raw`\b(?:today|tomorrow|yesterday|${weekdays}|(?:this|next|last) (?:week|month|year))'s\b`,
  'g',
)

const bareWeekday = new RegExp(
  String.raw`(?<!\b(?:this|next|last|past|every|each|coming|since|today,?|until|till) )\b(?:${weekdays})\b(?! (?:\d|the \d|${months})|,? (?:the )?\d{1,2}(?:st|nd|rd|th)|, (?:\d{1,2}\.? )?(?:${months})\b|'s\b)`,
  'g',
)

const nextOrdinal = (day: number, now: Now): Day | null => {
  for (let ahead = 0; ahead < 13; ahead += 1) {
    const date = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, day))
    if (date.getUTCDate() === day && iso(date) >= iso(now)) return iso(date)
  }
  return null
}

/** Of the same day in neighbouring years the one nearest to now. */
function nearest(date: Date, now: Now): Date {
  const years = [-1, 0, 1].map((shift) => {
    const moved = new Date(date)
    moved.setUTCFullYear(now.getUTCFullYear() + shift)
    return moved
  })
  return years.toSorted((one, other) => Math.abs(+one - +now) - Math.abs(+other - +now))[0] ?? date
}

export type Days = { days: { day: Day; until?: Day }[]; rest: string }

type Parts =
  | chrono.ParsingComponents
  | { get(part: chrono.Component): number | null; isCertain(part: chrono.Component): boolean }

const dateOf = (parts: Parts): Date =>
  new Date(Date.UTC(parts.get('year') ?? 0, (parts.get('month') ?? 1) - 1, parts.get('day') ?? 1))

/** The date, in the nearest year where the words name none. */
function settled(parts: Parts, words: string, now: Now): Day {
  const date = dateOf(parts)
  const isVague =
    !parts.isCertain('year') &&
    parts.isCertain('month') &&
    !/day|week|night|today|ago|\bin \d/.test(words)
  return iso(isVague ? nearest(date, now) : date)
}

/** Reading days is the dear part of playing a dialogue again, and the same words mean the same all day. */
const readBefore = new Map<string, Days>()
const REMEMBERED = 1_000

/** The days in these words (lower case, digits, without times and amounts), in their order. */
export function readDays(plain: string, now: Now, towards: Towards): Days {
  const key = `${iso(now)} ${towards} ${plain}`
  const known = readBefore.get(key)
  if (known) return known
  if (readBefore.size >= REMEMBERED) readBefore.clear()
  const read = readAfresh(plain, now, towards)
  readBefore.set(key, read)
  return read
}

/** `on Wednesday`, said on a Wednesday, is the next: this one is called today. */
const nextWeekday = (plain: string, now: Now): string =>
  plain.replace(bareWeekday, (name: string) =>
    shortDays.indexOf(name.slice(0, 3)) === now.getUTCDay() ? iso(new Date(+now + 7 * DAY)) : name,
  )

function readAfresh(plain: string, now: Now, towards: Towards): Days {
  const said =
    towards === 'next'
      ? nextWeekday(saidDays(slashDays(plain, now), now), now)
      : saidDays(plain, now)
  const text = said.replace(possessive, ' ')
  if (!mayHold.test(text)) return { days: [], rest: text }
  const days: Days['days'] = []
  let rest = text
  const found = chrono.casual.parse(
    text,
    { instant: now, timezone: 0 },
    { forwardDate: towards === 'next' },
  )
  for (const { text: words, start, end } of found) {
    if (
      !start.isCertain('day') &&
      !start.isCertain('weekday') &&
      !/this (?:morning|afternoon|evening)/.test(words)
    )
      continue
    if (/^(?:(?:next|this|last) (?:week|month|year)|now)$/.test(words)) continue
    if (
      /^(?:sun|sat|mon|mar|may|second|\d+)$/.test(words.trim()) &&
      !/^(?:sun|sat|mon)$/.test(words.trim())
    )
      continue
    const day = (parts: Parts): Day =>
      towards === 'nearest' ? settled(parts, words, now) : iso(dateOf(parts))
    days.push({ day: day(start), ...(end && { until: day(end) }) })
    rest = rest.replace(words, ' ; ')
  }
  const ordinal = ordinalDay.exec(rest)
  if (ordinal && days.length === 0) {
    const day = nextOrdinal(Number(ordinal[1]), now)
    if (day) {
      days.push({ day })
      rest = rest.replace(ordinal[0], ' ; ')
    }
  }
  return { days, rest }
}

/** A day in words, where it stands in them; `until` for the last of several in a row. */
export type Placed = { day: Day; until?: Day; at: number; end: number }

/** `1 to 10 june`. */
const daysOfMonth = new RegExp(
  String.raw`(?<![\d:.,/-])\b(?:from (?:the )?)?(\d{1,2})(?:st|nd|rd|th)? ?(?:to|-|until|till|through) ?(?:the )?(\d{1,2})(?:st|nd|rd|th)? (?:of )?(${months})\b`,
  'g',
)
/** `from 3 may until …` is an hour to chrono; `may 3` is not. */
const monthLast = new RegExp(
  String.raw`(?<![\d:.,-])\b(\d{1,2})(?:st|nd|rd|th)? (?:of )?(${months})\b(?! \d{1,2}\b(?!:))`,
  'g',
)

/** The words with days in the forms that chrono reads. */
export const plainDays = (plain: string, now: Now): string =>
  saidDays(plain.replace(daysOfMonth, 'from $3 $1 to $3 $2'), now)
    .replace(monthLast, '$2 $1')
    .replace(possessive, (words) => words.replace(/'s$/, '  '))

/** The days in words that `plainDays` gave, in their places; of neighbouring years the nearest. */
export function dayUnits(text: string, now: Now): Placed[] {
  if (!mayHold.test(text)) return []
  return chrono.casual
    .parse(text, { instant: now, timezone: 0 }, { forwardDate: false })
    .flatMap(({ text: words, index, start, end }): Placed[] => {
      if (!start.isCertain('day') && !start.isCertain('weekday')) return []
      if (/^(?:(?:next|this|last) (?:week|month|year)|now|second|\d+|mar|may)$/.test(words.trim()))
        return []
      const [day, until] = [settled(start, words, now), end && settled(end, words, now)]
      return [{ day, ...(until && { until }), at: index, end: index + words.length }]
    })
}

/** The day so many days away. */
export const addDays = (day: Day, by: number): Day => iso(new Date(Date.parse(day) + by * DAY))

export type Span = { from?: Day; to?: Day }

/** The last day of the month that `first` begins. */
const monthFrom = (year: number, month: number): Span => ({
  from: iso(new Date(Date.UTC(year, month, 1))),
  to: iso(new Date(Date.UTC(year, month + 1, 0))),
})

/** A span of days: `this week`, `in May`, `from May 1 to May 31`, `since Monday`, `on Friday`; empty without one. */
export function readSpan(plain: string, now: Now, towards: Towards): Span {
  const year = now.getUTCFullYear()
  const month = now.getUTCMonth()
  const named = /\b(this|next|last|past|coming) (week|weekend|month|year)\b/.exec(plain)
  const shift =
    named?.[1] === 'next' || named?.[1] === 'coming' ? 1 : named?.[1] === 'this' ? 0 : -1
  if (named?.[2] === 'month') return monthFrom(year, month + shift)
  if (named?.[2] === 'year') return { from: `${year + shift}-01-01`, to: `${year + shift}-12-31` }
  if (named?.[2] === 'week') {
    const monday = +now - ((now.getUTCDay() + 6) % 7) * DAY + shift * 7 * DAY
    return { from: iso(new Date(monday)), to: iso(new Date(monday + 6 * DAY)) }
  }
  if (named?.[2] === 'weekend') {
    const saturday =
      +now + ((6 - now.getUTCDay()) % 7) * DAY + (named[1] === 'last' ? -7 : shift * 7) * DAY
    return { from: iso(new Date(saturday)), to: iso(new Date(saturday + DAY)) }
  }
  const { days } = readDays(plain, now, towards)
  const [one, two] = days
  if (!one) {
    const only = new RegExp(
      String.raw`\b(?:the end of|in|of|for|during|from|since|until|before|throughout) (${months})\b(?: (\d{4}))?`,
    ).exec(plain)
    if (!only) return {}
    const at = monthNames.indexOf(only[1]?.slice(0, 3) ?? '')
    return monthFrom(
      only[2] ? Number(only[2]) : nearest(new Date(Date.UTC(year, at, 15)), now).getUTCFullYear(),
      at,
    )
  }
  if (one.until) return { from: one.day, to: one.until }
  if (two)
    return one.day <= two.day ? { from: one.day, to: two.day } : { from: two.day, to: one.day }
  if (/\b(?:since|from|after|starting|onwards?)\b/.test(plain)) return { from: one.day }
  if (/\b(?:until|till|before|up to|by)\b/.test(plain)) return { to: one.day }
  return { from: one.day, to: one.day }
}

/** `2026-11-24` → `Tuesday, November 24`. */
export const dayInWords = (day: Day): string =>
  new Intl.DateTimeFormat('en-US', {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))
