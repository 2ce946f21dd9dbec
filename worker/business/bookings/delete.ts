import type { Person } from '../../../domain/roles.ts'
import { canonicalJson } from '../../../domain/digest.ts'
import { WORKSPACE } from '../../env.ts'
import { type Once, once } from '../once.ts'

/** Bookings that were deleted together. */
export type Deletion = { key: string; ids: string[] }

/** What this key deleted, or null when there is no trace of it. */
export async function deletedWith(db: D1Database, key: string): Promise<Deletion | null> {
  const ids = await db
    .prepare('SELECT ids FROM booking_deletion WHERE workspace = ? AND key = ?')
    .bind(WORKSPACE, key)
    .first<string>('ids')
  return ids === null ? null : { key, ids: JSON.parse(ids) }
}

/**
 * Deletes exactly these cancelled bookings, all or none: one insert, whose triggers look that each is
 * there and cancelled, erase their words and write the audit fact. Safe to repeat with the same key.
 */
export const deleteBookings = (
  db: D1Database,
  { key, ids, by, at }: { key: string; ids: readonly string[]; by: Person; at: number },
): Promise<Once<Deletion, 'bookings_changed'>> =>
  once({
    insert: async () => {
      await db
        .prepare(
          `INSERT INTO booking_deletion (key, workspace, ids, deleted_by, deleted_at)
           VALUES (?, ?, ?, ?, ?)`,
        )
        .bind(key, WORKSPACE, JSON.stringify(ids), by.id, at)
        .run()
      return { key, ids: [...ids] }
    },
    find: () => deletedWith(db, key),
    isSame: (earlier) => canonicalJson(earlier.ids) === canonicalJson(ids),
    reasons: ['bookings_changed'],
  })
