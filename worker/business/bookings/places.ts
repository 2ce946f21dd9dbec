import { WORKSPACE } from '../../env.ts'

/** What is given out at a place: a table, a private room, or the room itself. */
export type Unit = {
  id: string
  name: string
  /** The smallest and the largest party that gets it. */
  least: number
  seats: number
  /** Minor units. */
  depositPerPerson: number
}

/** Where one can book. Times of day are its own, `HH:MM`; money is minor units. */
export type Place = {
  id: string
  name: string
  kind: 'venue' | 'room'
  timeZone: string
  opens: string
  closes: string
  /** For how many minutes a table is one's own; null for rooms, which are booked from and to. */
  seating: number | null
  /** How long before its start a booking is cancelled for nothing at the latest, in milliseconds. */
  freeUntil: number
  /** What cancelling later costs. */
  feePerPerson: number
  /** The smallest first. */
  units: Unit[]
}

/** Words that people put around a name, and that are part of none. */
const around =
  /\b(?:the|at|in|restaurant|venue|table|meeting|conference|private|dining|room|[’']s|s)\b/g

/** `the Luma`, `LUMA restaurant` and `Luma` are all `luma`; `room Atlas` is `atlas`. */
export const placeId = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(around, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')

type Row = Omit<Place, 'units'> & { units: string }

const select = `SELECT id, name, kind, time_zone AS timeZone, opens, closes, seating,
    free_until AS freeUntil, fee_per_person AS feePerPerson,
    (SELECT json_group_array(json_object('id', id, 'name', name, 'least', least, 'seats', seats,
        'depositPerPerson', deposit_per_person) ORDER BY seats, id)
      FROM place_unit WHERE workspace = place.workspace AND place = place.id) AS units
  FROM place WHERE workspace = ?`

const placeOf = ({ units, ...place }: Row): Place => ({ ...place, units: JSON.parse(units) })

/** The place that people mean by a name, or null when there is none. */
export async function findPlace(db: D1Database, name: string): Promise<Place | null> {
  const row = await db.prepare(`${select} AND id = ?`).bind(WORKSPACE, placeId(name)).first<Row>()
  return row && placeOf(row)
}

/** Every place, in alphabetical order. */
export async function allPlaces(db: D1Database): Promise<Place[]> {
  const { results } = await db.prepare(`${select} ORDER BY name`).bind(WORKSPACE).all<Row>()
  return results.map(placeOf)
}

/** The largest party that a place has anything for. */
export const mostSeats = ({ units }: Place): number =>
  Math.max(0, ...units.map(({ seats }) => seats))

/** What a party of this size gets there, the smallest first. */
export const unitsFor = ({ units }: Place, party: number): Unit[] =>
  units.filter(({ least, seats }) => least <= party && party <= seats)
