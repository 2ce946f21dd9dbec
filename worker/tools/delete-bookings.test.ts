import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { findBooking } from '../business/bookings/booking.ts'
import { seedBusiness } from '../business/seed.ts'
import { contextOf, NOON, somebody } from '../testing/business.ts'
import { asked } from '../testing/proposing.ts'
import { deleteBookings } from './delete-bookings.ts'
import { cancelBooking } from './cancel-booking.ts'

const db = env.DB
const context = contextOf(somebody('member'))
const deleting = asked(deleteBookings, context)
const cancelling = asked(cancelBooking, context)

beforeEach(() => seedBusiness(db, NOON))

describe('delete_bookings', () => {
  test('says how many, which, and that it is final', async () => {
    const { title, summary, risk, arguments: approved } = await deleting.proposal({})
    expect(title).toBe('Delete 3 cancelled bookings')
    expect(risk).toBe('high')
    expect(summary.map(({ label }) => label)).toEqual(['How many', 'Which', 'Only these', 'Undo'])
    expect(summary[1]!.value.split('\n')).toEqual([
      'BKG-1003: the table for 3 at Luma on Friday, 20 November 2026 at 19:30, by Member',
      expect.stringMatching(/^BKG-1005: room Birch on /),
      expect.stringMatching(/^BKG-1006: the table for 2 at Luma .*, by Second member$/),
    ])
    expect(approved).toEqual({
      status: 'cancelled',
      count: 3,
      ids: ['BKG-1003', 'BKG-1005', 'BKG-1006'],
    })
  })

  test('deletes what people saw, not what was cancelled meanwhile', async () => {
    const { arguments: approved } = await deleting.proposal({ before: '2026-11-29' })
    expect(approved.ids).toEqual(['BKG-1003', 'BKG-1005'])
    const { arguments: late } = await cancelling.proposal({ booking: 'BKG-1002' })
    await cancelBooking.run('late', late, context)
    expect(await deleteBookings.check?.(approved, context)).toBeNull()
    const done = await deleteBookings.run('k', approved, context)
    expect(done).toMatchObject({
      receipt: {
        title: 'Deleted 2 cancelled bookings',
        facts: [{ label: 'Deleted', value: 'BKG-1003, BKG-1005' }, {}],
      },
    })
    expect(await deleteBookings.find?.('k', context)).toEqual(done)
    expect((await findBooking(db, 'BKG-1002'))?.status).toBe('cancelled')
  })

  test('goes back to people when some are gone by now, and fails when all are', async () => {
    const { arguments: approved } = await deleting.proposal({})
    await deleteBookings.run('first', { ...approved, ids: ['BKG-1005'], count: 1 }, context)
    expect(await deleteBookings.check?.(approved, context)).toMatchObject({
      title: 'Delete 2 cancelled bookings',
      arguments: { count: 2, ids: ['BKG-1003', 'BKG-1006'] },
    })
    expect(await deleteBookings.run('k', approved, context)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('nothing was deleted'),
    })
    expect((await findBooking(db, 'BKG-1003'))?.status).toBe('cancelled')
  })

  test('with nothing to delete says so', async () => {
    expect(await deleting.problem({ status: 'cancelled', before: '2026-01-01' })).toBe(
      'There are no cancelled bookings from before Thursday, 1 January 2026, so there is nothing to delete.',
    )
    expect(deleteBookings.input.safeParse({ status: 'confirmed' }).success).toBe(false)
  })
})
