import { dayInWords, readDays, readSpan } from '../facts/days.ts'
import type { Frame, Slots } from './frame.ts'

const status = (plain: string): string | undefined =>
  /\bcancel?led\b/.test(plain)
    ? 'cancelled'
    : /\bconfirmed\b|\bactive\b/.test(plain)
      ? 'confirmed'
      : undefined

/** Cancelled bookings, for good. */
export const deletion: Frame = {
  tool: 'delete_bookings',
  required: ['status'],
  optional: ['before'],
  asks: { status: 'which ones' },
  read({ plain }, now) {
    const span = readSpan(plain, now, 'nearest')
    const day = readDays(plain, now, 'nearest').days[0]?.day
    const isBefore = /\b(?:before|older than|until|up to|prior to|earlier than)\b/.test(plain)
    const isOtherwise = (span.from ?? span.to) !== undefined && !isBefore
    if (isOtherwise || (isBefore && !day && !span.from)) {
      return {
        slots: {},
        problem:
          'I can delete all cancelled bookings, or those before a date: write for example “Delete all cancelled bookings before May 1”.',
      }
    }
    // `up to the end of April` keeps what is of May.
    const isThrough = /\b(?:the )?end of\b|\bthrough\b/.test(plain) && span.to && !day
    const before = isThrough
      ? new Date(Date.parse(`${span.to}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
      : isBefore
        ? (day ?? span.from)
        : undefined
    return {
      slots: {
        ...(status(plain) === 'cancelled' && { status: 'cancelled' }),
        ...(before && { before }),
      },
    }
  },
  say: ({ before }) =>
    `delete all cancelled bookings${before ? ` before ${dayInWords(String(before))}` : ''}`,
}

/** A file of bookings. */
export const exported: Frame = {
  tool: 'export_bookings',
  required: [],
  optional: ['status', 'from', 'to'],
  asks: {},
  read({ plain }, now) {
    const { from, to } = readSpan(plain, now, 'nearest')
    const which = status(plain)
    const slots: Slots = {
      ...(which && { status: which }),
      ...(from && { from }),
      ...(to && { to }),
    }
    return { slots }
  },
  say: ({ status: which, from, to }) =>
    `export ${which ? `all ${which}` : 'all'} bookings${from ? ` from ${dayInWords(String(from))}` : ''}${to ? ` to ${dayInWords(String(to))}` : ''}`,
}
