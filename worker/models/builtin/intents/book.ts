import { z } from 'zod'
import { problemOf } from '../conversation.ts'
import { isRepeated } from '../deferred.ts'
import { readDays } from '../facts/days.ts'
import { readHours } from '../facts/hours.ts'
import { readParty } from '../facts/party.ts'
import { gazetteer, isKnownPlace, readPlaces } from '../facts/places.ts'
import { begin, complete, type Frame, type Slots } from '../frames/frame.ts'
import { room } from '../frames/room.ts'
import { table } from '../frames/table.ts'
import { clauseOf, type Clause, type Heard } from '../hear/hear.ts'
import { several } from '../several.ts'
import { together } from '../together.ts'
import type { Intent, Past, Plan } from '../plan.ts'

const verb =
  /^(?:give (?:me|us)(?= (?:the )?(?:room )?(?:atlas|birch|luma)\b| an? (?:\w+ )?(?:room|table)\b)(?!.*\b(?:free|available|times|slots|bookings?|list)\b)|squeeze (?:us )?in|fit (?:us )?in|book|reserve|get|grab|schedule|arrange|set up|setup|make|hold|block(?: out| off)?|secure|organi[sz]e|find|take|fix|request|order|put|sort|plan|have|keep|save|do|place|try|snag|score|lock in|pencil in|sign|see (?:to|about)|take care of|deal with|handle|look after)\b/
/** An order whose thing stands in other words: `book it for 7`. */
const pointing =
  /^(?:book|reserve|get|grab|arrange|block|secure|take|hold|sort|fix|organi[sz]e|schedule) (?:it|that|this|one)\b/
/** Whether it is booked depends on what is found. */
const looksFirst = /\b(?:whether|check|see if|find out|look up|available|free)\b/
/** `Can we meet in Birch on Monday? Please reserve it`: such a question tells what "it" is. */
const counts = ({ mood, plain }: Clause): boolean =>
  mood === 'plain' ||
  // `I know Luma is expensive, but please book it`
  (mood === 'reported' && /^(?:i|we) (?:know|realise|realize|understand|admit)\b/.test(plain)) ||
  (mood === 'question' && /^(?:can|could|may|might|shall|would) (?:i|we)\b/.test(plain))
/** What is said of a booking that there is already. */
export const isMoved =
  /\b(?:be|been|get|gets|was|is) (?:moved|changed|shifted|postponed|rescheduled|extended|shortened|brought forward|put off)\b/
/** What is thought over, or regretted. */
export const isPondered =
  /^(?:ask|check with|talk|discuss|think|consult|decide|remind|wait|clarify|inform)\b|\b(?:have|need|got) to (?:ask|check with|think|talk|discuss|consult|decide|wait|sleep on)\b|\b(?:shame|pity|mistake|silly|stupid|impossible|unfortunate(?:ly)?|too (?:late|early|small|big|expensive|far|noisy|crowded))\b/
const tableWords =
  /\b(?:tables?|dinner|lunch|breakfast|brunch|supper|restaurant|seats?|dine|eat|meal)\b/
const roomWords =
  /\b(?:rooms?|meeting|conference|boardroom|board room|space|(?:somewhere|a place|place|a spot|spot) (?:quiet |private )?(?:to|where we can) (?:meet|talk|work|sit down|present))\b/
const noun =
  /^(?:(?:a|an|the|another|one|some|2|two|both|both the|all the|the 2|these 2|our 2) )?(?:(?:quiet|nice|small|big|large|meeting|conference|team|business|working|quick) )*(?:tables?|rooms?|dinner|lunch|brunch|breakfast|supper|reservation|booking|seats?|space|spot|place to (?:meet|talk|work|eat)|somewhere (?:\w+ )?to (?:meet|talk|work|eat))\b/
const other =
  /\b(?:inv|ord|bkg)-|\b(?:invoice|refund|expenses?|csv|export|list|file|flight|flights|hotel|taxi|cab|train|car|pizza|ticket|tickets|appointment|doctor|haircut|bookings|reservations)\b/

const isBooking = (clause: Clause, heard: Heard, past: Past): Frame | null => {
  // "Book it": of what was last spoken of, in this very message first.
  if (pointing.test(clause.plain) && !readPlaces(clause.words).length) {
    const here = heard.clauses.filter(
      (one) => one !== clause && counts(one) && !looksFirst.test(one.plain),
    )
    const about = here.some((one) => readPlaces(one.words).some(({ kind }) => kind))
      ? here.map(({ plain }) => plain).join(' ')
      : /^(?:book|reserve)\b/.test(clause.plain)
        ? `${past.asked} ${past.said}`.toLowerCase()
        : ''
    return /\b(?:luma|tables?|dinner|lunch)\b/.test(about)
      ? table
      : /\b(?:rooms?|atlas|birch)\b/.test(about)
        ? room
        : null
  }
  const { plain, words, isCourteous } = clause
  if (isMoved.test(plain) || isPondered.test(plain)) return null
  if (other.test(plain.replace(/\bfor (?:the |a |an |our |my )?[^\d].*$/, ''))) return null
  const places = readPlaces(words)
  // `Lunch with a client, $48`: money that was spent.
  if (
    !places.some(({ kind }) => kind) &&
    !isCourteous &&
    /\$ ?\d|\d (?:dollars|bucks|usd)\b/.test(plain) &&
    !verb.test(plain)
  )
    return null
  const isRoom =
    places.some(({ kind }) => kind === 'room') ||
    (roomWords.test(plain) &&
      !places.some(({ kind }) => kind === 'venue') &&
      !/\btables?\b/.test(plain))
  const isTable = places.some(({ kind }) => kind === 'venue') || tableWords.test(plain)
  const frame = isRoom ? room : isTable ? table : null
  if (!frame) {
    return /^(?:book|reserve|make|get) (?:(?:us|me) )?(?:a |the )?(?:reservation|booking|table|spot)\b/.test(
      plain,
    ) ||
      (/^(?:book|reserve)\b/.test(plain) && places.length > 0 && readParty(plain))
      ? table
      : // `Book Cedar on Friday from 10 to 11`: only a room is had from then to then.
        /^(?:book|reserve)\b/.test(plain) && places.length > 0 && readHours(plain, 'office').range
        ? room
        : null
  }
  const known = places.some(({ kind }) => kind !== null)
  if (/^(?:book|reserve)\b/.test(plain)) return frame
  if (verb.test(plain)) {
    // "make", "get", "put" and their like mean a booking only with the noun or a known name near.
    return known ||
      noun.test(plain.replace(verb, '').replace(/^ (?:us|me|for us|for me)? ?/, '')) ||
      /\b(?:reservation|booking|table|room)\b/.test(plain)
      ? frame
      : null
  }
  // `Luma on Saturday at 8 for 4, is that possible?` asks, and is answered first.
  const isWeighed = heard.clauses.some(
    (one) =>
      one !== clause &&
      one.mood === 'question' &&
      /\b(?:possible|feasible|doable|free|available|okay?|works?|still open|any chance|full)\b/.test(
        one.plain,
      ),
  )
  if (isWeighed && !isCourteous) return null
  const facts = hasFacts(plain)
  if (noun.test(plain) && (known || isCourteous || facts)) return frame
  // `luma tmrw 7pm 3 ppl`, `We are six, Luma, Monday 7 p.m.`: the facts alone, in the manner of an order.
  const startsBare =
    /^(?:(?:the |use of |room |at |in |meeting room )*(?:luma|atlas|birch)\b|(?:we are|we're|there are|there will be|we'll be|we will be|us) \d|\d+ (?:people|persons|guests|of us)|(?:tomorrow|tonight|today|in (?:a|\d+) weeks?|(?:on )?(?:this |next )?\w+day|for \d+|at \d|party of)\b)/.test(
      plain,
    )
  const told = plain.replace(
    /, (?:the|my|our|it|he|she|we|they|i|it's|we're|i'm|they're)\b[^,]*$/,
    '',
  )
  const isStatement =
    /\b(?:is|was|has|had|looks|seems|were|been|would(?! be (?:great|nice|lovely|perfect|ideal|good|fine|wonderful|appreciated))|could|should|might|may not|did|does|ate|met|sounds|suits|works|belongs|closed|open|free|booked|taken|full|nice|great|bad)\b/.test(
      told
        .replace(
          / would be (?:really |so |just )?(?:great|nice|lovely|perfect|ideal|good|wonderful|fantastic|brilliant)$/,
          '',
        )
        .replace(/^there (?:are|will be)|^we (?:are|would be|could be)/, ''),
    )
  return known && facts && !isStatement && (isCourteous || startsBare) ? frame : null
}

function hasFacts(plain: string): boolean {
  const hours = readHours(plain, 'dinner')
  return (
    hours.times.length > 0 ||
    hours.range !== undefined ||
    /\b(?:today|tonight|tomorrow|\w+day|next|this)\b|\d(?:st|nd|rd|th)\b/.test(plain) ||
    readParty(plain) !== null
  )
}

/** Every room at the same time. */
const wantsBoth =
  /\b(?:both|the (?:2|two)|all) (?:of the |the |our |meeting |conference )*rooms\b|\bboth (?:the )?(?:rooms? )?(?:atlas|birch)\b|\b(?:atlas|birch),? (?:and|&|\+|plus|as well as|along with|together with|and also) (?:also |the )?(?:rooms? )?(?:atlas|birch)\b(?!.*\b(?:not|instead|or|rather|except)\b)/

function bookEach(frame: Frame, clause: Clause, heard: Heard, past: Past): Plan {
  const many = several(frame, clause, past)
  if (many)
    return together(
      many.map((slots) => afterLook(frame, slots)),
      () => ({ text: '' }),
    )
  if (frame === room && wantsBoth.test(clause.plain)) {
    const { slots, problem } = room.read(clause, past.now, [], {})
    return problem
      ? { text: problem }
      : together(
          gazetteer.rooms.map((name) => complete(room, { ...slots, room: name })),
          () => ({ text: '' }),
        )
  }
  // What is not said here was said just before: a place of its own begins anew.
  const isAlone =
    heard.clauses.length === 1 ||
    !heard.clauses.some((one) => readPlaces(one.words).some(({ kind }) => kind))
  const before =
    isAlone &&
    /^(?:book|reserve|take|get) (?:it|that|this|one)\b|\bbe so kind as to (?:book|reserve)$/.test(
      clause.plain,
    )
      ? clauseOf(past.asked)
      : null
  // "Tomorrow there are six of us. Book Luma at 7pm": facts of the sentences around it count, too.
  const others = heard.clauses.filter(
    (one) =>
      one !== clause &&
      (one.mood === 'plain' || (pointing.test(clause.plain) && counts(one))) &&
      (!verb.test(one.plain) || pointing.test(clause.plain)) &&
      !/^(?:pay|send|refund|cancel|delete|export|give|make|submit|claim|transfer|list|show)\b/.test(
        one.plain,
      ),
  )
  const own = frame.read(clause, past.now, [], {})
  const there = /\bthere\b(?! (?:are|is|will|'ll|were|was))/.test(clause.plain)
    ? readPlaces(`${past.said} ${past.asked}`).find(
        ({ name, kind }) => kind === (frame === room ? 'room' : 'venue') && isKnownPlace(name),
      )
    : undefined
  const around = [...others, ...(before ? [before] : [])].reduce(
    (all, one) => ({ ...frame.read(one, past.now, [], {}).slots, ...all }),
    {},
  )
  const sameDay =
    /\b(?:same (?:day|date|evening)|that (?:day|evening|night)|afterwards|after that)\b/.test(
      clause.plain,
    )
  // `Book Atlas on Thursday 10-12, and then lunch at Luma at 12:15`: what has no verb of its own follows.
  const isNext =
    heard.clauses.length === 2 && heard.clauses[1] === clause && !verb.test(clause.plain)
  const day =
    (sameDay || isNext) && !own.slots.date
      ? (heard.clauses
          .map(({ plain }) => readDays(plain, past.now, 'next').days[0]?.day)
          .find(Boolean) ?? dayBefore(past))
      : undefined
  return own.problem
    ? { text: own.problem }
    : afterLook(frame, {
        ...around,
        ...(there && { [frame === room ? 'room' : 'venue']: there.name }),
        ...(day && { date: day }),
        ...own.slots,
      })
}

/** The day that was asked for last. */
const dayBefore = ({ calls }: Past): string | undefined =>
  calls
    .flatMap(({ input }) => z.object({ date: z.string() }).safeParse(input).data?.date ?? [])
    .at(-1)

/** A name that nobody told us is looked up first, before people are asked about a room that is none. */
function afterLook(frame: Frame, slots: Slots): Plan {
  const field = frame === room ? 'room' : 'venue'
  const { [field]: place, ...others } = slots
  const plan = complete(frame, slots)
  if (!plan.calls || typeof place !== 'string' || isKnownPlace(place)) return plan
  return {
    text: '',
    calls: [{ tool: 'find_availability', input: { place, date: String(slots.date) } }],
    resume: ([call]) => {
      const told = call?.result?.ok
        ? z.object({ problem: z.string() }).safeParse(call.result.value).data?.problem
        : problemOf(call)
      return told === undefined ? plan : complete(frame, others, `${told} `)
    },
  }
}

/** `Book a table for 4 at Luma tomorrow at 19:00`, `Book room Atlas tomorrow from 10 to 12`. */
const bookAs = (wanted: Frame, about: Pick<Intent, 'name' | 'example' | 'hints'>): Intent => ({
  ...about,
  take(clause, heard, past) {
    const frame = isBooking(clause, heard, past)
    const isSaid = heard.clauses.some(
      (one) => one !== clause && one.mood === 'plain' && readPlaces(one.words).length > 0,
    )
    if (
      !frame &&
      !isSaid &&
      wanted === table &&
      /^(?:book|reserve) (?:it|that|this)\b/.test(clause.plain)
    ) {
      return { text: 'What shall I book: a table or a room, and for which day (date)?' }
    }
    if (frame !== wanted) return null
    if (isRepeated(clause.plain))
      return {
        text: 'I can book one day at a time, so I have asked for nothing. Which day (date) shall it be?',
      }
    if (frame === room && readDays(clause.plain, past.now, 'next').days.length > 3)
      return begin(frame, clause, past)
    return bookEach(frame, clause, heard, past)
  },
})

export const bookTable = bookAs(table, {
  name: 'book table',
  example: 'Book a table for 4 at Luma tomorrow at 19:00',
  hints: /\b(?:table|dinner|lunch|luma|restaurant|reserve|reservation|book)\b/i,
})

export const bookRoom = bookAs(room, {
  name: 'book room',
  example: 'Book room Atlas tomorrow from 10 to 12',
  hints: /\b(?:rooms?|atlas|birch|meeting)\b/i,
})
