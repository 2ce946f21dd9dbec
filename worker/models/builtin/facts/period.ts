import { addDays, plainDays, type Day, type Now } from './days.ts'
import { readUnits, shifted, type Unit } from './units.ts'

/**
 * The days that words name, both ends included; `isVague` where they name some that only a person could
 * tell. `isOpenEnd` marks an end that was only said as `until`: whether that day counts is not clear.
 */
export type Period = { from?: Day; to?: Day; isOpenEnd?: true; isVague?: true }

const vague =
  /\b(?:that|those|the (?:same|other|right|usual|relevant|agreed)|a certain|certain|some|a few|several|most|a couple of) (?:\w+ )?(?:weeks?|months?|periods?|time|days?|dates?|quarters?|years?|span|range|bookings|reservations|ones|of (?:the|them|our|my))\b|\b(?:weeks?|months?|periods?|dates?|days?|time|range) (?:that |which )?(?:we|i|you|they|he|she) \w+|\bsome time ago\b|\bthe (?:agreed|usual) \w+|\b(?:very |really |the |all )?(?:old|ancient|recent|stale|outdated|older|oldest|newer|newest|latest|long past)\b(?! than)|\ba while (?:ago|back)\b|\blong ago\b|\bnot all\b|\b(?:part|half) of the\b/

/** A time that is named in words which say no date: `around Easter`, `since the fair`. */
const unread =
  /\b(?:(?:during|around|since|until|till|before|after|near|throughout|over) (?!which\b|that\b|all\b|deleting\b|you\b)|(?:from|in|of) (?:the |our |last |this )?(?=(?:summer|winter|spring|autumn|fall|easter|christmas|xmas|whitsun|new year|holidays?|vacation|conference|fair|festival|season|fiscal|financial|school)\b))\p{L}/u

const monday = (day: Day): Day => addDays(day, -((new Date(Date.parse(day)).getUTCDay() + 6) % 7))

const edges: readonly [RegExp, (unit: Unit) => Unit][] = [
  [
    /(?:the )?(?:very )?(?:beginning|start|first day|outset|1st) of (?:the )?$/,
    (unit) => ({ ...unit, to: unit.from, isDay: true }),
  ],
  [
    /(?:the )?week (?:of|from|starting(?: on| from)?|beginning(?: on)?)(?: the)? $/,
    (unit) => ({
      ...unit,
      from: monday(unit.from),
      to: addDays(monday(unit.from), 6),
      isDay: false,
    }),
  ],
  [
    /(?:the )?(?:very )?(?:end|last day|close) of (?:the )?$/,
    (unit) => ({ ...unit, from: unit.to }),
  ],
  [
    /(?:the )?(?:middle of (?:the )?|mid[- ])$/,
    (unit) => {
      const day = `${unit.from.slice(0, 8)}15`
      return { ...unit, from: day, to: day, isDay: true }
    },
  ],
]

const lower =
  /\b(?:since|starting(?: from| on| with| in| at)?|beginning(?: with| on| in)?|as (?:of|from)|not before|no (?:earlier|sooner) than|not (?:earlier|older) than)(?: on)?(?: the)? ?$/
const from = /\bfrom(?: on)?(?: the)? ?$/
const after = /\b(?:after|later than|newer than|past)(?: the)? ?$/
const through =
  /\b(?:through|thru|up to and including|until and including|up until and including|no later than|not later than|on or before|by|including|ending(?: on| with)?)(?: the)? ?$/
const until = /(?:\b(?:until|till|til|up to|up until|to)|(?<=[\s\d])-)(?: the)? ?$/
const before =
  /\b(?:before|older than|prior to|earlier than|from before|predating|ahead of)(?: the)? ?$/
const orLater =
  /^(?:,? ?(?:or|and) (?:later|after|newer|onwards?|beyond|since)|,? ?(?:onwards?|on)(?= *$|[,.;]|\s(?:as|in|to a|please|only)\b)|,? (?:to|until|till) (?:now|today|date))\b/
const orEarlier = /^,? ?(?:or|and) (?:earlier|before|older)\b/
const included =
  /^,? ?(?:\(?(?:inclusive|included|inclusively|incl\.?)\b|(?:itself )?included\b|at the latest\b)/
const aged =
  /\b(?:older than|more than|over|at least|from (?:more than|over)) (\d+|an?) (day|week|month|year)s?(?: (?:old|ago|back|of age))?\b|\b(\d+|an?) (day|week|month|year)s? (?:or more )?(?:old )?(?:or|and) older\b/

/** The days that these words (lower case, digits) name, in any of the ways of saying from when to when. */
export function readPeriod(plain: string, now: Now): Period {
  const age = aged.exec(plain)
  if (age) {
    const many = Number(age[1] ?? age[3]) || 1
    return { to: addDays(shifted(now, -many, age[2] ?? age[4] ?? ''), -1) }
  }
  const text = plainDays(plain, now)
  const units = readUnits(text, now)
  if (units.length === 0) return vague.test(plain) || unread.test(plain) ? { isVague: true } : {}
  const period: Period = {}
  let isListed = false
  for (const [at, whole] of units.entries()) {
    let ahead = text
      .slice(units[at - 1]?.end ?? 0, whole.at)
      .replace(/\b(?:including )?(?:all of|the whole of|the month of) (?=$)/, '')
    const behind = text.slice(whole.end, units[at + 1]?.at)
    let unit = whole
    for (const [edge, narrowed] of edges) {
      if (!edge.test(ahead) || (/week/.test(edge.source) && !unit.isDay)) continue
      unit = narrowed(unit)
      ahead = ahead.replace(edge, '')
    }
    const isFirst = at === 0
    const isPair =
      isFirst &&
      units.length > 1 &&
      /^ ?(?:-|to|and|until|till|til|through|thru|up to)\b ?|^ ?- ?/.test(behind) &&
      (/\b(?:between|from)(?: the)? ?$/.test(ahead) ||
        !/^ ?and\b/.test(behind) ||
        lower.test(ahead))
    const isSecond = at > 0 && period.from !== undefined && /^ ?and (?:the )?$/.test(ahead)
    if (orLater.test(behind) || lower.test(ahead)) period.from = unit.from
    else if (isPair) period.from = unit.from
    else if (orEarlier.test(behind)) period.to = unit.to
    else if (after.test(ahead) && !through.test(ahead)) period.from = addDays(unit.to, 1)
    else if (before.test(ahead) && !included.test(behind)) period.to = addDays(unit.from, -1)
    else if (
      through.test(ahead) ||
      (until.test(ahead) && (included.test(behind) || !unit.isDay || period.from))
    )
      period.to =
        /\b(?:until|up to|till)(?: the)? ?$/.test(ahead) && !unit.isDay && unit.from !== unit.to
          ? addDays(unit.from, -1)
          : unit.to
    else if (until.test(ahead)) Object.assign(period, { to: unit.to, isOpenEnd: true })
    else if (
      from.test(ahead) &&
      unit.isDay &&
      !/^(?:today|yesterday|tomorrow)/.test(text.slice(unit.at))
    )
      period.from = unit.from
    else if (isSecond) period.to = unit.to
    else if (period.from === undefined && period.to === undefined)
      Object.assign(period, { from: unit.from, to: unit.to })
    else if (period.to !== undefined && addDays(period.to, 1) === unit.from) period.to = unit.to
    else isListed = true
  }
  const days = units.filter(({ isDay }) => isDay).map((unit) => text.slice(unit.at, unit.end))
  // Of two weekdays that one week was named for, the first is not surely of that week.
  const isMixed =
    days.length > 1 && days.filter((day) => /\b(?:next|last)\b/.test(day)).length === 1
  const isWrong =
    isMixed || (period.from !== undefined && period.to !== undefined && period.from > period.to)
  return isListed || isWrong ? { isVague: true } : period
}
