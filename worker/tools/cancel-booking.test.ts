import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { findBooking } from '../business/bookings/booking.ts'
import { seedBusiness } from '../business/seed.ts'
import { contextOf, NOON, somebody } from '../testing/business.ts'
import { asked } from '../testing/proposing.ts'
import { cancelBooking } from './cancel-booking.ts'

const db = env.DB
const context = contextOf(somebody('member'))
const cancelling = asked(cancelBooking, context)
const DAY = 86_400_000

beforeEach(() => seedBusiness(db, NOON))

describe('cancel_booking', () => {
  test('says what is cancelled and what it costs', async () => {
    expect(await cancelling.proposal({ booking: 'booking 1001' })).toMatchObject({
      title:
        'Cancel the table for 4 at Luma on Thursday, 26 November 2026 at 19:00 (New York time)',
      summary: expect.arrayContaining([
        { label: 'Booking', value: 'BKG-1001' },
        {
          label: 'Fee',
          value:
            'None until Wednesday, 25 November 2026 at 19:00 (New York time); later $40.00 ($10.00 per person), charged by Luma',
        },
      ]),
      arguments: { booking: 'BKG-1001', amount: 0 },
      grantable: [{ fact: 'amount', op: 'lte', value: 0 }],
    })
    const room = await cancelling.proposal({ booking: 'BKG-1002' })
    expect(room.title).toMatch(/^Cancel room Atlas on Wednesday, 25 November 2026 from 14:00/)
    expect(room.summary).toContainEqual({ label: 'Fee', value: 'None' })
    expect(cancelBooking.target({ booking: '1001' })).toBe('booking:BKG-1001')
  })

  test('a fee that became due while it waited goes back to people', async () => {
    const { arguments: approved } = await cancelling.proposal({ booking: 'BKG-1001' })
    const { startAt } = (await findBooking(db, 'BKG-1001'))!
    const late = { ...context, now: startAt - DAY + 1 }
    expect(await cancelBooking.check?.(approved, context)).toBeNull()
    const moved = await cancelBooking.check?.(approved, late)
    expect(moved).toMatchObject({ amount: { amount: 40_00 }, arguments: { amount: 40_00 } })
    expect(await cancelBooking.run('k', approved, late)).toMatchObject({ status: 'failed' })
    const done = await cancelBooking.run('k', moved!.arguments, late)
    expect(done).toMatchObject({
      status: 'succeeded',
      receipt: {
        title: expect.stringMatching(/^Cancelled the table for 4 at Luma on Thursday/),
        facts: expect.arrayContaining([{ label: 'Fee', value: '$40.00, charged by Luma' }]),
      },
    })
    expect(await cancelBooking.run('k', moved!.arguments, late)).toEqual(done)
    expect(await cancelBooking.find?.('k', late)).toEqual(done)
    expect(await cancelBooking.run('again', moved!.arguments, late)).toEqual({
      status: 'failed',
      error: 'BKG-1001 has been cancelled already, so nothing was cancelled a second time.',
    })
  })

  test('is for whoever booked it, or a manager', async () => {
    const other = contextOf(somebody('member2'))
    expect(await cancelling.problem({ booking: 'BKG-1001' }, other)).toBe(
      'BKG-1001 was booked by Member; they or a manager can cancel it.',
    )
    const boss = contextOf(somebody('manager', 'manager'))
    const { summary } = await cancelling.proposal({ booking: 'BKG-1001' }, boss)
    expect(summary).toContainEqual({ label: 'Booked by', value: 'Member' })
  })

  test.each([
    ['BKG-9999', 'There is no booking BKG-9999; ask me to list your bookings.'],
    ['BKG-1003', 'BKG-1003 was cancelled already.'],
  ])('%s names why not', async (booking, problem) => {
    expect(await cancelling.problem({ booking })).toBe(problem)
  })
})
