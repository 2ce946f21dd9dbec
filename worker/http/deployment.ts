import { createMiddleware } from 'hono/factory'
import { authFor } from '../auth/auth.ts'
import type { Env } from '../env.ts'
import type { Edge } from './edge.ts'
import { Refused } from './errors.ts'

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether the request came to this machine by a name that only this machine has. */
export const isLoopback = (url: URL): boolean => loopback.has(url.hostname)

/** Whether this Worker has demo accounts and demo data; `deployable` keeps them to loopback hosts. */
export const isDemo = (env: Env): boolean => env.DEMO === '1'

/** Why this Worker cannot answer as it is set up, in one sentence; null when it can. */
export function faultOf(env: Env, url: URL): string | null {
  const local = isLoopback(url)
  if (isDemo(env) && !local) {
    return 'DEMO is set, so this server answers on localhost only; remove DEMO to deploy it.'
  }
  if (!env.SESSION_SECRET) return 'SESSION_SECRET is not set, so nobody can sign in.'
  if (env.SESSION_SECRET.length < 32) return 'SESSION_SECRET must have at least 32 characters.'
  if (!local && !env.AUDIT_KEY) return 'AUDIT_KEY is not set, so the audit log cannot be signed.'
  return null
}

/** 503 with the reason for every request while the set-up is not safe. */
export const deployable = createMiddleware<Edge>(async (c, next) => {
  const url = new URL(c.req.url)
  const fault = faultOf(c.env, url)
  if (fault) throw new Refused(503, 'not_configured', fault)
  const auth = authFor(c.env.DB, c.env.SESSION_SECRET ?? '', url.protocol === 'https:')
  c.executionCtx.waitUntil(auth.$context)
  c.set('auth', auth)
  await next()
})
