import { env } from 'cloudflare:workers'
import { NOON, somebody } from '../../testing/business.ts'
import { book, type NewBooking } from './book.ts'
import { findPlace } from './places.ts'
import { slotAt } from './slot.ts'

/** Tuesday, two days after the tests' noon. */
export const EVENING = '2026-11-24'

/** A table at Luma on that evening, changed as wanted. */
export async function table(
  key: string,
  party = 8,
  change: Partial<NewBooking> = {},
): Promise<NewBooking> {
  const place = await findPlace(env.DB, 'Luma')
  if (!place) throw new Error('The demo has no Luma.')
  const slot = slotAt(place, EVENING, '19:00', 120, NOON)
  if ('problem' in slot) throw new Error(slot.problem)
  const by = somebody('member')
  return { ...slot, key, placeId: 'luma', partySize: party, deposit: 0, by, at: NOON, ...change }
}

export const bookTable = async (...wish: Parameters<typeof table>) =>
  book(env.DB, await table(...wish))

/** The audit facts of a type, in order. */
export async function factsOf(type: string): Promise<unknown[]> {
  const { results } = await env.DB.prepare(
    'SELECT body FROM business_outbox WHERE type = ? ORDER BY seq',
  )
    .bind(type)
    .all<{ body: string }>()
  return results.map(({ body }) => JSON.parse(body))
}
