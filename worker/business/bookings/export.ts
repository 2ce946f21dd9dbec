import type { Person } from '../../../domain/roles.ts'
import { WORKSPACE } from '../../env.ts'
import { type Once, once } from '../once.ts'
import { type Booking, type BookingFilter, bookingsIn } from './booking.ts'
import { csvOf } from './csv.ts'

/** A row of the database holds two megabytes at most; a booking takes less than 500 bytes. */
export const MOST_ROWS = 4_000

export type ExportFilter = Omit<BookingFilter, 'bookedBy'>

/** The file that an export made. */
export type ExportFile = { id: string; key: string; rows: number; madeBy: string }

type Column = [name: string, of: (booking: Booking) => string | number | null]

const dollars = (cents: number | null): string | null =>
  cents === null ? null : (cents / 100).toFixed(2)
const moment = (at: number | null): string | null =>
  at === null ? null : new Date(at).toISOString()

const columns: Column[] = [
  ['id', ({ id }) => id],
  ['kind', ({ kind }) => kind],
  ['place', ({ place }) => place],
  ['table_or_room', ({ unit }) => unit],
  ['date', ({ date }) => date],
  ['time', ({ time }) => time],
  ['until', ({ until }) => until],
  ['time_zone', ({ timeZone }) => timeZone],
  ['party_size', ({ partySize }) => partySize],
  ['name', ({ name }) => name],
  ['purpose', ({ purpose }) => purpose],
  ['status', ({ status }) => status],
  ['booked_by', ({ bookedByName }) => bookedByName],
  ['booked_at', ({ bookedAt }) => moment(bookedAt)],
  ['deposit_usd', ({ deposit }) => dollars(deposit)],
  ['cancelled_at', ({ cancelledAt }) => moment(cancelledAt)],
  ['cancellation_fee_usd', ({ fee }) => dollars(fee)],
]

/** What the file says of each booking. */
export const exportColumns: readonly string[] = columns.map(([name]) => name)

const csvFrom = (bookings: readonly Booking[]): string =>
  csvOf([exportColumns, ...bookings.map((booking) => columns.map(([, of]) => of(booking)))])

const select = `SELECT 'EXP-' || number AS id, key, rows, made_by AS madeBy
  FROM booking_export WHERE workspace = ?`

/** The file that this key made, or null when there is none. */
export const exportedWith = (db: D1Database, key: string): Promise<ExportFile | null> =>
  db.prepare(`${select} AND key = ?`).bind(WORKSPACE, key).first<ExportFile>()

/**
 * Writes the bookings that fit the filter, as they are at this moment, into a file; once per key, so that
 * who repeats it gets the first file.
 */
export const exportBookings = (
  db: D1Database,
  { key, filter, by, at }: { key: string; filter: ExportFilter; by: Person; at: number },
): Promise<Once<ExportFile, never>> =>
  once({
    insert: async () => {
      const bookings = await bookingsIn(db, filter, MOST_ROWS)
      await db
        .prepare(
          `INSERT INTO booking_export
             (workspace, key, csv, rows, status, from_date, to_date, made_by, made_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .bind(
          WORKSPACE,
          key,
          csvFrom(bookings),
          bookings.length,
          filter.status ?? null,
          filter.from ?? null,
          filter.to ?? null,
          by.id,
          at,
        )
        .run()
      return exportedWith(db, key)
    },
    find: () => exportedWith(db, key),
    isSame: (earlier) => earlier.madeBy === by.id,
    reasons: [],
  })

/** The content of a file for the person who asked for it; null for everybody else. */
export const exportFor = (db: D1Database, id: string, personId: string): Promise<string | null> =>
  db
    .prepare('SELECT csv FROM booking_export WHERE workspace = ? AND number = ? AND made_by = ?')
    .bind(WORKSPACE, Number(/^EXP-(\d{1,12})$/.exec(id)?.[1] ?? 0), personId)
    .first<string>('csv')
