import { dayInWords, readDays } from '../facts/days.ts'
import { bareTime, later, minutesOf, readHours } from '../facts/hours.ts'
import { purposeOf } from '../facts/occasion.ts'
import { gazetteer, otherRoom, readPlaces, roomOfSize } from '../facts/places.ts'
import type { Frame, Slots } from './frame.ts'
import { table } from './table.ts'

/** A room: which, which day, from when to when. */
export const room: Frame = {
  tool: 'book_room',
  required: ['room', 'date', 'from', 'to'],
  optional: ['purpose'],
  asks: {
    room: `which room (${gazetteer.rooms.join(' or ')})`,
    date: 'on which day (date)',
    from: 'from what time',
    to: 'until what time',
  },

  read(clause, now, asked, known) {
    const { plain } = clause
    const hours = readHours(plain, 'office')
    const { days, rest } = readDays(hours.rest, now, 'next')
    const places = readPlaces(clause.words).filter(({ kind }) => kind !== 'venue')
    const isOther = /\bthe other (?:room|one)\b/.test(plain)
    const isEither = /\bor\b/.test(plain)
    const date =
      days[0] && !(isEither && days.length > 1) && days[0].day >= now.toISOString().slice(0, 10)
        ? days[0].day
        : undefined
    const place =
      isEither && places.length > 1
        ? undefined
        : isOther && known.room
          ? otherRoom(String(known.room))
          : (places[0]?.name ?? (asked.includes('room') ? roomOfSize(plain) : null))
    const why = purposeOf(clause, rest)
    const slots: Slots = {
      ...(place && { room: place }),
      ...(date && { date }),
      ...times(hours, plain, asked, known),
      // For how long, until it is known from when.
      ...(hours.lasts && !known.from && { lasts: hours.lasts }),
      ...(why && { purpose: why }),
    }
    return { slots }
  },

  say: ({ room: name, date, from, to }) =>
    `book room ${name} on ${dayInWords(String(date))} from ${from} to ${to}`,

  without({ plain, words }) {
    const out =
      /^(?:anything but|not|no|any but|either but)(?: (?:in|the|room))* \w+(?: (?:again|please|room))*$/.test(
        plain,
      )
    const [place] = readPlaces(words)
    const name = out && place ? otherRoom(place.name) : null
    return name && place?.kind === 'room' ? { room: name } : null
  },

  isOther: (clause) =>
    table.isOther?.({ ...clause, plain: clause.plain.replace(/\brooms?\b/g, '') }) === true,
}

const endsAt =
  /^(?:until|till|til|to)\b|\b(?:until|till|til|ending(?: at)?|ends?(?: at| by)?|finish(?:ing|es)?(?: at| by)?|stops?(?: at)?|(?:be )?(?:out|done|over)(?: of (?:there|it))? (?:at|by)|leave at|up to)\s+(?:about |around |exactly |already |only |at )?(?=\d|noon|midday|half past|(?:a )?quarter)/
const startsAt =
  /\b(?:from|start(?:s|ing)?(?: at| from)?|begin(?:s|ning)?(?: at)?)\s+(?:about |around |exactly |already |only |at )?(?=\d|noon|midday|half past|(?:a )?quarter)/

/** `Start at 8:30 but still end at 12`: each end by the word before it, in any order. */
function ends(plain: string): { from: string; to: string } | null {
  const [start, end] = [startsAt, endsAt].map((form) => form.exec(plain)?.index ?? -1)
  if (start === undefined || end === undefined || start < 0 || end < 0) return null
  const [first, second] =
    start < end
      ? [plain.slice(start, end), plain.slice(end)]
      : [plain.slice(start), plain.slice(end, start)]
  const [from] = readHours(first, 'office').times
  const [to] = readHours(second, 'office').times
  return from && to && minutesOf(from) < minutesOf(to) ? { from, to } : null
}

function times(
  hours: ReturnType<typeof readHours>,
  plain: string,
  asked: readonly string[],
  known: Slots,
): Slots {
  const longer = /\b(longer|shorter|more|less)\b/.exec(plain)?.[1]
  if (longer && hours.lasts && known.to) {
    const to = later(String(known.to), /longer|more/.test(longer) ? hours.lasts : -hours.lasts)
    return to ? { to } : {}
  }
  if (hours.range) return hours.range
  // `at 2 or at 3`: only the person can choose.
  if (hours.times.length > 1 && /\bor\b/.test(plain)) return {}
  const both = ends(plain)
  if (both) return both
  // `at 9, until 11`
  const [one, two] = hours.times
  if (one && two && one < two && endsAt.test(plain) && known.from === undefined)
    return { from: one, to: two }
  const isEnd =
    (endsAt.test(plain) && !startsAt.test(plain)) ||
    (asked.includes('to') && !asked.includes('from'))
  const first =
    hours.times[0] ??
    (asked.includes('to') || asked.includes('from')
      ? bareTime(plain.replace(/^(?:until|till|to) /, ''), 'office')
      : null)
  const from = isEnd ? undefined : (first ?? undefined)
  const start = from ?? (known.from ? String(known.from) : undefined)
  if (hours.lasts && start) {
    const to = later(start, hours.lasts)
    return { ...(from && { from }), ...(to && { to }) }
  }
  if (isEnd && first) return { to: first }
  if (!from) return {}
  const lasting = Number(known.lasts)
  if (lasting && hours.times.length === 1) {
    const to = later(from, lasting)
    return { from, ...(to && { to }) }
  }
  if (hours.times[1] && hours.times[1] > from) return { from, to: hours.times[1] }
  // `Start at 9:30 already`: only that end; else it is moved as a whole, and the length stays.
  if (startsAt.test(plain) && known.from && known.to && from < String(known.to)) return { from }
  const length =
    known.from && known.to ? minutesOf(String(known.to)) - minutesOf(String(known.from)) : null
  const to = length ? later(from, length) : null
  return { from, ...(to && { to }) }
}
