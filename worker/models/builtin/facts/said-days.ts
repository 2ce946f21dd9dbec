import { monthNames, shortDays } from './calendar.ts'
import type { Now } from './days.ts'

const DAY = 24 * 3600_000
const weekdays =
  '(?:sun(?:day)?|mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?)'
const months =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const ordinals =
  'first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth'

const written = (time: number): string => new Date(time).toISOString().slice(0, 10)
const ahead = (now: Now, days: number): string => written(+now + days * DAY)
const weekdayOf = (name: string): number => shortDays.indexOf(name.slice(0, 3))
/** Days from now to the next of this weekday, never today. */
const toNext = (name: string, now: Now): number => (weekdayOf(name) - now.getUTCDay() + 7) % 7 || 7
/** Days from now to this weekday of the week that is `weeks` after this one; weeks begin on Monday. */
const inWeek = (name: string, weeks: number, now: Now): number =>
  ((weekdayOf(name) + 6) % 7) - ((now.getUTCDay() + 6) % 7) + 7 * weeks

/** `the third Friday of June`; the next one where no year is told. */
function nthWeekday(which: string, name: string, month: string, now: Now): string | null {
  const at = ['first', '1st', 'second', '2nd', 'third', '3rd', 'fourth', '4th'].indexOf(which) >> 1
  const named = monthNames.indexOf(month.slice(0, 3))
  const first = /next/.test(month) ? now.getUTCMonth() + 1 : named < 0 ? now.getUTCMonth() : named
  for (const year of [now.getUTCFullYear(), now.getUTCFullYear() + 1]) {
    const start = new Date(Date.UTC(year, first, 1))
    const end = new Date(Date.UTC(year, first + 1, 0))
    const day =
      at < 0
        ? +end - ((end.getUTCDay() - weekdayOf(name) + 7) % 7) * DAY
        : +start + (((weekdayOf(name) - start.getUTCDay() + 7) % 7) + 7 * at) * DAY
    if (written(day) >= written(+now)) return written(day)
  }
  return null
}

type Rule = readonly [RegExp, (groups: string[], now: Now) => string]

const weeksIn = (count: string): number =>
  /fortnight/.test(count) ? 2 : Number.parseInt(count, 10) || 1
const span = '(?:a|1|2|3|4) weeks?|a fortnight'
/** A weekday some weeks on: of two readings that differ the person has to choose, so it is no day. */
const weeksOn = (name: string, weeks: number, now: Now): string =>
  weeks > 1 && toNext(name, now) + 7 * weeks !== inWeek(name, weeks, now)
    ? ' '
    : ahead(now, toNext(name, now) + 7 * weeks)

const rules: readonly Rule[] = [
  // Where times were taken out, no comma is left that chrono would read on after.
  [/[\s,]*;[\s,;]*/g, () => ' ; '],
  [/\btmrw\b|\btmr\b|\b2moro\b|\b2morrow\b/g, () => 'tomorrow'],
  [/\bnite\b/g, () => 'night'],
  [/\b(\d+) days after tomorrow\b/g, ([days], now) => ahead(now, Number(days) + 1)],
  [/\b(?:the )?day after tomorrow\b|\bovermorrow\b/g, (_, now) => ahead(now, 2)],
  [
    new RegExp(
      String.raw`\b(?:(?:on|in|for|during) )?(?:(?:the )?(?:whole|entire|full|early|late) )?(?:the )?(?:morning|afternoon|evening|night) (?:of )?(?=tomorrow\b)|\b(?:(?:on|in|for|during) )?(?:the )?(?:morning|afternoon|evening|night) of (?=(?:the )?(?:\d|${weekdays}\b|${months}\b))`,
      'g',
    ),
    () => ' ',
  ],
  [
    new RegExp(
      String.raw`\b(first|1st|second|2nd|third|3rd|fourth|4th|last) (${weekdays}) (?:of|in) (${months}|(?:the |this |next )?month)\b`,
      'g',
    ),
    ([which = '', name = '', month = ''], now) => nthWeekday(which, name, month, now) ?? ' ',
  ],
  // `Friday in two weeks`, `in a week on Friday`.
  [
    new RegExp(
      String.raw`\b(?:on )?(today|tomorrow|${weekdays}),? in (${span})\b(?:'s?)?(?: time)?`,
      'g',
    ),
    ([name = '', count = ''], now) =>
      name.startsWith('to')
        ? ahead(now, 7 * weeksIn(count) + (name === 'today' ? 0 : 1))
        : weeksOn(name, weeksIn(count), now),
  ],
  [
    new RegExp(String.raw`\b(?:in )?(${span})(?:'s?)?(?: time)?,? on (?:a )?(${weekdays})\b`, 'g'),
    ([count = '', name = ''], now) => weeksOn(name, weeksIn(count), now),
  ],
  [
    new RegExp(
      String.raw`\b(${span}) (?:from|after) (today|tomorrow|now|(?:(?:this|next) )?${weekdays})\b|\b(a (?:week|fortnight)) (?:on )?(today|tomorrow)\b`,
      'g',
    ),
    ([count, day, one, later], now) => {
      const named = (day ?? later ?? '').replace(/^(?:this|next) /, '')
      const from = named === 'tomorrow' ? 1 : weekdayOf(named) >= 0 ? toNext(named, now) : 0
      return ahead(now, from + 7 * weeksIn(count ?? one ?? ''))
    },
  ],
  [
    new RegExp(
      String.raw`\b(tomorrow|${weekdays}) week\b(?! (?:on|at)\b)|\ba week on (${weekdays})\b|\btoday week\b`,
      'g',
    ),
    ([name, other], now) => {
      const day = name ?? other
      return ahead(now, 7 + (!day ? 0 : day === 'tomorrow' ? 1 : toNext(day, now)))
    },
  ],
  [/\b(?:in )?a fortnight(?:'s time)?\b/g, (_, now) => ahead(now, 14)],
  [/\b(?:this|same) day next week\b/g, (_, now) => ahead(now, 7)],
  // Which Friday that is, people do not agree on.
  [new RegExp(String.raw`\b(?:the )?${weekdays} after next\b`, 'g'), () => ' '],
  [
    new RegExp(
      String.raw`\b(?:on )?(${weekdays}),? (?:of |in )?(?:the )?(this week|next week|(?:coming|following) week|week after next)\b|\b(?:the )?(this week|next week|(?:coming|following) week|week after next)(?:'s|,)?(?: on)? (${weekdays})\b`,
      'g',
    ),
    ([one, week, same, other], now) => {
      const weeks = { 'this week': 0, 'week after next': 2 }[week ?? same ?? ''] ?? 1
      return ahead(now, inWeek(one ?? other ?? '', weeks, now))
    },
  ],
  [
    new RegExp(String.raw`\bthe last day (?:of|in) (${months})\b`, 'g'),
    ([month = ''], now) => {
      const at = monthNames.indexOf(month.slice(0, 3))
      const year = now.getUTCFullYear() + (at < now.getUTCMonth() ? 1 : 0)
      return written(Date.UTC(year, at + 1, 0))
    },
  ],
  // `the 20-fourth`, as numbers in words become: `the 24th`.
  [
    new RegExp(
      String.raw`\b(?:(20|30)[- ])?(${ordinals})\b(?= (?:of )?${months}\b)|(?<=\b(?:${months}|on|${weekdays},?)(?: the)? )(?:(20|30)[- ])?(${ordinals})\b(?=$| ?[,.;:]| (?:at|from|for|between|until|please)\b)`,
      'g',
    ),
    ([ten, one, otherTen, other]) => {
      const at = ordinals.split('|').indexOf(one ?? other ?? '') + 1
      const base = at === 21 ? 30 : at
      const day = base + Number(ten ?? otherTen ?? 0)
      return `${day}${['th', 'st', 'nd', 'rd'][day % 10 > 3 || (day > 3 && day < 21) ? 0 : day % 10]}`
    },
  ],
  // `for 6, 4 June, 8 in the evening`: only one of those numbers is the day's.
  [
    new RegExp(
      String.raw`(?<=\b\d{1,2}),? (?=(?:the )?\d{1,2}(?:st|nd|rd|th)? (?:of )?${months}\b)`,
      'g',
    ),
    () => ' ; ',
  ],
  [
    new RegExp(
      String.raw`\b((?:the )?\d{1,2}(?:st|nd|rd|th)? (?:of )?${months}),? (?=\d{1,2}\b)`,
      'g',
    ),
    ([day]) => `${day} ; `,
  ],
  // The day of the month settles it, whatever the weekday.
  [
    new RegExp(
      String.raw`\b${weekdays}(?:,|\.)? (?=(?:the )?\d{1,2}(?:st|nd|rd|th)? (?:of )?${months}\b|${months} (?:the )?\d{1,2}(?:st|nd|rd|th)?\b(?!:))`,
      'g',
    ),
    () => '',
  ],
  [
    new RegExp(
      String.raw`\b${weekdays},? (?:the )?(\d{1,2})(st|nd|rd|th)\b(?! (?:of )?${months})`,
      'g',
    ),
    ([day, ending]) => `the ${day}${ending}`,
  ],
  [
    new RegExp(
      String.raw`\b(?:between|from) (?:the )?(\d{1,2})(?:st|nd|rd|th)? (?:and|to|-|until|till) (?:the )?(\d{1,2})(?:st|nd|rd|th)? (?:of )?(${months})\b|\b(?:between|from) (${months}) (?:the )?(\d{1,2})(?:st|nd|rd|th)? (?:and|to|-|until|till) (?:the )?(\d{1,2})(?:st|nd|rd|th)?\b`,
      'g',
    ),
    ([one, two, month, other, first, last]) =>
      `from ${month ?? other} ${one ?? first} to ${month ?? other} ${two ?? last}`,
  ],
]

/** Ways to say a day that chrono misses or takes for another, each in one that it knows. */
export const saidDays = (plain: string, now: Now): string =>
  rules.reduce(
    (text, [pattern, say]) =>
      text.replace(pattern, (...all: unknown[]) => {
        const groups = all.slice(1, -2) as string[]
        return say(groups, now)
      }),
    plain,
  )
