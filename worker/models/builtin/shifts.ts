import type { Frame, Slots } from './frames/frame.ts'
import { payeeIn } from './facts/places.ts'
import { later, readHours } from './facts/hours.ts'

const DAY = 24 * 3600_000
const people =
  '(?:people|persons?|guests?|of us|colleagues?|friends?|adults?|kids|chairs?|seats?|places?)'
const more = new RegExp(
  String.raw`\b(\d{1,2}|one|a|another) (?:\w+ )?(more|less|fewer)(?! (?:hours?|minutes?|days?|weeks?|months?|years?|times?|things?|questions?|rounds?|drinks?|dollars|bucks|tables?|rooms?)\b)(?: ${people})?\b|\b(?:add|plus) (\d{1,2}|one|a|another)(?: more)? ${people}\b|\b(\d{1,2}|one|another) (?:more )?${people} (?:is|are|will be) (?:joining|coming|added)\b`,
)
const away =
  /\b(\d{1,2}|an?|one|the) (day|week)s? (later|after|earlier|before)\b|\b(?:the )?(day|week) (after|before)\b|\b(?:the )?(?:next|following) (day|week)\b/

const numberOf = (word: string | undefined): number => Number(word) || 1

/** The words without how many more or less come. */
export const withoutParty = (plain: string): string => plain.replace(more, ' ')

/** `two more people`: how many, counted from what stands. */
function party(known: Slots, plain: string): Slots | null {
  const found = more.exec(plain)
  if (!found || known.partySize === undefined) return null
  const by = numberOf(found[1] ?? found[3] ?? found[4])
  return { partySize: Number(known.partySize) + (/less|fewer/.test(found[2] ?? '') ? -by : by) }
}

/** `Half of that goes into tax anyway` tells something of it, and changes nothing. */
const isAlone = (plain: string): boolean =>
  !/\b(?:goes|go|went|would|could|might|is (?!enough|plenty|fine|ok)|are|was|were|has|had|have|gets?|got|hurts?|costs?|sounds|seems|looks)\b/.test(
    (plain.split(/[,;]/)[0] ?? '').replace(
      /\bwould (?:do|be (?:enough|fine|plenty|ok|okay|great|good|better))\b/,
      '',
    ),
  )

/** `double it`, `half of that`. */
function amount(known: Slots, plain: string): Slots | null {
  if (known.amount === undefined) return null
  // `Twice that to Cobalt Courier` is for somebody else.
  const payee = payeeIn(plain)
  if (payee && known.payee !== undefined && payee !== known.payee) return null
  const cents = Number(known.amount)
  if (/^(?:double|twice)\b/.test(plain) && isAlone(plain)) return { amount: cents * 2 }
  if (/^(?:(?:only|just) )?half\b/.test(plain) && isAlone(plain))
    return { amount: Math.round(cents / 2) }
  const added =
    /^(?:and |add |plus |another |put )*(?:another |plus |add )\$? ?(\d+(?:\.\d\d?)?)(?: (?:dollars|bucks))?(?: (?:more|extra|to it|to that|on top|on it))?$/.exec(
      plain,
    )?.[1]
  const onTop =
    /^(?:and |add |plus |another |put )*\$? ?(\d+(?:\.\d\d?)?)(?: (?:dollars|bucks))?(?: (?:for |of )?(?:the |a |an )?\p{L}+){0,3} on top\b/u.exec(
      plain,
    )?.[1]
  const extra =
    /^(?:and |add |plus |another |put )+\$? ?(\d+(?:\.\d\d?)?)(?: (?:dollars|bucks))? (?:for |of )?(?:the |a )?(?:tips?|tax(?:es)?|vat|service|shipping|delivery|postage|surcharge|handling|fees?)$/.exec(
      plain,
    )?.[1]
  if (extra) return { amount: cents + Math.round(Number(extra) * 100) }
  if (onTop) return { amount: cents + Math.round(Number(onTop) * 100) }
  if (added) return { amount: cents + Math.round(Number(added) * 100) }
  const by =
    /\$ ?(\d+(?:\.\d\d?)?)(?: (?:dollars|bucks))? (more|less)\b/.exec(plain) ??
    /\b(\d+(?:\.\d\d?)?) (?:dollars|bucks) (more|less)\b/.exec(plain) ??
    /^(?:(?:make it|and|add|plus|just|only|it's|that's) )*(\d+(?:\.\d\d?)?) (more|less)$/.exec(
      plain,
    )
  if (!by) return null
  const changed = cents + Math.round(Number(by[1]) * 100) * (by[2] === 'less' ? -1 : 1)
  return changed > 0 ? { amount: changed } : null
}

/** `A quarter past`, of the hour that stands. */
function past(known: Slots, plain: string): Slots | null {
  const part = /^(?:at |make it )?(?:an? )?(quarter|half) past(?: instead| please| then)?$/.exec(
    plain,
  )?.[1]
  return part && typeof known.time === 'string'
    ? { time: `${known.time.slice(0, 2)}:${part === 'half' ? '30' : '15'}` }
    : null
}

/** `half an hour later`, `pushed back by an hour`. */
function hours(known: Slots, plain: string): Slots | null {
  const { lasts } = readHours(plain, 'office')
  const isBack = /\b(?:later|back|after)\b/.test(plain)
  if (!lasts || !(isBack || /\b(?:earlier|forward|sooner|before)\b/.test(plain))) return null
  const moved = ['time', 'from', 'to'].flatMap((name): [string, string][] => {
    const time =
      typeof known[name] === 'string' ? later(String(known[name]), isBack ? lasts : -lasts) : null
    return time ? [[name, time]] : []
  })
  return moved.length > 0 ? Object.fromEntries(moved) : null
}

/** `the day after`, `a week later`, `the Friday after`. */
export const dayShift = (known: Slots, plain: string): Slots | null =>
  weekdayBeside(known, plain) ?? daysAway(known, plain)

function daysAway(known: Slots, plain: string): Slots | null {
  const found = away.exec(plain)
  if (!found || typeof known.date !== 'string') return null
  if (/\b(?:today|tomorrow|yesterday)\b/.test(plain)) return null
  const unit = found[2] ?? found[4] ?? found[6]
  const isBack = /earlier|before/.test(found[3] ?? found[5] ?? '')
  const by = numberOf(found[1]) * (unit === 'week' ? 7 : 1) * (isBack ? -1 : 1)
  return { date: new Date(Date.parse(known.date) + by * DAY).toISOString().slice(0, 10) }
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const beside =
  /\b(?:the )?((?:sun|mon|tues|wednes|thurs|fri|satur)day) (before|after|of (?:that|the same) week|that week|in that week)\b/

/** `the Friday before`, `on the Friday of that week`, counted from the day that stands. */
function weekdayBeside(known: Slots, plain: string): Slots | null {
  const [, day = '', where = ''] = beside.exec(plain) ?? []
  if (!day || typeof known.date !== 'string') return null
  const from = new Date(known.date)
  const ahead = weekdays.indexOf(day) - from.getUTCDay()
  const by = /week/.test(where)
    ? // A week begins on Monday.
      ((weekdays.indexOf(day) + 6) % 7) - ((from.getUTCDay() + 6) % 7)
    : where === 'after'
      ? ((ahead + 6) % 7) + 1
      : ((ahead - 7) % 7) - (ahead % 7 === 0 ? 7 : 0)
  return { date: new Date(from.getTime() + by * DAY).toISOString().slice(0, 10) }
}

/** What words counted from what stands mean: `two more people`, `half an hour later`, `double it`. */
export const shifted = ({ tool }: Frame, known: Slots, plain: string): Slots | null =>
  (tool === 'book_table' ? party(known, plain) : null) ??
  amount(known, plain) ??
  past(known, plain) ??
  hours(known, plain) ??
  dayShift(known, plain)
