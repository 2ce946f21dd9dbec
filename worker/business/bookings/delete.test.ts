import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { NOON, somebody } from '../../testing/business.ts'
import { seedBusiness } from '../seed.ts'
import { findBooking } from './booking.ts'
import { cancel } from './cancel.ts'
import { deleteBookings } from './delete.ts'
import { factsOf } from './testing.ts'

const db = env.DB
const member = somebody('member')
const statusOf = async (id: string) => (await findBooking(db, id))?.status

beforeEach(() => seedBusiness(db, NOON))

describe('deleting', () => {
  const remove = (key: string, ids: string[]) =>
    deleteBookings(db, { key, ids, by: member, at: NOON })

  test('deletes exactly the frozen ones, words included, and says so once', async () => {
    await cancel(db, { key: 'late', id: 'BKG-1001', fee: 0, by: member, at: NOON })
    const ids = ['BKG-1003', 'BKG-1005']
    expect(await remove('k', ids)).toEqual({ outcome: 'written', row: { key: 'k', ids } })
    expect(await remove('k', ids)).toEqual({ outcome: 'repeated', row: { key: 'k', ids } })
    expect(await remove('k', ['BKG-1001'])).toMatchObject({ reason: 'key_conflict' })
    expect(await Promise.all(ids.map(statusOf))).toEqual([undefined, undefined])
    // Cancelled meanwhile, and cancelled before but not asked for.
    expect(await statusOf('BKG-1001')).toBe('cancelled')
    expect(await statusOf('BKG-1006')).toBe('cancelled')
    const words = await db
      .prepare("SELECT count(*) AS n FROM booking WHERE status = 'deleted' AND purpose IS NOT NULL")
      .first('n')
    expect(words).toBe(0)
    expect(await factsOf('bookings.deleted')).toMatchObject([{ key: 'k', bookings: ids }])
  })

  test.each([
    ['one that is confirmed', ['BKG-1003', 'BKG-1001']],
    ['one that there is not', ['BKG-1003', 'BKG-9999']],
    ['the same one twice', ['BKG-1003', 'BKG-1003']],
  ])('with %s deletes none', async (_what, ids) => {
    expect(await remove('k', ids)).toEqual({ outcome: 'refused', reason: 'bookings_changed' })
    expect(await statusOf('BKG-1003')).toBe('cancelled')
  })
})
