import { person, type Person } from '../../domain/roles.ts'

/** A person with the role they have at this moment, or null when there is no such account. */
export async function personById(db: D1Database, id: string): Promise<Person | null> {
  const row = await db.prepare('SELECT id, name, role FROM "user" WHERE id = ?').bind(id).first()
  return row ? person.parse(row) : null
}
