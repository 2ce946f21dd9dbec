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

const thing =
  '(?:tables?|rooms?|bookings?|reservations?|dinner|lunch|breakfast|brunch|meetings?|slots?|spots?|seats?|luma|atlas|birch)'
const place =
  '(?:luma|atlas|birch|(?:the |a |any |our |my |that )?(?:\\p{L}+ )?(?:tables?|rooms?|bookings?|reservations?))'
const own = new RegExp(
  String.raw`\b(?:my|our|mine|ours) (?:[\p{L}'-]+ ){0,3}?${thing}\b|\b(?:have|do|did|had) (?:i|we) (?:still |already |even |really |actually |also )*(?:got|have|hold|keep|book|reserve|cancel) ${place}|\b(?:i|we)(?:'ve| have)? (?:still |already |ever )*(?:got|booked|reserved|hold|held|made|cancell?ed)\b|\b(?:reserved|booked|held|blocked|down|kept|confirmed) (?:for|to|by) (?:me|us)\b|\b(?:have|did) (?:i|we) (?:still |already |ever |even |actually )*(?:got|book|reserve|cancel|booked|reserved|cancell?ed|made)\b|\b(?:am i|are we) (?:still |already |really )*(?:booked|down|in|on|expected|confirmed|having|meeting|eating|dining)\b|\bunder my name\b`,
  'u',
)
const open = /\b(?:free|available|availability|vacant|left|open|unoccupied|bookable)\b/

/** Whether a question (lower case) is about bookings that one has, not about what is free. */
export const isOwn = (plain: string): boolean =>
  own.test(plain) && !open.test(plain) && !/\b(?:to pay|owed?|invoices?|bills?|money)\b/.test(plain)
