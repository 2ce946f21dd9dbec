import { type Day, type Now, dayUnits } from './days.ts'

/** Some days in a row that words name, and where in the words they stand. */
export type Unit = { from: Day; to: Day; at: number; end: number; isDay: boolean }

const DAY = 24 * 3600_000
const iso = (time: number): Day => new Date(time).toISOString().slice(0, 10)
/** The days from one of a month (counted from 0, past its year's end too) to the last of another. */
const months = (year: number, first: number, last = first): [Day, Day] => [
  iso(Date.UTC(year, first, 1)),
  iso(Date.UTC(year, last + 1, 0)),
]

const names = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const month = String.raw`jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?`
const numbers: Record<string, number> = { first: 1, second: 2, third: 3, fourth: 4, last: 4 }

/** The month's year that is nearest to now. */
function yearOf(at: number, now: Now): number {
  const year = now.getUTCFullYear()
  const away = (one: number): number => Math.abs(Date.UTC(one, at, 15) - +now)
  return [year - 1, year, year + 1].toSorted((one, other) => away(one) - away(other))[0] ?? year
}

type Form = [RegExp, (groups: Record<string, string>, now: Now) => [Day, Day] | null]

const shiftOf = (word: string | undefined): number =>
  /next|coming|following/.test(word ?? '') ? 1 : /this|current/.test(word ?? '') ? 0 : -1

const forms: readonly Form[] = [
  [
    /\b(?:the )?(?<which>last|past|previous|next|coming) (?<many>\d+) (?<unit>day|week|month|year)s?\b/g,
    ({ which, many, unit }, now) => {
      const away = shiftOf(which) === 1 ? Number(many) : -Number(many)
      const other = shifted(now, away, unit ?? 'day')
      return away > 0 ? [iso(+now), other] : [other, iso(+now)]
    },
  ],
  [
    /\b(?:the )?(?<which>first|second|third|fourth|last|1st|2nd|3rd|4th|this|current|next|previous)(?:'s)? quarter(?: (?:of )?(?<year>20\d\d|(?:this|last|next) year))?\b|\bq(?<short>[1-4])(?: (?:of )?(?<year2>20\d\d|(?:this|last|next) year))?\b/g,
    ({ which, year, short, year2 }, now) => {
      const of = yearNamed(year ?? year2, now) ?? now.getUTCFullYear()
      const own = Math.floor(now.getUTCMonth() / 3)
      const named = Number(short ?? which?.[0]) || numbers[which ?? ''] || 0
      const isRelative = /this|current|next|previous|last/.test(which ?? '') && !year
      const at = isRelative ? own + shiftOf(which) : named - 1
      return months(of, at * 3, at * 3 + 2)
    },
  ],
  [
    /\b(?:the )?(?<which>this|current|next|coming|following|last|past|previous) (?<unit>week|weekend|month|year)\b/g,
    ({ which, unit }, now) => relative(shiftOf(which), unit ?? '', now),
  ],
  [
    new RegExp(
      String.raw`\b(?<month>${month})(?:,? (?:of )?(?<year>20\d\d|(?:this|last|next) year))?\b`,
      'g',
    ),
    ({ month: name, year }, now) => {
      const at = names.indexOf(name?.slice(0, 3) ?? '')
      return months(yearNamed(year, now) ?? yearOf(at, now), at)
    },
  ],
  [
    /(?<![-\d.,/$])(?:the year )?(?<year>20[1-4]\d)\b(?![-\d/]|[.,]\d)/g,
    ({ year }) => months(Number(year), 0, 11),
  ],
]

const yearNamed = (said: string | undefined, now: Now): number | undefined =>
  !said ? undefined : Number(said) || now.getUTCFullYear() + shiftOf(said)

function relative(by: number, unit: string, now: Now): [Day, Day] {
  const [year, at] = [now.getUTCFullYear(), now.getUTCMonth()]
  if (unit === 'month') return months(year, at + by)
  if (unit === 'year') return months(year + by, 0, 11)
  const monday = +now - ((now.getUTCDay() + 6) % 7) * DAY + by * 7 * DAY
  return unit === 'week'
    ? [iso(monday), iso(monday + 6 * DAY)]
    : [iso(monday + 5 * DAY), iso(monday + 6 * DAY)]
}

/** So many days, weeks, months or years from now. */
export function shifted(now: Now, by: number, unit: string): Day {
  const moved = new Date(now)
  if (unit.startsWith('day')) moved.setUTCDate(moved.getUTCDate() + by)
  if (unit.startsWith('week')) moved.setUTCDate(moved.getUTCDate() + 7 * by)
  if (unit.startsWith('month')) moved.setUTCMonth(moved.getUTCMonth() + by)
  if (unit.startsWith('year')) moved.setUTCFullYear(moved.getUTCFullYear() + by)
  return iso(+moved)
}

/** The days, weeks, months, quarters and years in these words, in their order. */
export function readUnits(plain: string, now: Now): Unit[] {
  const units: Unit[] = []
  let left = plain
  const blank = (at: number, end: number): void => {
    left = `${left.slice(0, at)}${'·'.repeat(end - at)}${left.slice(end)}`
  }
  const days = (): void => {
    for (const { day, until, at, end } of dayUnits(left, now)) {
      units.push({ from: day, to: until ?? day, at, end, isDay: !until })
      blank(at, end)
    }
  }
  for (const [place, [form, read]] of forms.entries()) {
    // `The last 30 days` are no day, and `May 3` is no month.
    if (place === 1) days()
    for (const match of left.matchAll(form)) {
      const days = read({ ...match.groups } as Record<string, string>, now)
      const end = match.index + match[0].length
      if (!days || left.slice(match.index, end).includes('·')) continue
      units.push({ from: days[0], to: days[1], at: match.index, end, isDay: false })
      blank(match.index, end)
    }
  }
  return units.toSorted((one, other) => one.at - other.at)
}
