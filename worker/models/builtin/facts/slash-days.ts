import { shortDays } from './calendar.ts'
import type { Now } from './days.ts'

const DAY = 24 * 3600_000
/** Within half a year a date is taken as written here, month first; beyond, the other order may be meant. */
const NEAR = 183

const slashed =
  /(?:\b(sun|mon|tue|wed|thu|fri|sat)\p{L}*[,.]? )?(?<![\d/$.,])(?!24\/7)(\d{1,2})\/(\d{1,2})(?:\/(20\d\d))?(?![\d/])/gu

/** This day of this month, in its year or from now on; null when there is none. */
function dayOf(month: number, day: number, year: string | undefined, now: Now): Date | null {
  const today = Date.parse(now.toISOString().slice(0, 10))
  const first = year ? Number(year) : now.getUTCFullYear()
  for (const each of year ? [first] : [first, first + 1]) {
    const date = new Date(Date.UTC(each, month - 1, day))
    const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    if (isReal && (year !== undefined || +date >= today)) return date
  }
  return null
}

/**
 * `6/12` as a day: month first, unless only the other order is a day, or the weekday beside it says so. A day that
 * is far off one way and near the other is none: the person has to say which.
 */
export const slashDays = (plain: string, now: Now): string =>
  plain.replace(
    slashed,
    (_all, weekday: string | undefined, one: string, two: string, year?: string): string => {
      const ways = [
        dayOf(Number(one), Number(two), year, now),
        dayOf(Number(two), Number(one), year, now),
      ]
      const found = ways.filter((date) => date !== null)
      const fitting = found.filter((date) => date.getUTCDay() === shortDays.indexOf(weekday ?? ''))
      const [first, second] = fitting.length > 0 ? fitting : found
      if (!first) return ' '
      const ahead = (date: Date): number => (+date - +now) / DAY
      const isOpen = second && year === undefined && ahead(first) > NEAR && ahead(second) <= NEAR
      return isOpen ? ' ' : first.toISOString().slice(0, 10)
    },
  )
