import { dayInWords, readDays } from '../facts/days.ts'
import { bareTime, readHours } from '../facts/hours.ts'
import { readAmounts } from '../facts/money.ts'
import { readParty } from '../facts/party.ts'
import { gazetteer, readPlaces } from '../facts/places.ts'
import { asWritten } from '../hear/hear.ts'
import type { Frame, Slots } from './frame.ts'

const under =
  /\b(?:under|in) (?:the )?name(?: of)?:? ([\p{L}][\p{L}'. -]*?)(?=,|$| (?:at|on|for|tomorrow|today)\b)|\bname(?: of| is)?:? ([\p{L}][\p{L}'. -]*?)(?=,|$|\.| (?:at|on|for|tomorrow|today)\b)|\b(?:under|for) ((?:mrs?|ms|dr)\.? \p{L}[\p{L}'-]*)/iu

/** `under Ortiz`: a name in capitals. */
const underName = /\b[Uu]nder (\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)*)/u
const notName = /^(?:Luma|Atlas|Birch)\b/

/** The only number that stands for itself between other facts, as how many come. */
const alone = (left: string): number | null => {
  const numbers = left
    .split(/[;,]/)
    .map((part) =>
      part
        .replace(
          /\b(?:luma|please|tables?|tbl|people|book|reserve|reservation|booking|get|a|at|for|in|me|us|dinner|lunch|need|want)\b/g,
          ' ',
        )
        .trim(),
    )
    .filter((part) => /^\d{1,2}$/.test(part))
  return numbers.length === 1 ? Number(numbers[0]) : null
}

/** `we are four, Luma, Saturday, 8`: the only number left once how many come is told. */
function aloneTime(left: string, party: number | null): string | null {
  const parts = left.split(/[;,]| - /).map((part) => part.trim())
  const numbers = parts.filter((part) => /^\d{1,2}$/.test(part))
  const others = parts.filter((part) => !numbers.includes(part)).join(' ; ')
  return party !== null && numbers.length === 1 && readParty(others) === party
    ? bareTime(numbers[0] ?? '', 'dinner')
    : null
}

/** A table: where, how many, which day, what time. */
export const table: Frame = {
  tool: 'book_table',
  required: ['venue', 'date', 'time', 'partySize'],
  optional: ['name'],
  main: 'partySize',
  asks: {
    venue: `at which venue (for example ${gazetteer.venues.join(' or ')})`,
    date: 'on which day (date)',
    time: 'at what time',
    partySize: 'for how many people',
  },

  read(clause, now, asked, known) {
    const called = underName.exec(clause.words)
    const name = under.exec(clause.words) ?? (notName.test(called?.[1] ?? 'Luma') ? null : called)
    const said = clause.plain.replace(
      /,? ?\bnot (?:for|at|on) [\w:]+(?: ?[ap]m)?,? (?:but )?(?=(?:for|at|on)\b)/,
      ' ',
    )
    const plain = name ? said.replace(name[0].toLowerCase(), ' ') : said
    const { rest } = readAmounts(plain)
    const hours = readHours(rest, 'dinner')
    const { days, rest: left } = readDays(hours.rest, now, 'next')
    const number =
      /^(?:(?:just|only|about|around|maybe|we are|we're|make it|it's|for|to) )*(\d{1,3})$/.exec(
        plain.trim(),
      )?.[1]
    const isTime = asked.includes('time') && !asked.includes('partySize')
    const told =
      hours.times.at(0) ?? hours.range?.from ?? (isTime ? bareTime(plain.trim(), 'dinner') : null)
    const party =
      readParty(hours.rest) ??
      readParty(left) ??
      (number &&
      asked.includes('partySize') &&
      (!asked.includes('time') || asked.at(-1) === 'time' || asked.includes('date')) &&
      !told
        ? Number(number)
        : null) ??
      // "Luma tomorrow noon 2": all but one number is accounted for.
      (told && (days[0] ?? known.date) ? alone(left) : null)
    const time = told ?? (days[0] && asked.length === 0 ? aloneTime(left, party) : null)
    // "5 people and 7", of a table whose time is known: the number that is left is the new time.
    const other =
      party !== null && !time && known.time !== undefined && known.partySize !== undefined
        ? left
            .split(/[;,]|\b(?:and|then)\b/)
            .find((part) => /^\s*\d{1,2}\s*$/.test(part))
            ?.trim()
        : null
    const venues = readPlaces(clause.words).filter(({ kind }) => kind !== 'room')
    // Of several only the person can choose one, so that is asked.
    const isEither = /\bor\b/.test(plain)
    const venue =
      isEither && (venues.length > 1 || /\bluma or\b|\bor (?:at )?luma\b/.test(plain))
        ? undefined
        : venues[0]?.name
    const isOpenParty =
      /\b\d+ or \d+\b(?! ?(?:pm|am|:))|\b\d+ ?(?:-|to) ?\d+ (?:people|persons|guests|pax|of us|heads)\b/.test(
        `${left} ${plain.replace(/\b\d{1,2}:\d\d\b/g, ' ')}`,
      )
    const date =
      days[0] && !(isEither && days.length > 1) && days[0].day >= now.toISOString().slice(0, 10)
        ? days[0].day
        : undefined
    const isOpenTime =
      (isEither && hours.times.length > 1) ||
      /\b(?:at|around) \S+(?: ?[ap]m)? or (?:at |around |maybe )?\d{1,2}(?!\d| (?:people|persons|guests|of us))|\bbetween \d\S*(?: ?[ap]m)? and \d|\b\d{1,2} for \d{1,2}[:.]\d\d|\b(?:as (?:late|early) as|some ?time|any ?time|whenever)\b/.test(
        rest,
      )
    const named = name?.[1] ?? name?.[2] ?? name?.[3]
    const slots: Slots = {
      ...(venue && { venue }),
      ...(party && !isOpenParty && { partySize: party }),
      ...(date && { date }),
      ...(time && !isOpenTime && { time }),
      ...(other &&
        Number(other) !== party && {
          time: bareTime(String(other), 'dinner') ?? String(known.time),
        }),
      ...(named && { name: asWritten(clause, named.toLowerCase()).trim() }),
    }
    return party === 0 ? { slots: {}, problem: 'A table is for at least one person.' } : { slots }
  },

  say: ({ venue, partySize, date, time, name }) =>
    `book a table for ${partySize} at ${venue} on ${dayInWords(String(date))} at ${time}${name ? `, under the name ${name}` : ''}`,

  isOther: ({ plain }) =>
    /^(?:pay|send|transfer|wire|refund|cancel|delete|export|email|give|make (?!it|that)|submit|list|show|claim|expense|settle)\b|\brooms?\b|\b(?:inv|ord|bkg)-/.test(
      plain,
    ),
}
