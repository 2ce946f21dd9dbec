/**
 * Between a clock on a wall somewhere and the time line. Dates are `YYYY-MM-DD`, times `HH:MM` (24 hours,
 * `24:00` being the end of a day), zones IANA names, moments milliseconds since the epoch.
 */

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const clocks = new Map<string, Intl.DateTimeFormat>()

/** Making a format is slow, and there are few zones. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  clocks.set(zone, clock)
  return clock
}

/** What a clock in this zone shows, as if it were a clock in UTC. */
function shownAt(at: number, zone: string): number {
  const parts = clockOf(zone).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((each) => each.type === type)?.value)
  return Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
}

/** How far a zone is ahead of UTC at a moment, in milliseconds. */
const offsetAt = (at: number, zone: string): number =>
  shownAt(at, zone) - Math.floor(at / 1000) * 1000

/** `19:30` → 1170. */
export function minutesOf(time: string): number {
  const [hours = '', minutes = ''] = time.split(':')
  return Number(hours) * 60 + Number(minutes)
}

const two = (part: number): string => String(part).padStart(2, '0')

/** 1170 → `19:30`. */
export const timeOf = (minutes: number): string =>
  `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`

/**
 * The moment at which clocks of this zone show this date and time. Where clocks go back and show it
 * twice, the first; where they go forward and never show it, null.
 */
export function momentOf(date: string, time: string, zone: string): number | null {
  const shown = Date.parse(`${date}T00:00:00Z`) + minutesOf(time) * MINUTE
  // A zone changes its offset at most once in so short a time, so one of these two is the right one.
  const [before, after] = [offsetAt(shown - DAY, zone), offsetAt(shown + DAY, zone)]
  if (before === after) return shown - before
  const fitting = [shown - before, shown - after].filter((at) => shownAt(at, zone) === shown)
  return fitting.length > 0 ? Math.min(...fitting) : null
}

/** The date and time that clocks of this zone show at a moment. */
export function shownIn(at: number, zone: string): { date: string; time: string } {
  const text = new Date(shownAt(at, zone)).toISOString()
  return { date: text.slice(0, 10), time: text.slice(11, 16) }
}

/** The calendar day so many days later. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)

const days = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

/** `2026-11-23` → `Monday, 23 November 2026`. */
export function dayInWords(date: string): string {
  const parts = days.formatToParts(Date.parse(`${date}T00:00:00Z`))
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((each) => each.type === type)?.value ?? ''
  return `${part('weekday')}, ${part('day')} ${part('month')} ${part('year')}`
}

/** `America/New_York` → `New York time`. */
export const zoneInWords = (zone: string): string =>
  zone.includes('/') ? `${zone.split('/').at(-1)?.replaceAll('_', ' ')} time` : zone
