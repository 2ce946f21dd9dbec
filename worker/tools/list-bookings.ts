import { z } from 'zod'
import { dayInWords } from '../../domain/zoned-time.ts'
import { ownBookings } from '../business/bookings/booking.ts'
import { date } from './booking.ts'
import { dollars } from './payment.ts'
import { defineRead } from './tool.ts'

/** More would fill a prompt and help nobody. */
const MOST = 50

export const listBookings = defineRead({
  kind: 'read',
  name: 'list_bookings',
  description:
    "The person's own bookings of tables and rooms: those to come first, the next one leading. Use it " +
    'for ids before cancelling. Dates and times are the places’ own; money is in US cents.',
  input: z.object({
    status: z.enum(['confirmed', 'cancelled']).optional().describe('Left out: both'),
    from: date.optional().describe('The first day, YYYY-MM-DD'),
    to: date.optional().describe('The last day, YYYY-MM-DD'),
  }),

  async run({ status, from, to }, { db, actor, now }) {
    const filter = {
      bookedBy: actor.id,
      ...(status && { status }),
      ...(from && { from }),
      ...(to && { to }),
    }
    const own = await ownBookings(db, filter, now, MOST)
    return {
      bookings: own.map((booking) => ({
        id: booking.id,
        kind: booking.kind,
        place: booking.place,
        ...(booking.kind === 'table' && { table: booking.unit }),
        date: booking.date,
        day: dayInWords(booking.date),
        time: booking.time,
        until: booking.until,
        timeZone: booking.timeZone,
        ...(booking.partySize !== null && { partySize: booking.partySize }),
        status: booking.status,
        over: booking.endAt <= now,
        ...(booking.name && { name: booking.name }),
        ...(booking.purpose && { purpose: booking.purpose }),
        ...(booking.deposit > 0 && {
          deposit: booking.deposit,
          depositText: dollars(booking.deposit),
        }),
        ...(booking.fee && { fee: booking.fee, feeText: dollars(booking.fee) }),
      })),
    }
  },
})
