import type { Role } from '../../domain/roles.ts'
import type { Env } from '../env.ts'
import { closeSockets } from '../auth/sockets.ts'

/**
 * Gives a person another role as an account's administrator would, for tests: the product's way is the tool
 * change_access. What they send next is judged by it; their open sockets, which were
 * let in under the old one, close and come back.
 */
export async function changeRole(env: Env, personId: string, role: Role): Promise<void> {
  await env.DB.prepare(`UPDATE "user" SET "role" = ?, "updatedAt" = ? WHERE "id" = ?`)
    .bind(role, new Date().toISOString(), personId)
    .run()
  await closeSockets(env, { personId })
}
