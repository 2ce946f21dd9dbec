import { dayInWords, readDays } from '../facts/days.ts'
import { bareTime, later, minutesOf, readHours } from '../facts/hours.ts'
import { gazetteer, otherRoom, readPlaces } from '../facts/places.ts'
import { asWritten } from '../hear/hear.ts'
import type { Frame, Slots } from './frame.ts'
import { table } from './table.ts'

const purpose =
  /\bfor (?!\d|an hour|half|me\b|us\b|tomorrow|today|tonight|the (?:day|morning|afternoon|evening|whole)|next|this|later|monday|tuesday|wednesday|thursday|friday|saturday|sunday|at\b|room|atlas|birch)((?:the |a |an |our |my )?\p{L}[\p{L}\d '&-]*?)(?= (?:on|at|from|tomorrow|today|next|this|between|in|until|for|monday|tuesday|wednesday|thursday|friday)\b|[,;.]|$)/u

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
          : places[0]?.name
    const why = purpose.exec(rest)?.[1]?.trim()
    const slots: Slots = {
      ...(place && { room: place }),
      ...(date && { date }),
      ...times(hours, plain, asked, known),
      ...(why && !readPlaces(why).length && { purpose: asWritten(clause, why) }),
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
  const isEnd =
    /^(?:until|till|to|ending|ends?)\b/.test(plain) ||
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
  if (hours.times[1]) return { from, to: hours.times[1] }
  // Moved as a whole: the length stays.
  const length =
    known.from && known.to ? minutesOf(String(known.to)) - minutesOf(String(known.from)) : null
  const to = length ? later(from, length) : null
  return { from, ...(to && { to }) }
}
