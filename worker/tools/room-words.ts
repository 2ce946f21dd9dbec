import { z } from 'zod'
import { inList } from '../../domain/durations.ts'
import { minutesOf } from '../../domain/zoned-time.ts'
import { insteadOf, isFreeAt, type Wish } from '../business/bookings/availability.ts'
import type { BookRefusal } from '../business/bookings/book.ts'
import type { Booking } from '../business/bookings/booking.ts'
import { allPlaces, type Place } from '../business/bookings/places.ts'
import { type Slot, slotAt, spanInWords } from '../business/bookings/slot.ts'
import { factsOf, frozenSpan, placeNamed } from './booking.ts'
import type { Outcome, ToolContext } from './tool.ts'

/** What `book_room` freezes, and what is said of it before and after. */

export const approvedRoom = frozenSpan.extend({
  room: z.string(),
  date: z.string(),
  from: z.string(),
  to: z.string(),
  purpose: z.string().optional(),
})
export type ApprovedRoom = z.infer<typeof approvedRoom>

/** What to take in the place of a room that is gone: another room, or another time. */
export async function roomAlternative(
  place: Place,
  wish: Wish,
  slot: Slot,
  { db, now }: Pick<ToolContext, 'db' | 'now'>,
): Promise<string> {
  const others = (await allPlaces(db)).filter(({ kind, id }) => kind === 'room' && id !== place.id)
  const free = await Promise.all(
    others.map(async (other) => {
      const then = slotAt(other, slot.date, slot.time, wish.minutes, now)
      return !('problem' in then) && (await isFreeAt(db, other, wish, then)) ? other.name : null
    }),
  )
  const names = free.filter((name) => name !== null)
  const later = `for ${place.name}, ${await insteadOf(db, place, wish, slot.time, now)}`
  if (names.length === 0) return later
  return `${inList(names)} ${names.length > 1 ? 'are' : 'is'} free then; ${later}`
}

export const roomReceipt = (booking: Booking): Outcome => ({
  status: 'succeeded',
  receipt: {
    title: `Booked room ${booking.place} on ${spanInWords(booking)}`,
    facts: [...factsOf(booking), { label: 'Reference', value: booking.key }],
  },
})

/** The span that was approved. */
export const slotOf = ({ date, from, to, timeZone, startsAt, endsAt }: ApprovedRoom): Slot => ({
  date,
  time: from,
  until: to,
  timeZone,
  startAt: Date.parse(startsAt),
  endAt: Date.parse(endsAt),
})

/** Why nothing was booked, and what would help. */
export async function roomRefused(
  reason: BookRefusal | 'key_conflict',
  seen: ApprovedRoom,
  context: ToolContext,
): Promise<string> {
  const { room, date, from, to } = seen
  switch (reason) {
    case 'no_table_left': {
      const place = await placeNamed(context.db, room, 'room')
      if ('problem' in place) return place.problem
      const wish = { date, minutes: minutesOf(to) - minutesOf(from) }
      const other = await roomAlternative(place, wish, slotOf(seen), context)
      return `${room} has been taken between ${from} and ${to}, so nothing was booked; ${other}.`
    }
    case 'in_the_past':
      return 'That time has passed, so nothing was booked; ask for another one.'
    case 'deposit_changed':
    case 'place_closed':
    case 'place_changed':
      return `The hours or terms of ${room} have changed, so nothing was booked; ask again.`
    case 'key_conflict':
      return 'This reference belongs to another booking, so nothing was booked; ask again.'
  }
}
