import { bookingLine, readBookings, within, type Booking } from '../bookings.ts'
import { problemOf, type Call } from '../conversation.ts'
import { isRepeated } from '../deferred.ts'
import { readSpan } from '../facts/days.ts'
import { readHours } from '../facts/hours.ts'
import { readPlaces } from '../facts/places.ts'
import { propose } from '../frames/frame.ts'
import { cancellation } from '../frames/single.ts'
import { isPlain, type Clause, type Heard } from '../hear/hear.ts'
import { newest } from '../history.ts'
import { offer } from '../offers.ts'
import { count, list } from '../phrases.ts'
import type { Intent, Past, Plan } from '../plan.ts'
import { meant } from '../refer.ts'
import { together } from '../together.ts'

const verb =
  /^(?:cancel|call off|drop|scrap|annul|undo|release|free(?: up)?|give up|get rid of|withdraw(?: from)?|remove|delete|kill|void|revoke|axe|ditch|bin|lose|let go of)\b/
const inverted =
  /^(?:the )?(?:(?:booking|reservation) )?bkg-\d+(?:(?:,| and|,? and) bkg-\d+)*,?:? (?:cancel|cancel it|cancel please|please cancel|to be cancelled|cancelled)\b/
const noun =
  /\b(?:bookings?|reservations?|tables?|rooms?|dinner|lunch|breakfast|brunch|meeting|luma|atlas|birch)\b/
const other =
  /\b(?:inv|ord)-|\b(?:request|payment|invoice|refund|expense|email|order|access|role|export|transfer)\b/

const cancelThese = (ids: readonly string[]): Plan =>
  together(
    ids.map((booking) => propose(cancellation, { booking })),
    () => ({ text: '' }),
  )

const ordinals = ['first|1st', 'second|2nd', 'third|3rd', 'fourth|4th', 'fifth|5th']

/** The bookings that an answer chooses among those listed. */
export function chosenBookings(
  heard: Heard,
  options: readonly Booking[],
  past: Pick<Past, 'now'>,
): Booking[] | null {
  const [clause] = heard.clauses
  if (!isPlain(heard) || !clause) return null
  const { plain } = clause
  if (
    /^(?:(?:cancel|all|both|of|them|everything|the|each) ?)+$/.test(plain) &&
    /\b(?:all|both|everything|each)\b/.test(plain)
  )
    return [...options]
  const ids = options.filter(
    ({ id }) =>
      heard.text.toUpperCase().includes(id) ||
      new RegExp(`^(?:number |the )?${id.slice(4)}$`).test(plain),
  )
  if (ids.length > 0) return ids
  const ordinal = ordinals.findIndex((form, at) =>
    new RegExp(`\\b(?:${form})\\b|^(?:number |option )?${at + 1}$`).test(plain),
  )
  const byOrdinal =
    ordinal >= 0
      ? options[ordinal]
      : /\b(?:last|latter|latest)\b/.test(plain)
        ? options.at(-1)
        : undefined
  if (byOrdinal) return [byOrdinal]
  const found = matching(clause, options, past)
  return found && found.length === 1 ? found : null
}

/** Those that the words describe by place, day or time; null when they describe nothing. */
function matching(
  { words, plain }: Clause,
  options: readonly Booking[],
  { now }: Pick<Past, 'now'>,
): Booking[] | null {
  const place = readPlaces(words).find(({ kind }) => kind)?.name
  const span = readSpan(plain, now, 'next')
  const hours = readHours(plain, 'dinner')
  const time = hours.times[0] ?? hours.range?.from
  const kind = /\b(?:table|dinner|lunch|restaurant)\b/.test(plain)
    ? 'table'
    : /\b(?:room|meeting)\b/.test(plain)
      ? 'room'
      : undefined
  if (!place && !span.from && !span.to && !time && !kind) return null
  return options.filter(
    (one) =>
      (!place || one.place === place) &&
      within(one, span) &&
      (!time || one.time === time) &&
      (!kind || !one.kind || one.kind === kind),
  )
}

const lookUp = (clause: Clause, past: Past): Plan => ({
  text: '',
  calls: [{ tool: 'list_bookings', input: { status: 'confirmed' } }],
  resume: ([call]: Call[]) => {
    if (!call?.result?.ok) return { text: problemOf(call) }
    const own = readBookings(call.result.value).filter(
      ({ over, status }) => !over && status === 'confirmed',
    )
    if (own.length === 0) return { text: 'You have no confirmed booking to cancel.' }
    const described = matching(clause, own, past)
    const options = described ?? own
    if (options.length === 0) {
      return {
        text: `None of your bookings is like that. ${listed(own)}\n\nWhich booking shall I cancel?`,
        hear: choose(own),
      }
    }
    if (/\b(?:all|both|every|each)\b/.test(clause.plain))
      return cancelThese(options.map(({ id }) => id))
    const [only] = options
    if (options.length === 1 && only) {
      const plan = propose(cancellation, { booking: only.id })
      return described
        ? { ...plan, text: `${bookingLine(only)}. ${plan.text}` }
        : offer(
            `You have one booking: ${bookingLine(only)}. Shall I ask for approval to cancel that booking?`,
            plan,
          )
    }
    return { text: `${listed(options)}\n\nWhich booking shall I cancel?`, hear: choose(options) }
  },
})

const listed = (options: readonly Booking[]): string =>
  `You have ${count(options.length, 'booking')}:\n\n${list(options.map(bookingLine), true)}`

const choose =
  (options: readonly Booking[]) =>
  (heard: Heard, past: Past): Plan | null => {
    const choice = chosenBookings(heard, options, past)
    return choice && cancelThese(choice.map(({ id }) => id))
  }

const turns =
  /\bbkg-\d+|\b(?:keep|leave|spare|except(?: for)?|but not|and not|not(?= (?:the )?bkg)|rather than|instead of|don't (?:touch|cancel)|do not (?:touch|cancel))\b|\b(?:but(?! not)|cancel|drop|scrap|call off|annul|release|remove)\b/g

/** The numbers that these words (lower case) want cancelled: `cancel BKG-1001 but keep BKG-1002`. */
export function toCancel(plain: string): string[] {
  let isWanted = true
  const found: string[] = []
  for (const [word] of plain.matchAll(turns)) {
    if (!word.startsWith('bkg-'))
      isWanted = /^(?:but|cancel|drop|scrap|call off|annul|release|remove)$/.test(word)
    else if (isWanted) found.push(word)
  }
  return [...new Set(found)]
}

/** Whether these words cancel something that they do not name themselves. */
const isPointing = (plain: string): boolean =>
  new RegExp(
    String.raw`${verb.source} (?:it|that|this|them|both|(?:that|this|the|my|our) (?:one|booking|reservation|table|room|dinner|lunch|meeting))(?: of them)?(?=$|[,.;]| (?:for|please|because|since|as)\b)`,
  ).test(plain)

/** `Cancel it now, half of us can't come`: why says nothing of which, unless it names a place or a time. */
const withoutReason = (plain: string): string => {
  const [, core = plain, why = ''] =
    /^([^,;]+?)(?: (?:now|please|then))*(?:[,;]+ (?!and\b|or\b|but\b|not\b|except\b)| (?=(?:because|since|as)\b))(.+)$/.exec(
      plain,
    ) ?? []
  return noun.test(why) ||
    other.test(why) ||
    /\b(?:one|ones|instead|mail|request|both|all)\b/.test(why) ||
    /\d|\w+day\b|\bbkg-/.test(why.replace(/\b\d+ of (?:us|them)\b/g, ''))
    ? plain
    : core
}

/** `Cancel booking BKG-1001`, `cancel my table at Luma tomorrow`. */
export const cancelBooking: Intent = {
  name: 'cancel booking',
  example: 'Cancel booking BKG-1001',
  hints: /\b(?:cancel|call off|booking|reservation)\b|BKG-/i,
  take(clause, heard, past) {
    const { plain } = clause
    const isCancel = /^(?:cancel|call off|annul|drop|scrap|undo)\b/.test(plain)
    if (!verb.test(plain) && !inverted.test(plain)) return null
    if (other.test(plain) && !/\bbkg-/.test(plain)) return null
    if (/\bcancelled\b/.test(plain) && !inverted.test(plain)) return null
    const ids = toCancel(plain).map((id) => id.toUpperCase())
    if (isRepeated(plain)) return null
    const named = [...new Set(heard.text.match(/\bBKG-\d+/g))]
    // `BKG-1004, please get rid of that reservation`: its number stands beside the order.
    if (ids.length === 0 && isPointing(plain) && named.length === (/\bboth\b/.test(plain) ? 2 : 1))
      return cancelThese(named)
    if (ids.length > 1 && /\bor\b/.test(plain))
      return { text: `Which booking shall I cancel, ${ids.join(' or ')}?` }
    if (ids.length > 0) return cancelThese(ids)
    if (/\bbkg-\d/.test(plain)) return null
    if (!isCancel && !/\b(?:bookings?|reservations?)\b/.test(plain)) return null
    const last = newest(past)
    const isReferring =
      /^(?:cancel|call off|drop|scrap|undo) (?:it|that|this|that one|this one|the booking|that booking|this booking|that reservation|the reservation|that table|that room)(?: again)?$/.test(
        withoutReason(plain),
      )
    if (
      (isReferring && !/^cancel the (?:booking|reservation)$/.test(withoutReason(plain))) ||
      (isReferring && last?.tool.startsWith('book_'))
    ) {
      const [only, ...more] = meant('BKG', heard, past)
      if (only && more.length === 0) return cancelThese([only])
      if (
        last &&
        last.tool.startsWith('book_') &&
        last.outcome.status === 'pending' &&
        last.outcome.requestId &&
        past.can('withdraw_request')
      ) {
        return {
          text: '',
          calls: [{ tool: 'withdraw_request', input: { requestId: last.outcome.requestId } }],
        }
      }
    }
    return noun.test(plain) || isReferring ? lookUp(clause, past) : null
  },
}
