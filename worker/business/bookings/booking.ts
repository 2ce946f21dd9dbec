import { WORKSPACE } from '../../env.ts'

/** A booking as the business keeps it. Times of day are the place's own, moments milliseconds. */
export type Booking = {
  /** `BKG-1001`. */
  id: string
  key: string
  kind: 'table' | 'room'
  place: string
  placeId: string
  /** The table, as people there call it; for a room its own name. */
  unit: string
  /** The smallest party that gets it; above one for a private room. */
  least: number
  date: string
  time: string
  until: string
  timeZone: string
  startAt: number
  endAt: number
  /** Null for rooms. */
  partySize: number | null
  name: string | null
  purpose: string | null
  /** Minor units, charged by the venue. */
  deposit: number
  bookedBy: string
  bookedByName: string
  bookedAt: number
  status: 'confirmed' | 'cancelled' | 'deleted'
  cancelledAt: number | null
  cancelledBy: string | null
  cancelledKey: string | null
  /** What cancelling cost, in minor units, charged by the venue. */
  fee: number | null
}

const columns = `'BKG-' || b.number AS id, b.key,
  CASE p.kind WHEN 'venue' THEN 'table' ELSE 'room' END AS kind,
  p.name AS place, p.id AS placeId, u.name AS unit, u.least,
  b.date, b.time, b.until, b.time_zone AS timeZone, b.start_at AS startAt, b.end_at AS endAt,
  b.party AS partySize, b.name, b.purpose, b.deposit, b.booked_by AS bookedBy,
  b.booked_by_name AS bookedByName, b.booked_at AS bookedAt, b.status,
  b.cancelled_at AS cancelledAt, b.cancelled_by AS cancelledBy,
  b.cancelled_key AS cancelledKey, b.fee`

/** Bookings with what people call their place; `b` is the booking. */
const select = `SELECT ${columns} FROM booking b
  JOIN place p ON p.workspace = b.workspace AND p.id = b.place
  JOIN place_unit u ON u.workspace = b.workspace AND u.place = b.place AND u.id = b.unit
  WHERE b.workspace = ?1`

/** `bkg-1001`, `#1001`, `booking 1001` and `1001` are all `BKG-1001`; else only the case is lost. */
export function bookingId(text: string): string {
  const digits = /^(?:bkg|booking)?[\s\-#:]*(\d{1,12})$/i.exec(text.trim())?.[1]
  return digits ? `BKG-${Number(digits)}` : text.trim().toUpperCase()
}

/** The number in an id; 0, which is nobody's, when it is no id. */
export const numberOf = (id: string): number => Number(/^BKG-(\d{1,12})$/.exec(id)?.[1] ?? 0)

/** The booking with this id, or null when there is none or it was deleted. */
export const findBooking = (db: D1Database, id: string): Promise<Booking | null> =>
  db
    .prepare(`${select} AND b.number = ?2 AND b.status <> 'deleted'`)
    .bind(WORKSPACE, numberOf(bookingId(id)))
    .first<Booking>()

/** The booking that this key made, even if it was deleted since. */
export const bookedWith = (db: D1Database, key: string): Promise<Booking | null> =>
  db.prepare(`${select} AND b.key = ?2`).bind(WORKSPACE, key).first<Booking>()

/** The booking that this key cancelled, even if it was deleted since. */
export const cancelledWith = (db: D1Database, key: string): Promise<Booking | null> =>
  db.prepare(`${select} AND b.cancelled_key = ?2`).bind(WORKSPACE, key).first<Booking>()

/** Dates are the places' own, both ends included. */
export type BookingFilter = {
  status?: 'confirmed' | 'cancelled'
  from?: string
  to?: string
  /** Whose; everybody's when absent. */
  bookedBy?: string
}

const filtered = `(?2 IS NULL OR b.status = ?2) AND (?3 IS NULL OR b.date >= ?3)
  AND (?4 IS NULL OR b.date <= ?4) AND (?5 IS NULL OR b.booked_by = ?5)
  AND b.status <> 'deleted'`

const valuesOf = ({ status, from, to, bookedBy }: BookingFilter) => [
  WORKSPACE,
  status ?? null,
  from ?? null,
  to ?? null,
  bookedBy ?? null,
]

/** How many bookings there are of a kind. */
export const countBookings = async (db: D1Database, filter: BookingFilter): Promise<number> =>
  (await db
    .prepare(`SELECT count(*) AS n FROM booking b WHERE b.workspace = ?1 AND ${filtered}`)
    .bind(...valuesOf(filter))
    .first<number>('n')) ?? 0

/** Bookings in the order of their start, at most so many. */
export async function bookingsIn(
  db: D1Database,
  filter: BookingFilter,
  most: number,
): Promise<Booking[]> {
  const { results } = await db
    .prepare(`${select} AND ${filtered} ORDER BY b.start_at, b.number LIMIT ?6`)
    .bind(...valuesOf(filter), most)
    .all<Booking>()
  return results
}

/** What is still to come first, the next one leading; then what is over, the last one leading. */
export async function ownBookings(
  db: D1Database,
  filter: BookingFilter & { bookedBy: string },
  now: number,
  most: number,
): Promise<Booking[]> {
  const { results } = await db
    .prepare(
      `${select} AND ${filtered}
       ORDER BY b.end_at <= ?6, abs(b.start_at - ?6), b.number LIMIT ?7`,
    )
    .bind(...valuesOf(filter), now, most)
    .all<Booking>()
  return results
}

/** Those of these bookings that are cancelled and still there, in the order of their start. */
export async function cancelledAmong(db: D1Database, ids: readonly string[]): Promise<Booking[]> {
  const { results } = await db
    .prepare(
      `${select} AND b.status = 'cancelled' AND b.number IN (SELECT value FROM json_each(?2))
       ORDER BY b.start_at, b.number`,
    )
    .bind(WORKSPACE, JSON.stringify(ids.map(numberOf)))
    .all<Booking>()
  return results
}
