import type { APIRequestContext } from '@playwright/test'
import type { z } from 'zod'
import type { Role } from '../domain/roles.ts'
import { addDays, shownIn } from '../domain/zoned-time.ts'
import { type Actor, json } from './actor.ts'
import type { BookingRow, Done } from './worker/books.ts'
import type { bookingsBody, orderBody, placeBody } from './worker/protocol.ts'

/** Where every venue and room of the tests is. */
export const ZONE = 'America/New_York'

/** The day so many days from today, as it is called at the tests' venues. */
export const dayAhead = (days: number): string => addDays(shownIn(Date.now(), ZONE).date, days)
export const tomorrow = (): string => dayAhead(1)

export type Place = { id: string; name: string }
export type OrderNumber = { number: string; customer: string; amount: number }
/** A connection that idled may be closed by the server just as it is used again. */
export const patient = { maxRetries: 2 }

type NewBooking = z.input<typeof bookingsBody>['bookings'][number]

const syllables =
  'ba be bi do du fa fi ga ge ko ku la le mi mo na no pa pe ra ri so su ta ve vo za zu'.split(' ')

/** A name that no other test uses and that reads like one: `Zurimovebaku`. */
function newName(): string {
  const picked = crypto.getRandomValues(new Uint8Array(6))
  const word = [...picked].map((byte) => syllables[byte % syllables.length]).join('')
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** The company behind the assistant: places, orders and bookings of a test's own, and its database. */
export class Business {
  readonly #api: APIRequestContext

  constructor(api: APIRequestContext) {
    this.#api = api
  }

  /** A venue with tables of so many seats, each one's own for two hours. Fee in cents. */
  venue(tables: number[], { feePerPerson = 10_00 } = {}): Promise<Place> {
    return this.#place({ kind: 'venue', name: newName(), tables, feePerPerson })
  }

  room(): Promise<Place> {
    return this.#place({ kind: 'room', name: newName(), tables: [8] })
  }

  async #place(data: z.input<typeof placeBody>): Promise<Place> {
    return json(await this.#api.post('/e2e/places', { data, ...patient }))
  }

  /** Bookings that somebody made earlier; gives their ids. */
  async bookings(who: Actor, place: Place, ...bookings: NewBooking[]): Promise<string[]> {
    const { id: by, name: byName } = who.person
    const data: z.input<typeof bookingsBody> = { place: place.id, by, byName, bookings }
    return (await json(await this.#api.post('/e2e/bookings', { data, ...patient }))).ids
  }

  /** An order that no other test knows of. `amount` in cents. */
  async order(amount: number, customer = 'Jane Doe'): Promise<OrderNumber> {
    const data: z.input<typeof orderBody> = { amount, customer }
    return json(await this.#api.post('/e2e/orders', { data, ...patient }))
  }

  /** What the database holds under the keys of this request. */
  async doneBy(requestId: string): Promise<Done> {
    return this.#read(`done/${requestId}`)
  }

  /** A booking's row, whatever became of it; `listed` is whether people still find it. */
  async booking(id: string): Promise<BookingRow & { listed: boolean }> {
    return this.#read(`bookings/${id}`)
  }

  async bookingsAt({ id }: Place): Promise<BookingRow[]> {
    return this.#read(`places/${id}/bookings`)
  }

  /** What can still be refunded of an order, in cents. */
  async leftOf({ number }: OrderNumber): Promise<number> {
    return (await this.#read(`orders/${number}`)).left
  }

  async roleOf({ person }: Actor): Promise<Role> {
    return (await this.#read(`people/${person.id}/role`)).role
  }

  async #read(path: string) {
    return json(await this.#api.get(`/e2e/books/${path}`, patient))
  }
}

/** A request that did nothing at all. */
export const nothing: Done = {
  booked: [],
  cancelled: [],
  deleted: [],
  exports: [],
  refunds: [],
  mails: [],
  expenses: [],
  accessChanges: [],
  payments: [],
  facts: [],
}
