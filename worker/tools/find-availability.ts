import { z } from 'zod'
import { dayInWords, minutesOf, timeOf, zoneInWords } from '../../domain/zoned-time.ts'
import { freeOn, freeSpans } from '../business/bookings/availability.ts'
import { mostSeats, unitsFor } from '../business/bookings/places.ts'
import { date, placeName, placeNamed } from './booking.ts'
import { dollars } from './payment.ts'
import { defineRead } from './tool.ts'

export const findAvailability = defineRead({
  kind: 'read',
  name: 'find_availability',
  description:
    'When a venue or room is free on a day, at its own time. A venue gives the `times` at which a party ' +
    'can come (2 people unless told), a room the `spans` that are free.',
  input: z.object({
    place: placeName.describe('Name of the venue or room'),
    date: date.describe('The day there, YYYY-MM-DD'),
    partySize: z.int().min(1).max(500).optional().describe('How many people come'),
  }),

  async run({ place: name, date, partySize = 2 }, { db, now }) {
    const place = await placeNamed(db, name)
    if ('problem' in place) return place
    const { timeZone, opens, closes, seating } = place
    const at = {
      place: place.name,
      date,
      day: dayInWords(date),
      timeZone,
      zone: zoneInWords(timeZone),
      opens,
      closes,
    }
    if (seating === null) {
      const spans = await freeSpans(db, place, date, now)
      return { ...at, kind: 'room' as const, seats: mostSeats(place), spans }
    }
    const [unit] = unitsFor(place, partySize)
    if (!unit) {
      const most = mostSeats(place)
      return { problem: `${place.name} has room for ${most} people at most; name a smaller party.` }
    }
    const deposit = partySize * unit.depositPerPerson
    return {
      ...at,
      kind: 'table' as const,
      partySize,
      lastStart: timeOf(minutesOf(closes) - seating),
      times: await freeOn(db, place, { date, minutes: seating, party: partySize }, now),
      ...(deposit > 0 && { deposit, depositText: dollars(deposit) }),
    }
  },
})
