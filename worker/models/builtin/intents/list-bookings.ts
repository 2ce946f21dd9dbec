import { bookingLine, isOwn, readBookings } from '../bookings.ts'
import { readSpan } from '../facts/days.ts'
import { propose } from '../frames/frame.ts'
import { cancellation } from '../frames/single.ts'
import { count, list, upperFirst } from '../phrases.ts'
import { together } from '../together.ts'
import type { Intent, Teller } from '../plan.ts'
import { chosenBookings } from './cancel-booking.ts'

const asked =
  /\b(?:list|show|see|give me|display|which|what|any|are there|how many|do (?:i|we) have|have (?:i|we)(?: got)?|my|our|when (?:is|are|was)|where is|look up|check|find|tell me)\b.*\b(?:bookings?|reservations?|booked|reserved)\b|^(?:(?:all|the|my|our|upcoming|cancelled|confirmed) )*(?:bookings|reservations)$|\bwhat (?:have|did|do) (?:i|we) (?:have )?(?:booked?|reserved?)\b|\bdo (?:i|we) have (?:a|any|the) (?:tables?|rooms?|meeting)\b(?!.*\b(?:free|available)\b)|\bis my (?:table|room|booking)\b|\bbkg-\d+\b.*\b(?:status|when|where)\b|^(?:when|what|where|show|check|status)\b.*\bbkg-\d/

/** `List my bookings`, `have I got anything booked for Friday?` */
export const listBookings: Intent = {
  name: 'list bookings',
  example: 'List my bookings',
  hints: /\b(?:bookings?|reservations?|booked)\b/i,
  look({ plain, mood, asks }, _heard, past) {
    const isAsked =
      asked.test(plain) ||
      ((asks || mood === 'question') && isOwn(plain) && !/\$|\b(?:dollars|money)\b/.test(plain))
    if (!isAsked || /^how (?:do|can|would|to)\b/.test(plain)) return null
    const status = /\bcancell?ed\b/.test(plain)
      ? 'cancelled'
      : /\b(?:confirmed|active|upcoming)\b/.test(plain)
        ? 'confirmed'
        : undefined
    const { from, to } = readSpan(plain, past.now, 'next')
    return {
      text: '',
      calls: [
        {
          tool: 'list_bookings',
          input: { ...(status && { status }), ...(from && { from }), ...(to && { to }) },
        },
      ],
    }
  },
}

/** After a list, `cancel the second one` means one of these. */
export const tellBookings: Teller = {
  tool: 'list_bookings',
  tell(value) {
    const bookings = readBookings(value)
    if (bookings.length === 0) return { text: 'You have no such booking.' }
    return {
      text: `${upperFirst(count(bookings.length, 'booking'))}:\n\n${list(bookings.map(bookingLine), true)}`,
      hear: (heard, past) => {
        if (!/\b(?:cancel|call off|drop)\b/i.test(heard.text)) return null
        const open = bookings.filter(({ status }) => status === 'confirmed')
        const choice = chosenBookings(heard, bookings, past)?.filter((one) => open.includes(one))
        return choice && choice.length > 0
          ? together(
              choice.map(({ id }) => propose(cancellation, { booking: id })),
              () => ({ text: '' }),
            )
          : null
      },
    }
  },
}
