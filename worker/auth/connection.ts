import type { Connection } from 'agents'
import { z } from 'zod'
import { person, type Person } from '../../domain/roles.ts'
import { PERSON_HEADER, SESSION_HEADER } from '../rpc.ts'

/** What an object knows of a socket: the person and session that the edge vouched for at the upgrade. */
export type Identified = { person: Person; sessionId: string }

const vouched = z.object({ person, sessionId: z.string().min(1) })

/**
 * Takes the identity that the edge put on the upgrade. Closes the socket when there is none, which
 * only happens if a route forgets to authenticate: fail closed.
 */
export function identify(connection: Connection, request: Request): Identified | null {
  try {
    const identity = vouched.parse({
      person: JSON.parse(decodeURIComponent(request.headers.get(PERSON_HEADER) ?? '')),
      sessionId: request.headers.get(SESSION_HEADER),
    })
    connection.setState(identity)
    return identity
  } catch {
    connection.close(4401, 'Sign in first.')
    return null
  }
}

/** Ends the sockets of a person, or of one of their sessions. 4401 says to ask who one is first. */
export function closeSockets(
  connections: Iterable<Connection<Identified>>,
  who: { personId: string; sessionId?: string },
): void {
  for (const connection of connections) {
    const identity = connection.state
    if (identity?.person.id !== who.personId) continue
    if (who.sessionId !== undefined && identity.sessionId !== who.sessionId) continue
    connection.close(4401, 'Your session ended.')
  }
}
