import { z } from 'zod'
import { isOwn } from '../bookings.ts'
import { problemOf, type Call } from '../conversation.ts'
import { dayInWords, readDays } from '../facts/days.ts'
import { bareTime, minutesOf, readHours } from '../facts/hours.ts'
import { readParty } from '../facts/party.ts'
import { gazetteer, readPlaces } from '../facts/places.ts'
import { isFactsOnly } from '../corrections.ts'
import { begin, complete, propose, slotsOf, type Frame, type Slots } from '../frames/frame.ts'
import { room } from '../frames/room.ts'
import { table } from '../frames/table.ts'
import { clauseOf, isPlain, type Clause, type Heard } from '../hear/hear.ts'
import { takesBack } from '../hear/mood.ts'
import { isOpen, proposals } from '../history.ts'
import { offer } from '../offers.ts'
import { inWords } from '../phrases.ts'
import type { Intent, Past, Plan } from '../plan.ts'

const free =
  /\b(?:free|available|availability|availabilities|vacant|open slots?|free slots?|slots?|taken|occupied|in use|still open|space for|room for|fit|full(?:y booked)?|any tables?|any rooms?|a table|tables? (?:left|free)|bookable|seats? left|looks?(?: like)?(?= for\b|$)|how (?:does|do|is|are) .* look)\b/
const when =
  /\b(?:when|what times?|which times?|at what time|how late|how early)\b.*\b(?:could|can|may|might|would|is|are|eat|dine|come|book|meet|have|use|get)\b/
const come =
  /^(?:how many (?:people|guests|persons|of us) (?:can|could)|could|can|would|will|do|does) .*\b(?:come|eat|dine|sit|fit)\b/
const use =
  /^(?:could|can|may|might) (?:i|we) (?:still |also |maybe )*(?:use|have|get|take|meet in|sit in|go to|eat at|dine at|come to) (?:the |room )*(?:luma|atlas|birch)\b/
const asks =
  /^(?:know|find out|is|are|does|do|has|when|what|which|can|could|will|would|any|how|check|find|show|see|look|tell me|give me|list|free|available|availability|where)\b/

const spans = z.array(z.object({ from: z.string(), to: z.string() }))
const result = z.object({
  place: z.string(),
  date: z.string(),
  kind: z.string().optional(),
  times: z.array(z.string()).optional(),
  spans: spans.optional(),
})

/** `at 19:00: yes`, for the time that was asked for. */
function about(times: readonly string[], wanted: string | undefined): string {
  if (times.length === 0) return 'nothing is free'
  if (wanted && times.includes(wanted))
    return `${wanted} is free; so are ${inWords(times.filter((one) => one !== wanted).slice(0, 8))}`
  const near = wanted
    ? times
        .toSorted(
          (one, other) =>
            Math.abs(minutesOf(one) - minutesOf(wanted)) -
            Math.abs(minutesOf(other) - minutesOf(wanted)),
        )
        .slice(0, 4)
        .toSorted()
    : times
  return `${wanted ? `${wanted} is not free; ` : ''}${wanted ? 'the nearest free times are' : 'free at'} ${inWords(near.length > 10 ? near.slice(0, 10) : near)}`
}

const tell =
  (known: Slots, wanted: string | undefined, until?: string) =>
  (calls: Call[]): Plan => {
    const lines = calls.map((call) => {
      if (!call.result?.ok) return { text: problemOf(call) }
      const found = result.safeParse(call.result.value).data
      if (!found) {
        const problem = z.object({ problem: z.string() }).safeParse(call.result.value).data?.problem
        return { text: problem ?? 'I could not look that up; please try again.' }
      }
      const { place, date, times, spans: open = [] } = found
      const isRoom = found.kind === 'room' || (!times && found.spans !== undefined)
      const party = known.partySize ? ` for ${known.partySize}` : ''
      const said = isRoom
        ? open.length > 0
          ? `free from ${inWords(open.map(({ from, to }) => `${from} to ${to}`))}`
          : 'not free'
        : about(times ?? [], wanted)
      return {
        text: `${isRoom ? 'Room ' : ''}${place}${party} on ${dayInWords(date)}: ${said}.`,
        place,
        date,
        isRoom,
        times,
      }
    })
    const [only] = lines
    const text = lines.map((one) => one.text).join('\n')
    if (!only?.place || !only.date) return { text }
    const frame = only.isRoom ? room : table
    const slots: Slots =
      lines.length > 1
        ? { date: only.date }
        : only.isRoom
          ? { room: only.place, date: only.date }
          : {
              venue: only.place,
              date: only.date,
              ...(known.partySize && { partySize: known.partySize }),
            }
    return { text, hear: taking(frame, slots, wanted, only.times ?? [], until), keeps: true }
  }

const takes =
  /^(?:(?:ok|okay|then|so|well|great|good|nice|lovely|cool|super|excellent|thanks|brilliant|perfect|fine|yes|please|in that case)[,.! ]+)*(?:book|reserve|take|get|(?:i|we)(?:'ll|'d| will| would)?(?: like to)? (?:take|have|book)|let's (?:take|do|book)|make it|i'd like|grab)\b|[,.;] (?:please |so |then |and )*(?:book|take|reserve) (?:it|that|this)(?: one)?(?:,? please)?[.!]?$/i

const assent =
  /^(?:good|great|fine|nice|perfect|lovely|cool|super|excellent|wonderful|ok|okay|thanks|thank you|that works|sounds good|very good|alright|all right|brilliant)$/

/** `then take it from 9 to 10`: what was looked up is now asked for. */
const taking =
  (
    frame: Frame,
    slots: Slots,
    wanted: string | undefined,
    times: readonly string[],
    until?: string,
  ): NonNullable<Plan['hear']> =>
  (heard, past) => {
    // `Good. Book it from 2 to 4`: what is no more than an assent says nothing.
    const clause = heard.clauses.find(({ plain }) => !assent.test(plain)) ?? heard.clauses[0]
    if (!clause || !isPlain(heard) || heard.mails.length > 0 || takesBack(clause.words)) return null
    if (frame.isOther?.(clause)) return null
    const at = ['first|earliest', 'second', 'third', 'fourth'].findIndex((one) =>
      new RegExp(`\\b(?:${one})\\b`).test(clause.plain),
    )
    const chosen =
      frame === table
        ? /\b(?:last|latest)\b/.test(clause.plain)
          ? times.at(-1)
          : times[at]
        : undefined
    const isTaking =
      takes.test(heard.text) || (/\bplease\b/i.test(heard.text) && isFactsOnly(clause))
    if (!isTaking && (clause.plain.split(' ').length > 6 || clause.asks)) return null
    // `Is it free at 3?` – `take it until 4:30`: from when is known.
    // `We are only 3 after all, book 19:30`: facts of both.
    const others = heard.clauses.filter(({ plain }) => !assent.test(plain))
    const whole = others.length > 1 ? clauseOf(others.map(({ words }) => words).join(', ')) : clause
    const isOpenEnd = frame === room && isTaking && wanted !== undefined
    const known = isOpenEnd ? { ...slots, from: wanted } : slots
    const { slots: told, problem } = frame.read(whole, past.now, frame.main ? ['time'] : [], known)
    if (problem) return { text: problem }
    const said = isOpenEnd && told.to !== undefined ? { from: wanted, ...told } : told
    if (
      heard.clauses.filter(({ plain }) => !assent.test(plain)).length > 1 &&
      Object.keys(said).length === 0
    )
      return null
    if (!isTaking && !chosen && !said.time && !said.from) return null
    const time =
      frame === table && !said.time && (chosen ?? (isTaking ? wanted : undefined))
        ? { time: chosen ?? wanted ?? '' }
        : {}
    // `Take it until 12`, after a look at ten o'clock.
    const start =
      frame !== table && wanted && said.to && !said.from && wanted < String(said.to)
        ? { from: wanted }
        : {}
    // `Is it free from 10 to 12?` – `book it`: both ends were asked about.
    const isBoth = frame === room && isTaking && !said.from && !said.to && !said.date
    const span = isBoth && wanted && until ? { from: wanted, to: until } : {}
    const all = { ...slots, ...time, ...start, ...span, ...said }
    const waiting = isTaking ? replaced(frame, all, heard.text, past) : null
    if (waiting) return waiting
    const plan = complete(frame, all)
    // What is being booked is chosen from what is free.
    return isTaking || !plan.calls || (chosen && past.known)
      ? plan
      : offer(`Shall I ask for approval to ${frame.say(all)}?`, plan)
  }

const more = /\b(?:also|too|as well|another|second|additional|extra|both)\b/i
const hour =
  /\b(?:take|book|do|make it|have|go for) (?:the )?(\d{1,2}(?::?(?:00|15|30|45))?)\b(?! ?(?:people|persons?|guests?|of us|seats?|pax))/i

/**
 * `Take that instead`, after a look beside a booking that waits: it is that one, with what was looked at. A
 * table at the same place and day, of which nobody says how many come, is no other one.
 */
function replaced(frame: Frame, looked: Slots, text: string, past: Past): Plan | null {
  const last = proposals(past.calls).findLast((one) => one.tool === frame.tool)
  if (!last || !isOpen(last) || more.test(text)) return null
  const known = slotsOf(frame, last.input)
  const isSame =
    frame === table &&
    known.venue === looked.venue &&
    known.date === looked.date &&
    !looked.partySize
  if (!isSame && !/\b(?:instead|rather)\b/i.test(text)) return null
  const said = frame === table && !looked.time ? hour.exec(text)?.[1] : undefined
  const asked = readHours(past.asked.toLowerCase(), frame === table ? 'dinner' : 'office').times[0]
  const time = said ? bareTime(said, 'dinner') : frame === table && !looked.time ? asked : undefined
  const slots = { ...known, ...looked, ...(time && { time }) }
  return Object.entries(slots).some(([name, value]) => known[name] !== value)
    ? propose(frame, slots, last.outcome.requestId ?? '')
    : null
}

const orders = /(?:^|[,.;!]\s+|\b(?:and|please|just) )(?:book|reserve)\b/i

/** `We'll be 8 then, on June 9 at 7. Go ahead and book`, where only a day was asked for. */
function bookedInstead(
  names: readonly string[],
  known: Slots,
  heard: Heard,
  past: Past,
): Plan | null {
  const place = readPlaces(names[0] ?? '').find(({ kind }) => kind)
  if (names.length > 1 || !place || !isPlain(heard)) return null
  const frame = place.kind === 'room' ? room : table
  const at: Slots = place.kind === 'room' ? { room: place.name } : { ...known, venue: place.name }
  return begin(frame, clauseOf(heard.clauses.map(({ words }) => words).join(', ')), past, at)
}

/** The day that was spoken of last. */
const spokenOf = ({ calls }: Past): string | undefined =>
  calls
    .flatMap(({ input }) => z.object({ date: z.string() }).safeParse(input).data?.date ?? [])
    .at(-1)

function lookUp(clause: Clause, heard: Heard, past: Past): Plan | null {
  const { plain, words } = clause
  const named = readPlaces(words)
  // While a booking is spoken of, its place is meant.
  const meantPlace = String(past.known?.venue ?? past.known?.room ?? '')
  const spoken = [past.asked, meantPlace, past.isAsking ? past.said : ''].map(readPlaces)
  const places =
    named.length > 0 || /\b(?:rooms|tables)\b/.test(plain)
      ? named
      : (spoken.find((some) => some.length > 0) ?? [])
  const isRooms = /\brooms?\b/.test(plain)
  const isTables = /\b(?:tables?|eat|dine|dinner|lunch)\b/.test(plain)
  const names =
    places.length > 0
      ? places.map(({ name }) => name)
      : isRooms
        ? [...gazetteer.rooms]
        : isTables
          ? [...gazetteer.venues]
          : []
  if (names.length === 0) return null
  const hours = readHours(
    plain,
    isRooms || places.some(({ kind }) => kind === 'room') ? 'office' : 'dinner',
  )
  const { days, rest } = readDays(hours.rest, past.now, 'next')
  const party = readParty(rest) ?? Number(/\b(\d{1,2}) of us\b/.exec(plain)?.[1] ?? 0)
  const wanted = hours.times[0] ?? hours.range?.from
  const meantParty = party || Number(past.known?.partySize ?? 0)
  const known: Slots = meantParty ? { partySize: meantParty } : {}
  const day =
    days[0]?.day ??
    (named.length === 0
      ? (readDays(past.asked.toLowerCase(), past.now, 'next').days[0]?.day ??
        (past.known?.date === undefined ? undefined : String(past.known.date)))
      : undefined) ??
    (/\b(?:then|that day|that time|too|also|instead|same)\b/i.test(heard.text)
      ? spokenOf(past)
      : undefined) ??
    (/\b(?:now|right now|currently|at the moment|today|tonight)\b/i.test(
      heard.clauses.length === 1 ? `${plain} ${heard.text}` : plain,
    )
      ? past.now.toISOString().slice(0, 10)
      : undefined)
  if (!day) {
    return {
      text: `For which day (date) shall I look up ${inWords(names)}?`,
      hear: (heard, later) => {
        const [answer] = heard.clauses
        if (orders.test(heard.text)) return bookedInstead(names, known, heard, later)
        const found =
          answer && isPlain(heard)
            ? readDays(answer.plain, later.now, 'next').days[0]?.day
            : undefined
        return found ? availabilityOf(names, found, known, wanted, hours.range?.to) : null
      },
      keeps: true,
    }
  }
  return availabilityOf(names, day, known, wanted, hours.range?.to)
}

/** Looks up what is free at these places on a day. */
export const availabilityOf = (
  names: readonly string[],
  date: string,
  known: Slots,
  wanted?: string,
  until?: string,
): Plan => ({
  text: '',
  calls: names.map((place) => ({ tool: 'find_availability', input: { place, date, ...known } })),
  resume: tell(known, wanted, until),
})

/** `Is Atlas free tomorrow?`, `When could four of us eat at Luma on Saturday?` */
export const availability: Intent = {
  name: 'availability',
  example: 'Is Atlas free tomorrow?',
  hints: /\b(?:free|available|availability)\b/i,
  look(clause, heard, past) {
    const { plain } = clause
    if (!asks.test(plain) && !clause.asks) return null
    if (isOwn(plain)) return null
    if (!free.test(plain) && !when.test(plain) && !come.test(plain) && !use.test(plain)) return null
    if (/^do (?:i|we) have\b/.test(plain) && !/\b(?:free|available)\b/.test(plain)) return null
    if (
      /^(?:what would|how (?:do|can|to)|who|why|should)\b|\bmy (?:table|booking|room)\b|\b(?:need|cost|approve|approval)\b/.test(
        plain,
      ) ||
      heard.invoices.length > 0
    )
      return null
    return lookUp(clause, heard, past)
  },
}
