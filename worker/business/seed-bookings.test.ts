import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { NOON, somebody } from '../testing/business.ts'
import { seedBusiness } from './seed.ts'
import { bookingsIn, findBooking } from './bookings/booking.ts'
import { cancel } from './bookings/cancel.ts'
import { deleteBookings } from './bookings/delete.ts'
import { exportBookings, exportFor } from './bookings/export.ts'
import { bookTable } from './bookings/testing.ts'

const db = env.DB
const member = somebody('member')
const DAY = 86_400_000

beforeEach(() => seedBusiness(db, NOON))

describe('the demo', () => {
  test('has bookings to come and three that were cancelled', async () => {
    const all = await bookingsIn(db, {}, 100)
    expect(all.filter(({ status }) => status === 'cancelled')).toHaveLength(3)
    const confirmed = all.filter(({ status }) => status === 'confirmed')
    expect(confirmed.length).toBeGreaterThan(3)
    expect(confirmed.every(({ startAt }) => startAt > NOON + DAY)).toBe(true)
    expect(await findBooking(db, 'bkg 1001')).toMatchObject({
      id: 'BKG-1001',
      place: 'Luma',
      date: '2026-11-26',
      bookedBy: 'member',
      status: 'confirmed',
    })
  })

  test('is put back whole, numbers included', async () => {
    const before = await bookingsIn(db, {}, 100)
    await bookTable('one')
    await cancel(db, { key: 'two', id: 'BKG-1001', fee: 0, by: member, at: NOON })
    await deleteBookings(db, { key: 'three', ids: ['BKG-1001'], by: member, at: NOON })
    await exportBookings(db, { key: 'four', filter: {}, by: member, at: NOON })
    await seedBusiness(db, NOON)
    expect(await bookingsIn(db, {}, 100)).toEqual(before)
    expect(await bookTable('one')).toMatchObject({ outcome: 'written', row: { id: 'BKG-1008' } })
    expect(await exportFor(db, 'EXP-1', 'member')).toBeNull()
  })
})
