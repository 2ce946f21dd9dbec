import type { Context } from 'hono'
import type { Person } from '../../domain/roles.ts'
import type { Auth } from '../auth/auth.ts'
import type { Session } from '../auth/session.ts'
import type { Env } from '../env.ts'

/** What every handler at the edge can rely on. */
export type Edge = {
  Bindings: Env
  Variables: { auth: Auth; session: Session; person: Person }
}

export type EdgeContext = Context<Edge>
