import { z } from 'zod'
import { inList } from '../../domain/durations.ts'
import { oneLine } from '../../domain/plain-text.ts'
import type { Fact } from '../../domain/receipt.ts'
import type { Booking } from '../business/bookings/booking.ts'
import { allPlaces, findPlace, type Place } from '../business/bookings/places.ts'
import { type Slot, spanInWords, startInWords } from '../business/bookings/slot.ts'
import { dollars } from './payment.ts'
import type { Problem } from './tool.ts'

/** What the tools that book have in common: their fields, their facts, their way of finding a place. */

export const placeName = z.string().trim().min(1).max(80)
export const date = z.iso.date()
export const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'Write a time like 19:00.')
export const words = z.string().overwrite(oneLine).max(140)

/** What is frozen of a span of time: as the place's clocks show it, and as moments in ISO 8601. */
export const frozenSpan = z.object({
  timeZone: z.string(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
})

export const frozen = ({ timeZone, startAt, endAt }: Slot): z.infer<typeof frozenSpan> => ({
  timeZone,
  startsAt: new Date(startAt).toISOString(),
  endsAt: new Date(endAt).toISOString(),
})

const unknown = {
  any: { what: 'place', there: 'there are' },
  venue: { what: 'venue', there: 'I can book tables at' },
  room: { what: 'room', there: 'I can book' },
} as const

/** The venue or room that people mean, or a sentence with those that there are. */
export async function placeNamed(
  db: D1Database,
  name: string,
  kind?: Place['kind'],
): Promise<Place | Problem> {
  const place = await findPlace(db, name)
  if (place && (!kind || place.kind === kind)) return place
  if (place?.kind === 'room')
    return { problem: `${place.name} is a room; ask me to book the room.` }
  if (place) return { problem: `${place.name} has tables; ask me to book a table there.` }
  const known = (await allPlaces(db)).filter((one) => !kind || one.kind === kind)
  const names = inList(known.map((one) => one.name))
  const { what, there } = unknown[kind ?? 'any']
  return { problem: `I know no ${what} called ${oneLine(name)}; ${there} ${names || 'none yet'}.` }
}

/** `4 people`. */
export const people = (count: number): string => `${count} ${count === 1 ? 'person' : 'people'}`

/** `table 4`, `the private room`: what was given out. */
export const unitInWords = ({ unit, least }: Pick<Booking, 'unit' | 'least'>): string =>
  least > 1 ? `the ${unit.toLowerCase()}` : unit.toLowerCase()

/** `the table for 4 at Luma`, `room Atlas`: what a booking is of. */
export const whatOf = (booking: Booking): string => {
  const { kind, place, least, partySize } = booking
  if (kind === 'room') return `room ${place}`
  return `${least > 1 ? unitInWords(booking) : 'the table'} for ${partySize} at ${place}`
}

/** When a booking is, for a sentence. */
export const whenOf = (booking: Booking): string =>
  booking.kind === 'room' ? spanInWords(booking) : startInWords(booking)

/** The facts that every card and receipt about a booking shows. */
export const factsOf = (booking: Booking): Fact[] => [
  { label: 'Booking', value: booking.id },
  {
    label: 'Where',
    value: booking.kind === 'room' ? `Room ${booking.place}` : `${booking.place}, ${booking.unit}`,
  },
  { label: 'When', value: spanInWords(booking) },
  ...(booking.partySize === null ? [] : [{ label: 'Party', value: people(booking.partySize) }]),
  ...(booking.name ? [{ label: 'Name', value: booking.name }] : []),
  ...(booking.purpose ? [{ label: 'Purpose', value: booking.purpose }] : []),
]

/** `$40.00 ($10.00 per person), charged by Luma`. */
export const charged = (amount: number, each: number, by: string): string =>
  `${dollars(amount)} (${dollars(each)} per person), charged by ${by}`
