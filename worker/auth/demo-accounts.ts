import type { Person } from '../../domain/roles.ts'

/** The people of the demo; an account's name is its id. They have no password. */
export const demoPeople = [
  { id: 'member', name: 'Member', role: 'member' },
  { id: 'member2', name: 'Second member', role: 'member' },
  { id: 'reviewer', name: 'Reviewer', role: 'reviewer' },
  { id: 'reviewer2', name: 'Second reviewer', role: 'reviewer' },
  { id: 'manager', name: 'Manager', role: 'manager' },
  { id: 'auditor', name: 'Auditor', role: 'auditor' },
  { id: 'admin', name: 'Admin', role: 'admin' },
] as const satisfies readonly Person[]

/** Makes the demo accounts, or gives them back the names and roles that they started with. */
export async function restoreDemoAccounts(db: D1Database, now: number): Promise<void> {
  const at = new Date(now).toISOString()
  await db.batch(
    demoPeople.map(({ id, name, role }) =>
      db
        .prepare(
          `INSERT INTO "user" ("id", "name", "email", "emailVerified", "role", "createdAt", "updatedAt")
           VALUES (?1, ?2, ?3, 1, ?4, ?5, ?5)
           ON CONFLICT ("id") DO UPDATE SET "name" = ?2, "role" = ?4, "updatedAt" = ?5`,
        )
        .bind(id, name, `${id}@fernway.example`, role, at),
    ),
  )
}
