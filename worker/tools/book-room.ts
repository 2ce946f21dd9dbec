import { z } from 'zod'
import { minutesOf } from '../../domain/zoned-time.ts'
import { isFreeAt } from '../business/bookings/availability.ts'
import { book } from '../business/bookings/book.ts'
import { bookedWith } from '../business/bookings/booking.ts'
import { mostSeats, placeId } from '../business/bookings/places.ts'
import { slotAt, spanInWords } from '../business/bookings/slot.ts'
import { date, frozen, people, placeName, placeNamed, time, words } from './booking.ts'
import { movedFrom } from './payment.ts'
import {
  type ApprovedRoom,
  approvedRoom,
  roomAlternative,
  roomReceipt,
  roomRefused,
  slotOf,
} from './room-words.ts'
import { defineEffect, type Problem, type Proposal, type ToolContext } from './tool.ts'

const callInput = z.object({
  room: placeName.describe('Name of the room, for example Atlas'),
  date: date.describe('The day, YYYY-MM-DD'),
  from: time.describe('When it begins, HH:MM on a 24 hour clock where the room is'),
  to: time.describe('When it ends, HH:MM'),
  purpose: words.optional().describe('What for, shown to people'),
})
type Call = z.infer<typeof callInput>

async function describe(
  call: Call,
  context: ToolContext,
): Promise<Proposal<ApprovedRoom> | Problem> {
  const { db, now } = context
  const place = await placeNamed(db, call.room, 'room')
  if ('problem' in place) return place
  const minutes = minutesOf(call.to) - minutesOf(call.from)
  if (minutes <= 0) {
    return { problem: `A booking from ${call.from} cannot end at ${call.to}; name a later end.` }
  }
  const slot = slotAt(place, call.date, call.from, minutes, now)
  if ('problem' in slot) return slot
  const wish = { date: call.date, minutes }
  const { name: room } = place
  if (!(await isFreeAt(db, place, wish, slot))) {
    const other = await roomAlternative(place, wish, slot, context)
    return { problem: `${room} is taken between ${call.from} and ${call.to}; ${other}.` }
  }
  return {
    title: `Book room ${room} on ${spanInWords(slot)}`,
    summary: [
      { label: 'Where', value: `Room ${room}, seats ${people(mostSeats(place))}` },
      { label: 'When', value: spanInWords(slot) },
      ...(call.purpose ? [{ label: 'Purpose', value: call.purpose }] : []),
      { label: 'Cost', value: 'Free' },
      { label: 'Cancelling', value: 'Free until it begins' },
      { label: 'Undo', value: 'Cancelling it would be a new request' },
    ],
    risk: 'low',
    arguments: {
      room,
      date: call.date,
      from: slot.time,
      to: slot.until,
      ...(call.purpose && { purpose: call.purpose }),
      ...frozen(slot),
    },
    grantable: [{ fact: 'room', op: 'eq', value: room }],
  }
}

export const bookRoom = defineEffect({
  kind: 'effect',
  name: 'book_room',
  description:
    'Book a meeting room from one time to another. Date and times are those where the room is. ' +
    'A problem names what is free. People confirm before anything is booked.',
  input: callInput,

  arguments: approvedRoom,

  target: ({ room, date, from }) => `room:${placeId(room)}:${date}T${from}`,

  describe,

  edit: {
    fields: z.strictObject({
      date: date.meta({ title: 'Date' }),
      from: time.meta({ title: 'From', description: 'Like 10:00, where the room is' }),
      to: time.meta({ title: 'To', description: 'Like 12:00' }),
      purpose: words.optional().meta({ title: 'Purpose' }),
    }),
    material: ['date', 'from', 'to'],
    input: ({ room, date, from, to, purpose }) => ({
      room,
      date,
      from,
      to,
      ...(purpose && { purpose }),
    }),
  },

  // A room that is gone is no new proposal: the database refuses it, and the refusal says what is free.
  check: async (seen, context) => movedFrom(seen, await describe(seen, context)),

  async run(key, seen, context) {
    const written = await book(context.db, {
      ...slotOf(seen),
      key,
      placeId: placeId(seen.room),
      ...(seen.purpose && { purpose: seen.purpose }),
      deposit: 0,
      by: context.actor,
      at: context.now,
    })
    if (written.outcome !== 'refused') return roomReceipt(written.row)
    return { status: 'failed', error: await roomRefused(written.reason, seen, context) }
  },

  async find(key, { db }) {
    const booking = await bookedWith(db, key)
    return booking && roomReceipt(booking)
  },
})
