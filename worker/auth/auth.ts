import { betterAuth } from 'better-auth'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'

const DAY = 86_400

/**
 * A session for a person whom the Worker has identified by itself: a demo account, or a new account
 * whose invitation was just accepted. Server only, it has no path and is reachable by no request.
 */
const trustedSession = {
  id: 'trusted-session',
  endpoints: {
    startSession: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ userId: z.string() }) },
      async (context) => {
        const { internalAdapter } = context.context
        const user = await internalAdapter.findUserById(context.body.userId)
        if (!user) throw new APIError('NOT_FOUND', { message: 'There is no such account.' })
        const session = await internalAdapter.createSession(user.id)
        await setSessionCookie(context, { session, user })
        return context.json({ sessionId: session.id })
      },
    ),
  },
} as const

function configure(db: D1Database, secret: string, secure: boolean) {
  return betterAuth({
    appName: 'Countersign',
    database: db,
    secret,
    // Its HTTP handler is never mounted; the base only says whether cookies are Secure.
    baseURL: secure ? 'https://localhost' : 'http://localhost',
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
    },
    // `account` is the ledger's word.
    account: { modelName: 'credential' },
    user: { additionalFields: { role: { type: 'string', required: true, input: false } } },
    // No cookie cache: a session that ended, or a role that changed, counts at once.
    session: { expiresIn: 7 * DAY, updateAge: DAY },
    plugins: [trustedSession],
    advanced: {
      cookiePrefix: 'countersign',
      // One query for session and person instead of two.
      database: { joins: true },
      ipAddress: { ipAddressHeaders: ['cf-connecting-ip'] },
    },
    telemetry: { enabled: false },
    logger: { level: 'error' },
  })
}

export type Auth = ReturnType<typeof configure>

const instances = new WeakMap<D1Database, Map<string, Auth>>()

/**
 * better-auth on this database; built once an isolate and protocol. Its `$context` may still be
 * loading: the request that asks keeps it alive, else it could end half-way for everybody after.
 */
export function authFor(db: D1Database, secret: string, secure: boolean): Auth {
  const ofDatabase = instances.get(db) ?? new Map<string, Auth>()
  instances.set(db, ofDatabase)
  const key = `${secure} ${secret}`
  const known = ofDatabase.get(key)
  if (known) return known
  const auth = configure(db, secret, secure)
  ofDatabase.set(key, auth)
  auth.$context.catch(() => ofDatabase.delete(key))
  return auth
}
