import { addDays, dayInWords } from '../facts/days.ts'
import { readPeriod, type Period } from '../facts/period.ts'
import type { Frame, Slots } from './frame.ts'

const which = '(?:cancell?ed|confirmed|active)'
/** `Without the cancelled ones`: what is left are the others. */
const without =
  /\b(?:without|except(?: for)?|excluding|but (?:not|no)|not|no|apart from|other than|minus|leave out|skip|no need for|(?:don't|do not) (?:need|want|include))(?: (?:the|any|all|those|of|that|are|were))* cancell?ed\b|\b(?:leave|keep) (?:the |all |any )*cancell?ed(?: ones| bookings| reservations)? out\b|\bcancell?ed(?: ones| bookings| reservations)?,? (?:aside|excluded|excepted|left out|omitted)\b|\bcancell?ed(?: ones| bookings| reservations)? (?:(?:aren't|are not|isn't|is not|not|don't need to be|need not be)(?: \w+)? (?:needed|necessary|wanted|required|relevant|included|interesting|in it|there)|(?:can|may|should) (?:stay|be left|be|go|remain) out)\b/
export const leavesOutCancelled = (plain: string): boolean => without.test(plain)
/** `The bookings, cancelled ones too`: more of them, and no choice among them. */
const also = new RegExp(
  String.raw`\b(?:bookings?|reservations?|everything|all|confirmed|active)\b.*?\b(?:(?:also|including|includes?|incl\.?|plus|even|inclusive of|as well as|together with|regardless|no matter|whether|both|either)(?: (?:the|of|any|all|those|these|which|that|if|they|are|is|that|were|ones?|bookings?|whether))* ${which}|(?<!all )${which}(?: (?:ones?|bookings?|reservations?))?,? (?:too|as well|also|(?:are )?(?:also )?included))\b|\b${which}(?: (?:and|or|&|as well as|plus|ones?|the))+ ${which}\b`,
)

/** The status that all of them are to have, where one is named. */
const status = (plain: string): string | undefined =>
  without.test(plain)
    ? 'confirmed'
    : also.test(plain)
      ? undefined
      : /\bcancel?led\b/.test(plain)
        ? 'cancelled'
        : /\bconfirmed\b|\bactive\b/.test(plain)
          ? 'confirmed'
          : undefined

/** The day before which bookings are meant; `until May 1` leaves that day out, as `before` does. */
const beforeOf = ({ to, isOpenEnd }: Period): string | undefined =>
  to && (isOpenEnd ? to : addDays(to, 1))

/** Cancelled bookings, for good. */
export const deletion: Frame = {
  tool: 'delete_bookings',
  required: ['status'],
  optional: ['before'],
  asks: {
    status: 'which ones',
    before: 'before which date (or shall all cancelled bookings go)',
  },
  read(clause, now, asked) {
    // `Those from before May 1 this year`.
    const plain = clause.plain
      .replace(/\bfrom (?=before\b)/, '')
      .replace(/(?<=\d(?:st|nd|rd|th)?),? (?:of )?this year\b/, '')
    const period = readPeriod(plain, now)
    const isBare =
      asked.includes('before') && period.from !== undefined && period.from === period.to
    if (period.from !== undefined && !isBare) {
      return {
        slots: {},
        problem:
          'I can delete all cancelled bookings, or those before a date: write for example “Delete all cancelled bookings before May 1”.',
      }
    }
    const before = isBare ? period.from : beforeOf(period)
    return {
      slots: {
        ...(/\bcancell?ed\b/.test(plain) && { status: 'cancelled' }),
        ...(before && { before }),
      },
    }
  },
  say: ({ before }) =>
    `delete all cancelled bookings${before ? ` before ${dayInWords(String(before))}` : ''}`,
}

/** Where only a person could tell which of them are meant: asks before which date. */
export const deletionBefore: Frame = { ...deletion, required: ['status', 'before'], optional: [] }

/** `until 18`, of days that are known: a day of that month. */
const withMonth = (plain: string, { from, to }: Slots): string => {
  const month = typeof (to ?? from) === 'string' ? String(to ?? from).slice(0, 7) : null
  return month === null
    ? plain
    : plain.replace(
        /\b(from|since|until|till|to|through) (?:the )?(\d{1,2})(?:st|nd|rd|th)?(?= |$)(?! ?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|days?|weeks?|months?))/g,
        (_all, word: string, day: string) => `${word} ${month}-${day.padStart(2, '0')}`,
      )
}

/** A file of bookings. */
export const exported: Frame = {
  tool: 'export_bookings',
  required: [],
  optional: ['status', 'from', 'to'],
  asks: { from: 'for which days (from what date to what date)' },
  read({ plain }, now, _asked, known) {
    const { from, to } = readPeriod(withMonth(plain, known), now)
    const only = status(plain)
    const slots: Slots = {
      ...(only && { status: only }),
      ...(from && { from }),
      ...(to && { to }),
    }
    return { slots }
  },
  say: ({ status: only, from, to }) =>
    `export ${only ? `all ${only}` : 'all'} bookings${from ? ` from ${dayInWords(String(from))}` : ''}${to ? ` to ${dayInWords(String(to))}` : ''}`,
}

/** Where only a person could tell for which days: asks for them. */
export const exportedWithin: Frame = { ...exported, required: ['from'] }
