import { isLater } from '../deferred.ts'
import { cancellation } from '../frames/single.ts'
import { deletion, exported } from '../frames/bulk.ts'
import { begin, propose } from '../frames/frame.ts'
import { proposals } from '../history.ts'
import { offer } from '../offers.ts'
import type { Intent, Plan } from '../plan.ts'
import { later } from './hold-back.ts'

const remove =
  /^(?:delete|remove|purge|wipe|erase|clear|clean|clean up|clean out|clear out|get rid of|drop|trash|discard|throw (?:away|out)|empty|tidy(?: up)?|flush|destroy|dump)\b/
const booking = /\b(?:bookings?|reservations?)\b/
const cancelled = /\bcancell?ed\b/

/** `Delete all cancelled bookings`; others cannot be deleted. */
export const deleteBookings: Intent = {
  name: 'delete bookings',
  example: 'Delete all cancelled bookings',
  hints: /\b(?:delete|remove|purge|clean)\b/i,
  take(clause, _heard, past): Plan | null {
    const { plain } = clause
    if (!remove.test(plain) || (!booking.test(plain) && !/\bbkg-/.test(plain))) {
      return /^(?:delete|erase|purge|wipe)\b/.test(plain)
        ? {
            text: 'I can only delete cancelled bookings: write “Delete all cancelled bookings”. Nothing was asked for.',
          }
        : null
    }
    const id = /\bbkg-\d+/.exec(plain)?.[0].toUpperCase()
    if (id && !/^(?:delete|remove|erase|purge|wipe|destroy|clear)\b/.test(plain)) return null
    if (id) {
      return offer(
        `A single booking is cancelled, not deleted. Shall I ask for approval to cancel booking ${id}?`,
        propose(cancellation, { booking: id }),
      )
    }
    if (
      isLater(plain.replace(/\b(?:before|older than|until|up to) .*$/, ''), past.now) &&
      !/\b(?:on|from|for|in)\b/.test(plain)
    )
      return { text: later(plain) }
    if (
      !cancelled.test(plain) ||
      /\b(?:confirmed|active|open|upcoming|not cancell?ed|non[- ]?cancell?ed|uncancell?ed)\b|\bnot? (?:yet )?cancell?ed\b/.test(
        plain,
      ) ||
      /\bthat (?:are|were) not\b/.test(plain)
    ) {
      return offer(
        'Only cancelled bookings can be deleted, and I have asked for nothing. Shall I ask for approval to delete all cancelled bookings?',
        propose(deletion, { status: 'cancelled' }),
      )
    }
    if (
      /\b(?:luma|atlas|birch|table|tables|room|rooms|my|except|but)\b/.test(
        plain.replace(/\bmy cancell?ed bookings$/, ''),
      )
    ) {
      return offer(
        'I can only delete all cancelled bookings together, or those before a date. Shall I ask for approval to delete all cancelled bookings?',
        propose(deletion, { status: 'cancelled' }),
      )
    }
    return begin(deletion, clause, past)
  },
}

const write =
  /^(?:a |an |the )?(?:new )?(?:spreadsheet|csv|file|export|excel)\b|^(?:export|download|extract|dump|back ?up|save|(?:create|make|generate|prepare|produce|get|give me|send me|do|run|pull|provide(?: me)?(?: with)?|have)\b.*\b(?:export|csv|file|spreadsheet|excel|download)|(?:an? |the )?(?:export|csv|file|spreadsheet|download)\b)(?!ing|ed|s\b)/

/** `Export all bookings`. */
export const exportBookings: Intent = {
  name: 'export bookings',
  example: 'Export all bookings',
  hints: /\b(?:export|csv|download|spreadsheet)\b/i,
  take(clause, _heard, past) {
    const { plain } = clause
    if (/^in (?:an?|\d+|some) (?:year|month|week|day|hour)/.test(plain))
      return { text: later(plain) }
    if (!write.test(plain)) return null
    const before = proposals(past.calls).at(-1)
    if (
      /^(?:export|download|save) (?:them|those|these|it|that)\b/.test(plain) &&
      before?.tool === 'delete_bookings'
    )
      return begin(exported, clause, past, { status: 'cancelled' })
    if (!booking.test(plain)) {
      return /^(?:export|download)\b/.test(plain)
        ? {
            text: 'I can only export bookings: write “Export all bookings”. Nothing was asked for.',
          }
        : null
    }
    return begin(exported, clause, past)
  },
}
