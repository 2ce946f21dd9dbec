import { dayInWords, minutesOf, momentOf, timeOf, zoneInWords } from '../../../domain/zoned-time.ts'
import type { Place } from './places.ts'

const MINUTE = 60_000
const YEAR = 365 * 24 * 60 * MINUTE

/** A span of time at a place: as its clocks show it, and in milliseconds since the epoch. */
export type Slot = {
  date: string
  time: string
  until: string
  timeZone: string
  startAt: number
  endAt: number
}

/** `Monday, 23 November 2026 at 19:00 (New York time)`. */
export const startInWords = ({
  date,
  time,
  timeZone,
}: Pick<Slot, 'date' | 'time' | 'timeZone'>): string =>
  `${dayInWords(date)} at ${time} (${zoneInWords(timeZone)})`

/** `Monday, 23 November 2026 from 10:00 to 12:00 (New York time)`. */
export const spanInWords = (slot: Omit<Slot, 'startAt' | 'endAt'>): string =>
  `${dayInWords(slot.date)} from ${slot.time} to ${slot.until} (${zoneInWords(slot.timeZone)})`

/** The latest time at which so many minutes can begin. */
export const lastStart = ({ closes }: Place, minutes: number): string =>
  timeOf(minutesOf(closes) - minutes)

function whenOpen(place: Place): string {
  const { opens, closes, seating, timeZone } = place
  return seating === null
    ? `it is open from ${opens} to ${closes} (${zoneInWords(timeZone)})`
    : `it takes tables from ${opens} to ${lastStart(place, seating)} (${zoneInWords(timeZone)})`
}

/** So many minutes at a place from a time of its day on, or why nothing can be booked then. */
export function slotAt(
  place: Place,
  date: string,
  time: string,
  minutes: number,
  now: number,
): Slot | { problem: string } {
  const { name, opens, closes, timeZone } = place
  const end = minutesOf(time) + minutes
  if (time < opens || end > minutesOf(closes)) {
    const asked = place.seating === null ? `${time} to ${timeOf(end)}` : time
    return { problem: `${name} cannot be booked for ${asked}; ${whenOpen(place)}.` }
  }
  const until = timeOf(end)
  const startAt = momentOf(date, time, timeZone)
  const endAt = place.seating === null ? momentOf(date, until, timeZone) : startAt
  if (startAt === null || endAt === null) {
    const words = `${zoneInWords(timeZone)} on ${dayInWords(date)}`
    return { problem: `Clocks go forward past that time (${words}); name one an hour later.` }
  }
  const slot = { date, time, until, timeZone, startAt }
  if (startAt <= now) {
    return { problem: `${startInWords(slot)} has passed already; name a time that is to come.` }
  }
  if (startAt > now + YEAR) {
    return { problem: `${name} can be booked for a year ahead; name an earlier date than ${date}.` }
  }
  return { ...slot, endAt: place.seating === null ? endAt : startAt + minutes * MINUTE }
}
