import { z } from 'zod'
import { shownIn } from '../../domain/zoned-time.ts'
import { insteadOf } from '../business/bookings/availability.ts'
import type { BookRefusal } from '../business/bookings/book.ts'
import type { Booking } from '../business/bookings/booking.ts'
import { type Place, type Unit, unitsFor } from '../business/bookings/places.ts'
import { startInWords } from '../business/bookings/slot.ts'
import { charged, factsOf, frozenSpan, placeNamed, unitInWords } from './booking.ts'
import { dollars } from './payment.ts'
import type { Outcome, ToolContext } from './tool.ts'

/** What `book_table` freezes, and what is said of it before and after. */

export const approvedTable = frozenSpan.extend({
  venue: z.string(),
  partySize: z.int(),
  date: z.string(),
  time: z.string(),
  until: z.string(),
  name: z.string().optional(),
  /** The deposit, which the venue charges. */
  amount: z.int().nonnegative(),
})
export type ApprovedTable = z.infer<typeof approvedTable>

/** `table` or, for large parties, `private room`: what a party gets. */
export const wantedInWords = (unit: Unit | undefined): string =>
  unit && unit.least > 1 ? unit.name.toLowerCase() : 'table'

/** What cancelling costs and until when it costs nothing, for a booking that begins then. */
export function cancellation(place: Place, startAt: number, party: number, now: number): string {
  const { feePerPerson, freeUntil, name, timeZone } = place
  const late = charged(party * feePerPerson, feePerPerson, name)
  const freeEnd = startAt - freeUntil
  if (freeEnd < now) return `It begins so soon that cancelling costs ${late}`
  return `Free until ${startInWords({ ...shownIn(freeEnd, timeZone), timeZone })}; then ${late}`
}

export const tableReceipt = (booking: Booking): Outcome => ({
  status: 'succeeded',
  receipt: {
    title: `Booked ${unitInWords(booking)} for ${booking.partySize} at ${booking.place} on ${startInWords(booking)}`,
    facts: [
      ...factsOf(booking),
      ...(booking.deposit > 0
        ? [{ label: 'Deposit', value: `${dollars(booking.deposit)}, charged by ${booking.place}` }]
        : []),
      { label: 'Reference', value: booking.key },
    ],
  },
})

/** Why nothing was booked, and what would help. */
export async function tableRefused(
  reason: BookRefusal | 'key_conflict',
  seen: ApprovedTable,
  { db, now }: ToolContext,
): Promise<string> {
  const { venue, partySize: party, date, time } = seen
  switch (reason) {
    case 'no_table_left': {
      const place = await placeNamed(db, venue, 'venue')
      if ('problem' in place) return place.problem
      const wish = { date, minutes: place.seating ?? 0, party }
      const other = await insteadOf(db, place, wish, time, now)
      const what = wantedInWords(unitsFor(place, party)[0])
      return `${venue} has no ${what} for ${party} at ${time} any more, so nothing was booked; ${other}.`
    }
    case 'in_the_past':
      return 'That time has passed, so nothing was booked; ask for another one.'
    case 'deposit_changed':
      return `The deposit at ${venue} changed, so nothing was booked; ask again to see it as it is now.`
    case 'place_closed':
    case 'place_changed':
      return `${venue} has changed its hours or tables, so nothing was booked; ask again.`
    case 'key_conflict':
      return 'This reference belongs to another booking, so nothing was booked; ask again.'
  }
}
