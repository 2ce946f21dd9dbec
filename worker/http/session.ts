import { createMiddleware } from 'hono/factory'
import { sessionOf } from '../auth/session.ts'
import type { Edge } from './edge.ts'
import { Refused } from './errors.ts'

/** Nothing behind this answers without a session. The role is the one in D1 now. */
export const signedIn = createMiddleware<Edge>(async (c, next) => {
  const { session, cookies } = await sessionOf(c.var.auth, c.req.raw.headers)
  if (!session) {
    for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
    throw new Refused(401, 'signed_out', 'Please sign in first.')
  }
  c.set('session', session)
  c.set('person', session.person)
  await next()
  // The headers of an upgrade's answer cannot be changed.
  if (c.res.status === 101) return
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
})
