import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { seedBusiness } from '../business/seed.ts'
import { contextOf, NOON, somebody } from '../testing/business.ts'
import { asked } from '../testing/proposing.ts'
import { bookTable } from './book-table.ts'
import { findAvailability } from './find-availability.ts'
import { listBookings } from './list-bookings.ts'

const context = contextOf(somebody('member'))
const tables = asked(bookTable, context)

beforeEach(() => seedBusiness(env.DB, NOON))

describe('reading bookings', () => {
  test('own bookings, those to come first', async () => {
    const { bookings } = await listBookings.run({}, context)
    expect(bookings.map(({ id }) => id)).toEqual(['BKG-1002', 'BKG-1001', 'BKG-1005', 'BKG-1003'])
    expect(bookings[1]).toEqual({
      id: 'BKG-1001',
      kind: 'table',
      place: 'Luma',
      table: 'Table 4',
      date: '2026-11-26',
      day: 'Thursday, 26 November 2026',
      time: '19:00',
      until: '21:00',
      timeZone: 'America/New_York',
      partySize: 4,
      status: 'confirmed',
      over: false,
      name: 'Team dinner',
    })
    const cancelled = await listBookings.run({ status: 'cancelled' }, context)
    expect(cancelled.bookings.map(({ id }) => id)).toEqual(['BKG-1005', 'BKG-1003'])
    const some = await listBookings.run({ from: '2026-11-26', to: '2026-11-26' }, context)
    expect(some.bookings.map(({ id }) => id)).toEqual(['BKG-1001'])
    const nobody = contextOf(somebody('somebody-else'))
    expect(await listBookings.run({}, nobody)).toEqual({ bookings: [] })
  })

  test('what is free for a party, and for how long a room', async () => {
    const { arguments: approved } = await tables.proposal({
      venue: 'Luma',
      partySize: 8,
      date: '2026-11-23',
      time: '19:00',
    })
    await bookTable.run('k', approved, context)
    const times = await findAvailability.run(
      { place: 'Luma', date: '2026-11-23', partySize: 8 },
      context,
    )
    expect(times).toMatchObject({ kind: 'table', partySize: 8, lastStart: '22:00' })
    expect('times' in times && times.times?.slice(-4)).toEqual(['17:00', '21:00', '21:30', '22:00'])
    expect(
      await findAvailability.run({ place: 'atlas', date: '2026-11-25' }, context),
    ).toMatchObject({
      kind: 'room',
      seats: 12,
      spans: [
        { from: '07:00', to: '14:00' },
        { from: '15:30', to: '21:00' },
      ],
    })
    const today = await findAvailability.run(
      { place: 'Birch', date: '2026-11-22' },
      {
        ...context,
        now: NOON + 7_200_000,
      },
    )
    expect(today).toMatchObject({ spans: [{ from: '09:00', to: '21:00' }] })
    expect(await findAvailability.run({ place: 'Moon', date: '2026-11-23' }, context)).toEqual({
      problem: 'I know no place called Moon; there are Atlas, Birch and Luma.',
    })
    const past = await findAvailability.run({ place: 'Luma', date: '2026-11-21' }, context)
    expect(past).toMatchObject({ times: [] })
  })
})
