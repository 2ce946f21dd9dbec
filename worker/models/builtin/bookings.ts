import { z } from 'zod'
import { dayInWords, type Span } from './facts/days.ts'

const booking = z.object({
  id: z.string(),
  kind: z.string().optional(),
  place: z.string(),
  date: z.string(),
  time: z.string(),
  until: z.string().optional(),
  partySize: z.number().nullish(),
  status: z.string(),
  over: z.boolean().optional(),
  name: z.string().nullish(),
})
/** A booking as list_bookings gives it; date and times are the place's own. */
export type Booking = z.infer<typeof booking>

/** The bookings in a result of list_bookings; none when it is something else. */
export const readBookings = (value: unknown): Booking[] =>
  z.object({ bookings: z.array(booking) }).safeParse(value).data?.bookings ?? []

/** `BKG-1001, Luma, Friday, May 14 at 19:00 for 4`. */
export const bookingLine = ({
  id,
  place,
  date,
  time,
  until,
  partySize,
  status,
  kind,
}: Booking): string =>
  `${id}, ${kind === 'room' ? `room ${place}` : place}, ${dayInWords(date)} ${kind === 'room' && until ? `from ${time} to ${until}` : `at ${time}`}${partySize ? ` for ${partySize}` : ''}${status === 'cancelled' ? ' (cancelled)' : ''}`

export const within = ({ date }: Booking, { from, to }: Span): boolean =>
  (!from || date >= from) && (!to || date <= to)
