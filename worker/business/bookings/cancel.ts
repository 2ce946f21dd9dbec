import type { Person } from '../../../domain/roles.ts'
import { WORKSPACE } from '../../env.ts'
import { type Once, once } from '../once.ts'
import { type Booking, cancelledWith, numberOf } from './booking.ts'
import type { Place } from './places.ts'

/** Why a booking was not cancelled; the names are those of the database's triggers, but the last. */
const reasons = [
  'not_confirmed',
  'not_yours',
  'has_begun',
  'fee_changed',
  'no_such_booking',
] as const
export type CancelRefusal = (typeof reasons)[number]

/** Until when cancelling costs nothing, in milliseconds since the epoch. */
export const freeUntil = ({ startAt }: Pick<Booking, 'startAt'>, place: Place): number =>
  startAt - place.freeUntil

/** What cancelling costs at a moment, in minor units, charged by the venue. */
export const feeAt = (
  booking: Pick<Booking, 'startAt' | 'partySize'>,
  place: Place,
  at: number,
): number => (at <= freeUntil(booking, place) ? 0 : (booking.partySize ?? 0) * place.feePerPerson)

/** Whether somebody may cancel a booking: whoever made it, or a manager. */
export const mayCancel = ({ bookedBy }: Booking, who: Person): boolean =>
  who.id === bookedBy || who.role === 'manager'

/**
 * Cancels a booking for this fee: one update, whose triggers recheck that it is still confirmed and to
 * come, whose it is, and that this is the fee. Safe to repeat with the same key.
 */
export const cancel = (
  db: D1Database,
  { key, id, fee, by, at }: { key: string; id: string; fee: number; by: Person; at: number },
): Promise<Once<Booking, CancelRefusal>> =>
  once({
    insert: async () => {
      await db
        .prepare(
          `UPDATE booking
           SET status = 'cancelled', cancelled_key = ?, cancelled_by = ?, cancelled_at = ?, fee = ?
           WHERE workspace = ? AND number = ? AND status <> 'deleted'`,
        )
        .bind(key, by.id, at, fee, WORKSPACE, numberOf(id))
        .run()
      const cancelled = await cancelledWith(db, key)
      // An update that finds no row is no error to the database.
      if (!cancelled) throw new Error('no_such_booking')
      return cancelled
    },
    find: () => cancelledWith(db, key),
    isSame: (earlier) => earlier.id === id,
    reasons,
  })
