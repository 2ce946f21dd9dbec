import type { Person } from '../../domain/roles.ts'
import { WORKSPACE, type Env } from '../env.ts'
import type { Session } from '../auth/session.ts'
import { deskOf } from '../desk/stub.ts'
import { chatOf } from '../chat/stub.ts'

/** The object at the other end of a socket. */
export type Peer = { object: 'ChatAgent' | 'ReviewDesk'; name: string }

export const deskPeer: Peer = { object: 'ReviewDesk', name: WORKSPACE }
export const chatPeer = (conversationId: string): Peer => ({
  object: 'ChatAgent',
  name: conversationId,
})

export const stubOf = (env: Env, { object, name }: Peer) =>
  object === 'ChatAgent' ? chatOf(env, name) : deskOf(env)

/**
 * Notes that a session is about to open a socket; false when the session has ended meanwhile. One
 * statement, so that a sign-out either sees this row or prevents it.
 */
export async function noteSocket(db: D1Database, session: Session, peer: Peer): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `INSERT OR REPLACE INTO socket (session_id, person_id, object, name, opened_at)
       SELECT "id", "userId", ?, ?, ? FROM "session" WHERE "id" = ?`,
    )
    .bind(peer.object, peer.name, Date.now(), session.id)
    .run()
  return meta.changes > 0
}

/** Whether the session still exists, and its person still has the role that it was let in with. */
export async function isCurrent(db: D1Database, session: Session): Promise<boolean> {
  const row = await db
    .prepare(
      `SELECT 1 FROM "session" JOIN "user" ON "user"."id" = "session"."userId"
       WHERE "session"."id" = ? AND "user"."role" = ?`,
    )
    .bind(session.id, session.person.role)
    .first()
  return row !== null
}

/** A person's sockets, or those of one of their sessions. */
type Whose = { personId: Person['id']; sessionId?: Session['id'] }

/** Closes these sockets, wherever they are open. Call it after what let them in was changed. */
export async function closeSockets(env: Env, whose: Whose): Promise<void> {
  const before = Date.now()
  const [column, key] = whose.sessionId
    ? ['session_id', whose.sessionId]
    : ['person_id', whose.personId]
  const { results } = await env.DB.prepare(
    `SELECT DISTINCT object, name FROM socket WHERE ${column} = ?`,
  )
    .bind(key)
    .all<Peer>()
  await Promise.all(
    results.map(async (peer) => {
      const stub = stubOf(env, peer)
      await stub.disconnect(whose)
    }),
  )
  await env.DB.prepare(`DELETE FROM socket WHERE ${column} = ? AND opened_at <= ?`)
    .bind(key, before)
    .run()
}
