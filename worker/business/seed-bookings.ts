import { addDays, minutesOf, momentOf, shownIn, timeOf } from '../../domain/zoned-time.ts'
import { WORKSPACE } from '../env.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const ZONE = 'America/New_York'
const SEATING = 120

const places = [
  {
    id: 'luma',
    name: 'Luma',
    kind: 'venue',
    opens: '11:00',
    closes: '24:00',
    seating: SEATING,
    freeUntil: 24 * HOUR,
    feePerPerson: 10_00,
  },
  { id: 'atlas', name: 'Atlas', kind: 'room', opens: '07:00', closes: '21:00' },
  { id: 'birch', name: 'Birch', kind: 'room', opens: '07:00', closes: '21:00' },
]

const table = (id: number, seats: number) => ({
  place: 'luma',
  id: `t${String(id).padStart(2, '0')}`,
  name: `Table ${id}`,
  least: 1,
  seats,
})

/** Larger parties than the largest table get the private room, and pay a deposit. */
const units = [
  ...[2, 2, 2, 4, 4, 4, 4, 4, 4, 6, 6, 6, 8].map((seats, index) => table(index + 1, seats)),
  { place: 'luma', id: 'private', name: 'Private room', least: 9, seats: 24, deposit: 60_00 },
  { place: 'atlas', id: 'atlas', name: 'Atlas', least: 1, seats: 12 },
  { place: 'birch', id: 'birch', name: 'Birch', least: 1, seats: 6 },
]

const people: Record<string, string> = {
  member: 'Member',
  member2: 'Second member',
  reviewer: 'Reviewer',
}

type Seeded = {
  by: string
  place: string
  unit: string
  /** Days from today, as Luma counts them; tomorrow is left free. */
  day: number
  time: string
  until?: string
  party?: number
  name?: string
  purpose?: string
  /** How many days before today it was cancelled. */
  cancelled?: number
}

/** Those of the first line are BKG-1001 and so on. */
const bookings: Seeded[] = [
  {
    by: 'member',
    place: 'luma',
    unit: 't04',
    day: 4,
    time: '19:00',
    party: 4,
    name: 'Team dinner',
  },
  {
    by: 'member',
    place: 'atlas',
    unit: 'atlas',
    day: 3,
    time: '14:00',
    until: '15:30',
    purpose: 'Quarterly review',
  },
  { by: 'member', place: 'luma', unit: 't05', day: -2, time: '19:30', party: 3, cancelled: 4 },
  { by: 'member2', place: 'luma', unit: 't10', day: 5, time: '18:30', party: 6, name: 'Suppliers' },
  {
    by: 'member',
    place: 'birch',
    unit: 'birch',
    day: 6,
    time: '10:00',
    until: '12:00',
    purpose: 'Interviews',
    cancelled: 1,
  },
  { by: 'member2', place: 'luma', unit: 't01', day: 8, time: '12:30', party: 2, cancelled: 1 },
  {
    by: 'reviewer',
    place: 'birch',
    unit: 'birch',
    day: 2,
    time: '09:00',
    until: '10:30',
    purpose: 'Budget',
  },
]

const FIRST_NUMBER = 1001

/** A seeded booking with its times, as the database takes it. */
function rowOf({ day, time, until, cancelled, ...booking }: Seeded, index: number, now: number) {
  const date = addDays(shownIn(now, ZONE).date, day)
  const end = until ?? timeOf(minutesOf(time) + SEATING)
  return {
    ...booking,
    number: FIRST_NUMBER + index,
    date,
    time,
    until: end,
    startAt: momentOf(date, time, ZONE),
    endAt: momentOf(date, end, ZONE),
    byName: people[booking.by],
    bookedAt: now - (bookings.length - index + 5) * DAY,
    ...(cancelled !== undefined && { cancelledAt: now - cancelled * DAY }),
  }
}

/**
 * The statements that put places and bookings back as they were on first start; part of the batch that
 * restores the demo. `now` in milliseconds.
 */
export function bookingSeed(db: D1Database, now: number): D1PreparedStatement[] {
  const rows = JSON.stringify(bookings.map((booking, index) => rowOf(booking, index, now)))
  return [
    db.prepare('DELETE FROM booking'),
    db.prepare('DELETE FROM booking_deletion'),
    db.prepare('DELETE FROM booking_export'),
    db.prepare('DELETE FROM place_unit'),
    db.prepare('DELETE FROM place'),
    db.prepare("DELETE FROM sqlite_sequence WHERE name IN ('booking', 'booking_export')"),
    db
      .prepare(
        `INSERT INTO place (workspace, id, name, kind, time_zone, opens, closes, seating,
           free_until, fee_per_person)
         SELECT ?1, value ->> 'id', value ->> 'name', value ->> 'kind', ?2, value ->> 'opens',
           value ->> 'closes', value ->> 'seating', coalesce(value ->> 'freeUntil', 0),
           coalesce(value ->> 'feePerPerson', 0)
         FROM json_each(?3)`,
      )
      .bind(WORKSPACE, ZONE, JSON.stringify(places)),
    db
      .prepare(
        `INSERT INTO place_unit (workspace, place, id, name, least, seats, deposit_per_person)
         SELECT ?1, value ->> 'place', value ->> 'id', value ->> 'name', value ->> 'least',
           value ->> 'seats', coalesce(value ->> 'deposit', 0)
         FROM json_each(?2)`,
      )
      .bind(WORKSPACE, JSON.stringify(units)),
    db
      .prepare(
        `INSERT INTO booking (number, workspace, key, place, unit, start_at, end_at, date, time,
           until, time_zone, party, name, purpose, deposit, booked_by, booked_by_name, booked_at)
         SELECT value ->> 'number', ?1, 'seed.' || (value ->> 'number'), value ->> 'place',
           value ->> 'unit', value ->> 'startAt', value ->> 'endAt', value ->> 'date',
           value ->> 'time', value ->> 'until', ?2, value ->> 'party', value ->> 'name',
           value ->> 'purpose', 0, value ->> 'by', value ->> 'byName', value ->> 'bookedAt'
         FROM json_each(?3)`,
      )
      .bind(WORKSPACE, ZONE, rows),
    db
      .prepare(
        `UPDATE booking SET status = 'cancelled', cancelled_key = booking.key || '.cancelled', fee = 0,
           cancelled_by = booked_by, cancelled_at = value ->> 'cancelledAt'
         FROM json_each(?1)
         WHERE number = value ->> 'number' AND value ->> 'cancelledAt' IS NOT NULL`,
      )
      .bind(rows),
  ]
}
