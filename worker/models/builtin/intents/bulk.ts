import { isLater } from '../deferred.ts'
import { cancellation } from '../frames/single.ts'
import { readPeriod } from '../facts/period.ts'
import { deletion, deletionBefore, exported, exportedWithin } from '../frames/bulk.ts'
import { begin, complete, propose } from '../frames/frame.ts'
import { proposals } from '../history.ts'
import { offer } from '../offers.ts'
import type { Clause, Heard } from '../hear/hear.ts'
import type { Intent, Past, Plan } from '../plan.ts'
import { later } from './hold-back.ts'

const remove =
  /^(?:delete|remove|purge|wipe|erase|clear|clean|clean up|clean out|clear out|get rid of|drop|trash|discard|throw (?:away|out)|empty|tidy(?: up)?|flush|destroy|dump|kill|zap|nuke|scrap|bin|ditch|throw out)\b/
const booking = /\b(?:bookings?|reservations?)\b/
const cancelled = /\bcancell?ed\b/

/** `Delete everything that's cancelled`: nothing but bookings ever is. */
const allCancelled =
  /\b(?:everything|anything|all|whatever|stuff|those|the ones|ones|what)(?: the)?(?: (?:stuff|things|ones))?(?: (?:that|which))?(?:'s|s)?(?: (?:is|was|are|were|got|has|have|been|already|marked))* (?:as )?cancell?ed(?: ones| stuff| things)?(?=$|[,.;!]| (?:please|now|before|prior|older|until|till|from|since|already|again|thanks|right)\b)/i

function ofBookings(clause: Clause): Clause {
  const isAll =
    remove.test(clause.plain) && !booking.test(clause.plain) && allCancelled.test(clause.plain)
  const put = (text: string) => text.replace(allCancelled, 'all cancelled bookings')
  return isAll ? { ...clause, words: put(clause.words), plain: put(clause.plain) } : clause
}

/** `Delete all cancelled bookings`; others cannot be deleted. */
export const deleteBookings: Intent = {
  name: 'delete bookings',
  example: 'Delete all cancelled bookings',
  hints: /\b(?:delete|remove|purge|clean)\b/i,
  take(given, heard, past): Plan | null {
    const said = ofBookings(given)
    const clause = remove.test(said.plain) ? withSpokenOf(withNoun(said, heard), past) : said
    const { plain } = clause
    // `BKG-1004, please get rid of that reservation`: one booking, which is cancelled.
    if (
      /\b(?:that|this|the|my|our) (?:booking|reservation)\b/.test(plain) &&
      /\bBKG-\d/.test(heard.text) &&
      !/\bbkg-/.test(plain)
    )
      return null
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
        plain.replace(/\bmy cancell?ed bookings$/, '').replace(/\bbut (?:only|just)\b/, ''),
      )
    ) {
      return offer(
        'I can only delete all cancelled bookings together, or those before a date. Shall I ask for approval to delete all cancelled bookings?',
        propose(deletion, { status: 'cancelled' }),
      )
    }
    if (readPeriod(plain, past.now).isVague)
      return complete(deletionBefore, { status: 'cancelled' })
    return begin(deletion, clause, past)
  },
}

/** `Put the bookings of May into a file`: the verb only moves them there. */
const intoFile =
  /^(?!.*\bbkg-)(?:(?:write|put|save|store|copy|pack|place|get|give|send|make|turn|convert|have|collect|compile|pull|dump|bring|provide|prepare|produce|create|list|show|i|me|us|want|need|to)\b.*|(?:all |the |my |our |every |these |last |this )*(?:[\w']+ ){0,3})\bbookings?\b.*\b(?:as|in|into|to) (?:an? |one |the )?(?:\w+ )?(?:file|csv|spreadsheet|excel|xlsx?|sheet)\b/
const write =
  /^(?:a |an |the )?(?:new )?(?:spreadsheet|csv|file|export|excel)\b|^(?:export|download|extract|dump|back ?up|save|(?:create|make|generate|prepare|produce|get|give me|send me|do|run|pull|provide(?: me)?(?: with)?|have)\b.*\b(?:export|csv|file|spreadsheet|excel|download)|(?:an? |the )?(?:export|csv|file|spreadsheet|download|(?:data ?)?dump)\b)(?!ing|ed|s\b)/

/** `…the bookings. Export everything since January`: what is meant stands in another sentence. */
function withNoun(clause: Clause, { clauses }: Heard): Clause {
  if (
    booking.test(clause.plain) ||
    !/\b(?:them|those|these|it|everything|all|ones)\b/.test(clause.plain)
  )
    return clause
  const named = clauses.find(
    ({ plain, mood }) =>
      (mood !== 'negated' || /\bneed\b/.test(plain)) &&
      booking.test(plain) &&
      !/\bbkg-/.test(plain),
  )
  const isOwn = /\bcancell?ed|confirmed\b/.test(clause.plain)
  const which =
    isOwn && named
      ? ['bookings']
      : /\b(?:(?:cancell?ed|confirmed) )?(?:bookings?|reservations?)\b/.exec(named?.plain ?? '')
  return which
    ? { ...clause, words: `${clause.words} (${which[0]})`, plain: `${clause.plain} (${which[0]})` }
    : clause
}

/** `Export what's confirmed`: nothing but bookings ever is. */
function ofStatus(clause: Clause): Clause {
  const which =
    /\b(?:everything|anything|all|whatever|what)(?: that)?(?:'s| is| are| was) (confirmed|cancell?ed)\b/i
  if (booking.test(clause.plain) || !write.test(clause.plain)) return clause
  const put = (text: string) => text.replace(which, 'all $1 bookings')
  return { ...clause, words: put(clause.words), plain: put(clause.plain) }
}

/** `The cancelled ones`, after bookings were listed, exported or to be deleted. */
function withSpokenOf(clause: Clause, { calls }: Past): Clause {
  const isSpokenOf = /^(?:list|export|delete)_bookings$/.test(
    calls.findLast(({ tool }) => tool !== 'withdraw_request')?.tool ?? '',
  )
  const which = /\b(cancell?ed|confirmed) ones\b/gi
  return isSpokenOf && which.test(clause.plain)
    ? {
        ...clause,
        words: clause.words.replace(which, '$1 bookings'),
        plain: clause.plain.replace(which, '$1 bookings'),
      }
    : clause
}

/** `Export all bookings`. */
export const exportBookings: Intent = {
  name: 'export bookings',
  example: 'Export all bookings',
  hints: /\b(?:export|csv|download|spreadsheet)\b/i,
  take(said, heard, past) {
    const clause = withSpokenOf(withNoun(ofStatus(said), heard), past)
    const { plain } = clause
    if (
      /^in (?:an?|\d+|some) (?:year|month|week|day|hour)/.test(plain) &&
      !/\b(?:luma|atlas|birch|tables?|rooms?)\b/.test(plain)
    )
      return { text: later(plain) }
    if (!write.test(plain) && !intoFile.test(plain)) return null
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
    if (readPeriod(plain, past.now).isVague) {
      const { slots } = exported.read(clause, past.now, [], {})
      return complete(exportedWithin, slots)
    }
    return begin(exported, clause, past)
  },
}
