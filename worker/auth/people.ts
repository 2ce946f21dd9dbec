import { person, type Person } from '../../domain/roles.ts'

/**
 * The person of a session that has not ended, with the role they have at this moment. `now` is the
 * real time in milliseconds.
 */
export async function personOfSession(
  db: D1Database,
  sessionId: string,
  now: number,
): Promise<Person | null> {
  const row = await db
    .prepare(
      `SELECT "user"."id", "user"."name", "user"."role"
       FROM "session" JOIN "user" ON "user"."id" = "session"."userId"
       WHERE "session"."id" = ? AND "session"."expiresAt" > ?`,
    )
    .bind(sessionId, new Date(now).toISOString())
    .first()
  return row ? person.parse(row) : null
}

/** A person with the role they have at this moment, or null when there is no such account. */
export async function personById(db: D1Database, id: string): Promise<Person | null> {
  const row = await db.prepare('SELECT id, name, role FROM "user" WHERE id = ?').bind(id).first()
  return row ? person.parse(row) : null
}
