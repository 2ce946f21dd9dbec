import { z } from 'zod'
import { readDays } from '../facts/days.ts'
import { readParty } from '../facts/party.ts'
import { gazetteer, readPlaces } from '../facts/places.ts'
import { clauseOf } from '../hear/hear.ts'
import type { Intent } from '../plan.ts'
import { availabilityOf } from './availability.ts'

const lead = /^(?:(?:and|ok|okay|so|hm+|what about|how about|then|or|but|what|is|for)\b[, ]*)+/i
const input = z.object({ place: z.string(), date: z.string(), partySize: z.number().optional() })

/** `And Birch?`, `what about Friday?` after a look at what is free: the same look with another fact. */
export const lookAgain: Intent = {
  name: 'look again',
  respond(heard, past) {
    const last = past.calls.at(-1)
    if (last?.tool !== 'find_availability' || heard.mails.length > 0) return null
    const known = input.safeParse(last.input).data
    if (!known || !/\?\s*$|^(?:and|what about|how about)\b/i.test(heard.text)) return null
    const rest = heard.text.replace(/[?.!\s]+$/, '').replace(lead, '')
    if (rest.split(' ').length > 5 || /\b(?:book|reserve|take|too|also|cancel|pay)\b/i.test(rest))
      return null
    const { plain, words } = clauseOf(rest)
    const { days, rest: left } = readDays(plain, past.now, 'next')
    const place =
      readPlaces(words).find(({ kind }) => kind)?.name ??
      (/\bthe other (?:room|one)\b/.test(plain)
        ? gazetteer.rooms.find((one) => one !== known.place)
        : undefined)
    const party = readParty(left)
    const date = days[0]?.day
    if (!place && !date && !party) return null
    const isKnown = place === known.place && !date && !party
    return isKnown
      ? null
      : availabilityOf(
          [place ?? known.place],
          date ?? known.date,
          party ? { partySize: party } : known.partySize ? { partySize: known.partySize } : {},
        )
  },
}
