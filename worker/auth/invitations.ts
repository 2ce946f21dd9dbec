import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { person as asPerson, type Person } from '../../domain/roles.ts'
import type { Auth } from './auth.ts'

/** Invitations are stored as hashes, so that a copy of the database opens no account. */
export const tokenHash = (token: string): string => bytesToHex(sha256(utf8ToBytes(token)))

export type Acceptance =
  | { ok: true; person: Person }
  | { ok: false; code: 'not_found' | 'conflict'; message: string }

const spent: Acceptance = {
  ok: false,
  code: 'not_found',
  message: 'This invitation was used already or has ended; ask for a new link.',
}
const taken: Acceptance = {
  ok: false,
  code: 'conflict',
  message: 'There is an account for this e-mail address already; sign in instead.',
}

/**
 * Makes the account that an invitation promises, with its role, and spends the invitation: one batch,
 * so that a token makes one account or nothing happens, however often and fast it is sent.
 */
export async function acceptInvitation(
  auth: Auth,
  db: D1Database,
  { token, name, password }: { token: string; name: string; password: string },
  now: number,
): Promise<Acceptance> {
  const hash = tokenHash(token)
  const open = await db
    .prepare(
      `SELECT email FROM invitation WHERE token_hash = ? AND used_at IS NULL AND expires_at > ?`,
    )
    .bind(hash, now)
    .first<{ email: string }>()
  if (!open) return spent
  const { password: passwords } = await auth.$context
  const hashed = await passwords.hash(password)
  const userId = crypto.randomUUID()
  const at = new Date(now).toISOString()
  try {
    const [user] = await db.batch<Person>([
      db
        .prepare(
          `INSERT INTO "user" ("id", "name", "email", "emailVerified", "role", "createdAt", "updatedAt")
           SELECT ?1, ?2, email, 1, role, ?3, ?3 FROM invitation
           WHERE token_hash = ?4 AND used_at IS NULL AND expires_at > ?5
           RETURNING "id", "name", "role"`,
        )
        .bind(userId, name, at, hash, now),
      db
        .prepare(
          `INSERT INTO "credential"
             ("id", "accountId", "providerId", "userId", "password", "createdAt", "updatedAt")
           SELECT ?1, "id", 'credential', "id", ?2, ?3, ?3 FROM "user" WHERE "id" = ?4`,
        )
        .bind(crypto.randomUUID(), hashed, at, userId),
      db
        .prepare(`UPDATE invitation SET used_at = ? WHERE token_hash = ? AND used_at IS NULL`)
        .bind(now, hash),
    ])
    const person = user?.results[0]
    return person ? { ok: true, person: asPerson.parse(person) } : spent
  } catch (error) {
    if (error instanceof Error && error.message.includes('UNIQUE constraint failed: user.email'))
      return taken
    throw error
  }
}
