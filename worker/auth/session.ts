import { role, type Person } from '../../domain/roles.ts'
import type { Auth } from './auth.ts'

/** Who is asking, read from D1 for this very request. */
export type Session = { id: string; token: string; person: Person }

/**
 * The session behind a request's cookie, or null. `cookies` are the Set-Cookie values to answer with:
 * a prolonged session, or the removal of one that has ended.
 */
export async function sessionOf(
  auth: Auth,
  headers: Headers,
): Promise<{ session: Session | null; cookies: string[] }> {
  const answer = await auth.api.getSession({ headers, returnHeaders: true })
  const cookies = answer.headers.getSetCookie()
  if (!answer.response) return { session: null, cookies }
  const { session, user } = answer.response
  const person: Person = { id: user.id, name: user.name, role: role.parse(user.role) }
  return { session: { id: session.id, token: session.token, person }, cookies }
}
