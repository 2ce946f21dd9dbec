import { z } from 'zod'
import { usd } from '../../domain/money.ts'
import { insteadOf, isFreeAt } from '../business/bookings/availability.ts'
import { book } from '../business/bookings/book.ts'
import { bookedWith } from '../business/bookings/booking.ts'
import { mostSeats, placeId, unitsFor } from '../business/bookings/places.ts'
import { slotAt, spanInWords, startInWords } from '../business/bookings/slot.ts'
import { charged, date, frozen, people, placeName, placeNamed, time, words } from './booking.ts'
import { movedFrom, riskOf } from './payment.ts'
import {
  type ApprovedTable,
  approvedTable,
  cancellation,
  tableReceipt,
  tableRefused,
  wantedInWords,
} from './table-words.ts'
import { defineEffect, type Problem, type Proposal, type ToolContext } from './tool.ts'

const partySize = z.int().min(1).max(500)

const callInput = z.object({
  venue: placeName.describe('Name of the venue, for example Luma'),
  partySize: partySize.describe('How many people come'),
  date: date.describe('The day at the venue, YYYY-MM-DD'),
  time: time.describe('When the party comes, HH:MM on a 24 hour clock at the venue'),
  name: words.optional().describe('In whose name, shown to people'),
})
type Call = z.infer<typeof callInput>

async function describe(
  call: Call,
  { db, now }: ToolContext,
): Promise<Proposal<ApprovedTable> | Problem> {
  const place = await placeNamed(db, call.venue, 'venue')
  if ('problem' in place) return place
  const { name: venue, seating } = place
  const { partySize: party } = call
  const slot = slotAt(place, call.date, call.time, seating ?? 0, now)
  if ('problem' in slot) return slot
  const [unit] = unitsFor(place, party)
  if (!unit) {
    return {
      problem: `${venue} has room for ${mostSeats(place)} people at most; name a smaller party, or book two.`,
    }
  }
  const wish = { date: call.date, minutes: seating ?? 0, party }
  if (!(await isFreeAt(db, place, wish, slot))) {
    const other = await insteadOf(db, place, wish, call.time, now)
    return {
      problem: `${venue} has no ${wantedInWords(unit)} for ${party} at ${call.time}; ${other}.`,
    }
  }
  const amount = party * unit.depositPerPerson
  const isPrivate = unit.least > 1
  return {
    title: `Book ${isPrivate ? 'the' : 'a'} ${wantedInWords(unit)} for ${party} at ${venue} on ${startInWords(slot)}`,
    summary: [
      { label: 'Where', value: isPrivate ? `${venue}, ${wantedInWords(unit)}` : venue },
      { label: 'When', value: spanInWords(slot) },
      { label: 'Party', value: people(party) },
      ...(call.name ? [{ label: 'Name', value: call.name }] : []),
      ...(isPrivate
        ? []
        : [{ label: 'Table', value: 'The smallest free one that fits; the receipt says which' }]),
      {
        label: 'Cost',
        value: amount > 0 ? `Deposit of ${charged(amount, unit.depositPerPerson, venue)}` : 'Free',
      },
      { label: 'Cancelling', value: cancellation(place, slot.startAt, party, now) },
      { label: 'Undo', value: 'Cancelling it would be a new request' },
    ],
    risk: riskOf(amount),
    arguments: {
      venue,
      partySize: party,
      date: slot.date,
      time: slot.time,
      until: slot.until,
      ...(call.name && { name: call.name }),
      ...frozen(slot),
      amount,
    },
    ...(amount > 0 && { amount: usd(amount) }),
    grantable: [
      { fact: 'venue', op: 'eq', value: venue },
      { fact: 'partySize', op: 'lte', value: party },
      { fact: 'amount', op: 'lte', value: amount },
    ],
  }
}

export const bookTable = defineEffect({
  kind: 'effect',
  name: 'book_table',
  description:
    'Book a table at a venue. Date and time are the venue’s own; parties above 8 get the private room. ' +
    'A problem names free times. People confirm before anything is booked.',
  input: callInput,

  arguments: approvedTable,

  target: ({ venue, date, time }) => `table:${placeId(venue)}:${date}T${time}`,

  describe,

  edit: {
    fields: z.strictObject({
      partySize: partySize.meta({ title: 'People' }),
      date: date.meta({ title: 'Date' }),
      time: time.meta({ title: 'Time', description: 'At the venue, like 19:00' }),
      name: words.optional().meta({ title: 'Name' }),
    }),
    material: ['partySize', 'date', 'time'],
    input: ({ venue, partySize, date, time, name }) => ({
      venue,
      partySize,
      date,
      time,
      ...(name && { name }),
    }),
  },

  // A table that is gone is no new proposal: the database refuses it, and the refusal says what is free.
  check: async (seen, context) => movedFrom(seen, await describe(seen, context)),

  async run(key, seen, context) {
    const { venue, partySize, date, time, until, timeZone, startsAt, endsAt, name, amount } = seen
    const written = await book(context.db, {
      key,
      placeId: placeId(venue),
      partySize,
      date,
      time,
      until,
      timeZone,
      startAt: Date.parse(startsAt),
      endAt: Date.parse(endsAt),
      ...(name && { name }),
      deposit: amount,
      by: context.actor,
      at: context.now,
    })
    if (written.outcome !== 'refused') return tableReceipt(written.row)
    return { status: 'failed', error: await tableRefused(written.reason, seen, context) }
  },

  async find(key, { db }) {
    const booking = await bookedWith(db, key)
    return booking && tableReceipt(booking)
  },
})
