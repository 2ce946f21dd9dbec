import { z } from 'zod'
import { usd } from '../../domain/money.ts'
import { shownIn } from '../../domain/zoned-time.ts'
import {
  type Booking,
  bookingId,
  cancelledWith,
  findBooking,
} from '../business/bookings/booking.ts'
import {
  cancel,
  type CancelRefusal,
  feeAt,
  freeUntil,
  mayCancel,
} from '../business/bookings/cancel.ts'
import { findPlace, type Place } from '../business/bookings/places.ts'
import { startInWords } from '../business/bookings/slot.ts'
import { charged, factsOf, whatOf, whenOf } from './booking.ts'
import { dollars, movedFrom, riskOf } from './payment.ts'
import {
  defineEffect,
  type Outcome,
  type Problem,
  type Proposal,
  type ToolContext,
} from './tool.ts'

const callInput = z.object({
  booking: z
    .string()
    .min(1)
    .max(40)
    .overwrite(bookingId)
    .describe('Id of the booking, for example BKG-1001'),
})

const approved = z.object({
  booking: z.string(),
  place: z.string(),
  date: z.string(),
  time: z.string(),
  /** The fee, which the venue charges. */
  amount: z.int().nonnegative(),
})
type Approved = z.infer<typeof approved>

/** What it costs and why, for people. */
function feeInWords(booking: Booking, place: Place, fee: number): string {
  if (fee > 0) return charged(fee, place.feePerPerson, place.name)
  if (place.feePerPerson === 0) return 'None'
  const { timeZone } = booking
  const end = { ...shownIn(freeUntil(booking, place), timeZone), timeZone }
  return `None until ${startInWords(end)}; later ${charged(
    (booking.partySize ?? 0) * place.feePerPerson,
    place.feePerPerson,
    place.name,
  )}`
}

async function describe(
  { booking: id }: { booking: string },
  { db, actor, now }: ToolContext,
): Promise<Proposal<Approved> | Problem> {
  const booking = await findBooking(db, id)
  if (!booking) {
    return { problem: `There is no booking ${bookingId(id)}; ask me to list your bookings.` }
  }
  if (booking.status === 'cancelled') return { problem: `${booking.id} was cancelled already.` }
  if (!mayCancel(booking, actor)) {
    return {
      problem: `${booking.id} was booked by ${booking.bookedByName}; they or a manager can cancel it.`,
    }
  }
  if (booking.startAt <= now) {
    return { problem: `${booking.id} has begun already, on ${whenOf(booking)}; it stays as it is.` }
  }
  const place = await findPlace(db, booking.placeId)
  if (!place) throw new Error(`Booking ${booking.id} is of a place that is not there.`)
  const fee = feeAt(booking, place, now)
  return {
    title: `Cancel ${whatOf(booking)} on ${whenOf(booking)}`,
    summary: [
      ...factsOf(booking),
      ...(booking.bookedBy === actor.id
        ? []
        : [{ label: 'Booked by', value: booking.bookedByName }]),
      { label: 'Fee', value: feeInWords(booking, place, fee) },
      ...(booking.deposit > 0
        ? [{ label: 'Deposit', value: `${dollars(booking.deposit)}, returned by ${place.name}` }]
        : []),
      { label: 'Undo', value: 'Cannot be undone; booking again depends on what is free then' },
    ],
    risk: riskOf(fee),
    arguments: {
      booking: booking.id,
      place: booking.place,
      date: booking.date,
      time: booking.time,
      amount: fee,
    },
    ...(fee > 0 && { amount: usd(fee) }),
    grantable: [{ fact: 'amount', op: 'lte', value: fee }],
  }
}

const receiptOf = (booking: Booking): Outcome => ({
  status: 'succeeded',
  receipt: {
    title: `Cancelled ${whatOf(booking)} on ${whenOf(booking)}`,
    facts: [
      ...factsOf(booking),
      {
        label: 'Fee',
        value: booking.fee ? `${dollars(booking.fee)}, charged by ${booking.place}` : 'None',
      },
      ...(booking.cancelledKey ? [{ label: 'Reference', value: booking.cancelledKey }] : []),
    ],
  },
})

/** Why nothing was cancelled, and what would help. */
function refused(reason: CancelRefusal | 'key_conflict', id: string): string {
  switch (reason) {
    case 'not_confirmed':
      return `${id} has been cancelled already, so nothing was cancelled a second time.`
    case 'not_yours':
      return `${id} is somebody else’s booking, so it was not cancelled; they or a manager can.`
    case 'has_begun':
      return `${id} has begun, so it was not cancelled.`
    case 'fee_changed':
      return `The fee for cancelling ${id} changed, so it was not cancelled; ask again to see it.`
    case 'no_such_booking':
      return `There is no booking ${id} any more, so nothing was cancelled.`
    case 'key_conflict':
      return 'This reference belongs to something else, so nothing was cancelled; ask again.'
  }
}

export const cancelBooking = defineEffect({
  kind: 'effect',
  name: 'cancel_booking',
  description:
    'Cancel one booking of a table or room by its id; list_bookings gives the ids. Late, a table costs ' +
    'a fee. People confirm before anything is cancelled.',
  input: callInput,

  arguments: approved,

  target: ({ booking }) => `booking:${bookingId(booking)}`,

  describe,

  // A fee that has become due while it waited is told before anything is cancelled.
  check: async (seen, context) => movedFrom(seen, await describe(seen, context)),

  async run(key, { booking: id, amount: fee }, { db, actor, now }) {
    const cancelled = await cancel(db, { key, id, fee, by: actor, at: now })
    if (cancelled.outcome !== 'refused') return receiptOf(cancelled.row)
    return { status: 'failed', error: refused(cancelled.reason, id) }
  },

  async find(key, { db }) {
    const booking = await cancelledWith(db, key)
    return booking && receiptOf(booking)
  },
})
