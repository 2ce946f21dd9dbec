import type { Person } from '../../../domain/roles.ts'
import { WORKSPACE } from '../../env.ts'
import { type Once, once } from '../once.ts'
import { type Booking, bookedWith } from './booking.ts'
import type { Slot } from './slot.ts'

/** A booking to be made: what people approved. Money in minor units. */
export type NewBooking = Slot & {
  /** Names this booking for ever; booking it again changes nothing. */
  key: string
  placeId: string
  /** Absent for rooms. */
  partySize?: number
  name?: string
  purpose?: string
  deposit: number
  by: Person
  at: number
}

/** Why the database refused a booking; the names are those of its triggers. */
const reasons = [
  'no_table_left',
  'in_the_past',
  'place_closed',
  'deposit_changed',
  'place_changed',
] as const
export type BookRefusal = (typeof reasons)[number]

const isSame = (wanted: NewBooking, made: Booking): boolean =>
  made.placeId === wanted.placeId &&
  made.startAt === wanted.startAt &&
  made.endAt === wanted.endAt &&
  made.partySize === (wanted.partySize ?? null) &&
  made.bookedBy === wanted.by.id

/**
 * Books the smallest table that is free, or the room: one insert, which looks for it and whose triggers
 * recheck hours, time, deposit and that nobody else has it. Safe to repeat with the same key.
 */
export function book(db: D1Database, booking: NewBooking): Promise<Once<Booking, BookRefusal>> {
  const { key, placeId, startAt, endAt, date, time, until, timeZone } = booking
  const { partySize = null, name = null, purpose = null, deposit, by, at } = booking
  return once({
    insert: async () => {
      await db
        .prepare(
          `INSERT INTO booking (workspace, key, place, unit, start_at, end_at, date, time, until,
             time_zone, party, name, purpose, deposit, booked_by, booked_by_name, booked_at)
           VALUES (?1, ?2, ?3,
             (SELECT id FROM place_unit u
               WHERE workspace = ?1 AND place = ?3 AND coalesce(?10, least) BETWEEN least AND seats
                 AND NOT EXISTS (SELECT 1 FROM booking
                   WHERE workspace = ?1 AND place = ?3 AND unit = u.id AND status = 'confirmed'
                     AND end_at > ?4 AND start_at < ?5)
               ORDER BY seats, id LIMIT 1),
             ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)`,
        )
        .bind(
          WORKSPACE,
          key,
          placeId,
          startAt,
          endAt,
          date,
          time,
          until,
          timeZone,
          partySize,
          name,
          purpose,
          deposit,
          by.id,
          by.name,
          at,
        )
        .run()
      return bookedWith(db, key)
    },
    find: () => bookedWith(db, key),
    isSame: (earlier) => isSame(booking, earlier),
    reasons,
  })
}
