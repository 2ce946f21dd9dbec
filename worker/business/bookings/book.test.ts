import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { NOON, somebody } from '../../testing/business.ts'
import { seedBusiness } from '../seed.ts'
import { book } from './book.ts'
import { type Booking, bookingsIn } from './booking.ts'
import { cancel } from './cancel.ts'
import { deleteBookings } from './delete.ts'
import { findPlace } from './places.ts'
import { slotAt } from './slot.ts'
import { bookTable, EVENING, factsOf, table } from './testing.ts'

const db = env.DB
const member = somebody('member')

beforeEach(() => seedBusiness(db, NOON))

describe('booking', () => {
  test('two hundred at once for the last table: one gets it', async () => {
    const wishes = await Promise.all(Array.from({ length: 200 }, (_, n) => table(`race${n}`)))
    const written = await Promise.all(wishes.map((wish) => book(db, wish)))
    expect(written.filter(({ outcome }) => outcome === 'written')).toHaveLength(1)
    expect(
      written.filter((one) => one.outcome === 'refused' && one.reason === 'no_table_left'),
    ).toHaveLength(199)
    expect(await bookingsIn(db, { from: EVENING, to: EVENING }, 300)).toHaveLength(
      // The demo has one on that day.
      2,
    )
    expect(await factsOf('booking.made')).toHaveLength(1)
  })

  test('gives the smallest table that is free, until none is left', async () => {
    const units: string[] = []
    for (let n = 0; n < 14; n += 1) {
      const written = await bookTable(`k${n}`, 2)
      units.push(written.outcome === 'refused' ? written.reason : written.row.unit)
    }
    const all = Array.from({ length: 13 }, (_, n) => `Table ${n + 1}`)
    expect(units).toEqual([...all, 'no_table_left'])
  })

  test('ends when the next begins', async () => {
    const place = (await findPlace(db, 'Luma'))!
    const at = (time: string) => slotAt(place, EVENING, time, 120, NOON) as { startAt: number }
    expect(await bookTable('a')).toMatchObject({ outcome: 'written' })
    expect(await bookTable('b', 8, at('20:59'))).toMatchObject({ reason: 'no_table_left' })
    expect(await bookTable('c', 8, at('17:01'))).toMatchObject({ reason: 'no_table_left' })
    expect(await bookTable('d', 8, at('21:00'))).toMatchObject({ outcome: 'written' })
    expect(await bookTable('e', 8, at('17:00'))).toMatchObject({ outcome: 'written' })
  })

  test('with the same key twice is one booking, even after it was deleted', async () => {
    const first = await bookTable('same')
    expect(await bookTable('same', 8, { at: NOON + 60_000 })).toEqual({
      ...first,
      outcome: 'repeated',
    })
    expect(await bookTable('same', 4)).toEqual({ outcome: 'refused', reason: 'key_conflict' })
    const { id } = (first as { row: Booking }).row
    await cancel(db, { key: 'off', id, fee: 0, by: member, at: NOON })
    await deleteBookings(db, { key: 'gone', ids: [id], by: member, at: NOON })
    expect(await bookTable('same')).toMatchObject({
      outcome: 'repeated',
      row: { status: 'deleted' },
    })
    expect(await factsOf('booking.made')).toHaveLength(1)
  })

  test.each<[string, Parameters<typeof table>[2], string]>([
    ['a time that has passed', { at: Date.UTC(2026, 10, 25) }, 'in_the_past'],
    ['a time when it is closed', { time: '10:59' }, 'place_closed'],
    ['another deposit than is due', { deposit: 1 }, 'deposit_changed'],
    ['another time zone', { timeZone: 'Europe/Berlin' }, 'place_changed'],
    ['half an hour', { endAt: Date.UTC(2026, 10, 25, 0, 30) }, 'place_changed'],
    ['a place that there is not', { placeId: 'nowhere' }, 'place_changed'],
    ['a party that no table is for', { partySize: 25 }, 'no_table_left'],
    ['no party', { partySize: undefined as never }, 'place_changed'],
  ])('for %s is refused by the database', async (_what, change, reason) => {
    expect(await bookTable('k', 8, change)).toEqual({ outcome: 'refused', reason })
    expect(await factsOf('booking.made')).toEqual([])
  })

  test('above eight people is the private room, with its deposit', async () => {
    const written = await bookTable('k', 17, { deposit: 1_020_00 })
    expect(written).toMatchObject({ outcome: 'written', row: { unit: 'Private room' } })
    expect(await bookTable('l', 9, { deposit: 540_00 })).toMatchObject({ reason: 'no_table_left' })
  })
})

test.each([
  "UPDATE booking SET booked_by = 'mallory' WHERE number = 1001",
  "UPDATE booking SET unit = 't13' WHERE number = 1001",
  'UPDATE booking SET fee = 1 WHERE number = 1003',
  "UPDATE booking SET status = 'confirmed', cancelled_key = NULL, cancelled_by = NULL, cancelled_at = NULL, fee = NULL WHERE number = 1003",
  "UPDATE booking SET status = 'deleted', name = NULL, purpose = NULL, deleted_key = 'x' WHERE number = 1003",
  'DELETE FROM booking',
  'INSERT OR REPLACE INTO booking SELECT * FROM booking WHERE number = 1001',
])('the database refuses %s', async (statement) => {
  await expect(db.prepare(statement).run()).rejects.toThrow(/frozen|kept|key_used|FOREIGN/)
})
