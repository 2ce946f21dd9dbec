import { Hono } from 'hono'
import { isAPIError } from 'better-auth/api'
import { acceptInvitationBody, me, signInBody } from '../../domain/protocol.ts'
import type { Auth } from '../auth/auth.ts'
import { acceptInvitation } from '../auth/invitations.ts'
import { bodyOf } from './body.ts'
import type { Edge, EdgeContext } from './edge.ts'
import { Refused } from './errors.ts'
import { within } from './limits.ts'
import { closeSockets } from '../auth/sockets.ts'

const slow = (c: EdgeContext) =>
  within(
    c.env.LIMIT_SIGN_IN,
    c.req.header('cf-connecting-ip') ?? 'unknown',
    'Too many attempts to sign in from your network',
  )

function setCookies(c: EdgeContext, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true })
}

/** Signs this browser in as a person that the Worker has identified by itself. */
export async function startSession(c: EdgeContext, userId: string): Promise<void> {
  const { headers } = await c.var.auth.api.startSession({
    body: { userId },
    headers: c.req.raw.headers,
    returnHeaders: true,
  })
  setCookies(c, headers)
}

/** The session for an e-mail address and password, or null when they do not belong together. */
async function signInWithPassword(auth: Auth, body: { email: string; password: string }) {
  try {
    return await auth.api.signInEmail({ body, returnHeaders: true })
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) return null
    throw error
  }
}

/** The ways to a session that need none. */
export const signIn = new Hono<Edge>()
  .post('/sign-in', async (c) => {
    await slow(c)
    const signedIn = await signInWithPassword(c.var.auth, await bodyOf(c, signInBody))
    if (!signedIn) {
      const message = 'This e-mail address and password do not belong together.'
      throw new Refused(401, 'wrong_credentials', message)
    }
    setCookies(c, signedIn.headers)
    return c.json(me.parse(signedIn.response.user))
  })
  .post('/invitations/accept', async (c) => {
    await slow(c)
    const body = await bodyOf(c, acceptInvitationBody)
    const accepted = await acceptInvitation(c.var.auth, c.env.DB, body, Date.now())
    if (!accepted.ok) {
      throw new Refused(accepted.code === 'conflict' ? 409 : 404, accepted.code, accepted.message)
    }
    await startSession(c, accepted.person.id)
    return c.json(accepted.person, 201)
  })

export const signOut = new Hono<Edge>().post('/sign-out', async (c) => {
  const { headers } = await c.var.auth.api.signOut({
    headers: c.req.raw.headers,
    returnHeaders: true,
  })
  setCookies(c, headers)
  await closeSockets(c.env, { personId: c.var.person.id, sessionId: c.var.session.id })
  return c.body(null, 204)
})
