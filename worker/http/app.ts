import { Hono } from 'hono'
import { approvals } from './approvals.ts'
import { audit } from './audit.ts'
import { boundedBody, readThrough } from './body.ts'
import { conversations } from './conversations.ts'
import { demo, demoReady } from './demo.ts'
import { deployable } from './deployment.ts'
import type { Edge } from './edge.ts'
import { onError, onNotFound } from './errors.ts'
import { exports } from './exports.ts'
import { grants } from './grants.ts'
import { guarded, uncached } from './headers.ts'
import { ledger } from './ledger.ts'
import { aboutMe } from './me.ts'
import { ownOrigin } from './origin.ts'
import { outbox } from './outbox.ts'
import { policy } from './policy.ts'
import { signedIn } from './session.ts'
import { signIn, signOut } from './sign-in.ts'
import { upgrades } from './upgrades.ts'
import { webhooks } from './webhooks.ts'

/** The HTTP edge: who may ask, for what, in which form. Everything else is behind it. */
export function createApp(): Hono<Edge> {
  const app = new Hono<Edge>()
  app.onError(onError)
  app.notFound(onNotFound)

  app.use(guarded, readThrough, deployable, ownOrigin)
  app.use('/api/*', uncached, boundedBody, demoReady)
  app.route('/agents', upgrades)

  app.route('/api', signIn)
  app.route('/api/demo', demo)

  app.use('/api/*', signedIn)
  app.route('/api', aboutMe)
  app.route('/api', signOut)
  app.route('/api/conversations', conversations)
  app.route('/api/approvals', approvals)
  app.route('/api/policy', policy)
  app.route('/api/grants', grants)
  app.route('/api/exports', exports)
  app.route('/api/webhooks', webhooks)
  app.route('/api', ledger)
  app.route('/api', outbox)
  app.route('/api', audit)
  return app
}
