import {
  addDays,
  dayInWords,
  minutesOf,
  momentOf,
  shownIn,
  timeOf,
} from '../../../domain/zoned-time.ts'
import { WORKSPACE } from '../../env.ts'
import { lastStart, slotAt } from './slot.ts'
import { type Place, type Unit, unitsFor } from './places.ts'

/** Times are offered on the half hour. */
const STEP = 30
/** How many days ahead another day is looked for. */
const DAYS_AHEAD = 7

/** What is booked: the unit, from and to, in milliseconds since the epoch. */
type Taken = { unit: string; startAt: number; endAt: number }

/** What somebody looks for: tables for a party, or the room itself (`party` absent), for so long. */
export type Wish = { date: string; minutes: number; party?: number }

type Span = { startAt: number; endAt: number }

/** What is booked at a place from its `date` on, for so many days. */
async function takenAt(db: D1Database, place: Place, date: string, days: number): Promise<Taken[]> {
  const from = momentOf(date, '00:00', place.timeZone) ?? Date.parse(date)
  const to = momentOf(addDays(date, days), '00:00', place.timeZone) ?? Date.parse(date)
  const { results } = await db
    .prepare(
      `SELECT unit, start_at AS startAt, end_at AS endAt FROM booking
       WHERE workspace = ? AND place = ? AND status = 'confirmed' AND end_at > ? AND start_at < ?`,
    )
    .bind(WORKSPACE, place.id, from, to)
    .all<Taken>()
  return results
}

const isFree = (unit: Unit, { startAt, endAt }: Span, taken: readonly Taken[]): boolean =>
  !taken.some((one) => one.unit === unit.id && one.endAt > startAt && one.startAt < endAt)

const wantedUnits = (place: Place, { party }: Wish): Unit[] =>
  party === undefined ? place.units : unitsFor(place, party)

/** The times on the half hour at which a wish can be met on its day, `HH:MM`. */
function freeTimes(place: Place, wish: Wish, taken: readonly Taken[], now: number): string[] {
  const units = wantedUnits(place, wish)
  const [first, last] = [minutesOf(place.opens), minutesOf(lastStart(place, wish.minutes))]
  const times = Array.from({ length: Math.max(0, Math.floor((last - first) / STEP) + 1) }, (_, n) =>
    timeOf(first + n * STEP),
  )
  return times.filter((time) => {
    const slot = slotAt(place, wish.date, time, wish.minutes, now)
    return !('problem' in slot) && units.some((unit) => isFree(unit, slot, taken))
  })
}

/** When a wish can be met on its day: the times to begin at, on the half hour. */
export const freeOn = async (
  db: D1Database,
  place: Place,
  wish: Wish,
  now: number,
): Promise<string[]> => freeTimes(place, wish, await takenAt(db, place, wish.date, 1), now)

/** The spans of a day in which a room is free from `now` on, by the room's own clock. */
export async function freeSpans(
  db: D1Database,
  place: Place,
  date: string,
  now: number,
): Promise<{ from: string; to: string }[]> {
  const { timeZone, opens, closes } = place
  const taken = await takenAt(db, place, date, 1)
  const busy = taken
    .toSorted((one, other) => one.startAt - other.startAt)
    .map(({ startAt, endAt }) => ({
      from: shownIn(startAt, timeZone).time,
      to: shownIn(endAt, timeZone).time,
    }))
  const today = shownIn(now, timeZone)
  if (date < today.date) return []
  const first = date === today.date && today.time > opens ? today.time : opens
  const spans: { from: string; to: string }[] = []
  let from = first
  for (const each of busy) {
    if (each.from > from) spans.push({ from, to: each.from })
    if (each.to > from) from = each.to
  }
  if (from < closes) spans.push({ from, to: closes })
  return spans
}

/** Whether a wish can be met at this very time. */
export async function isFreeAt(
  db: D1Database,
  place: Place,
  wish: Wish,
  span: Span,
): Promise<boolean> {
  const taken = await takenAt(db, place, wish.date, 1)
  return wantedUnits(place, wish).some((unit) => isFree(unit, span, taken))
}

/** The free time just before and the one just after, else the two nearest on one side. */
function nearest(times: readonly string[], wanted: string): string[] {
  const before = times.filter((time) => time < wanted)
  const after = times.filter((time) => time > wanted)
  const wantsBefore = after.length === 0 ? 2 : 1
  const wantsAfter = before.length === 0 ? 2 : 1
  return [...before.slice(-wantsBefore), ...after.slice(0, wantsAfter)]
}

/** `18:30 and 20:00 are free`: what to take in the place of a time that is gone. */
export async function insteadOf(
  db: D1Database,
  place: Place,
  wish: Wish,
  time: string,
  now: number,
): Promise<string> {
  const taken = await takenAt(db, place, wish.date, DAYS_AHEAD + 1)
  const near = nearest(freeTimes(place, wish, taken, now), time)
  if (near.length > 0) return `${near.join(' and ')} ${near.length > 1 ? 'are' : 'is'} free`
  for (let ahead = 1; ahead <= DAYS_AHEAD; ahead += 1) {
    const date = addDays(wish.date, ahead)
    const [other] = nearest(freeTimes(place, { ...wish, date }, taken, now), time)
    if (other) return `${dayInWords(date)} at ${other} is free`
  }
  return `the ${DAYS_AHEAD} days after are full too; name a later date`
}
