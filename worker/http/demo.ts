import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { demoSignInBody } from '../../domain/protocol.ts'
import { demoPeople } from '../auth/demo-accounts.ts'
import { chooseModel } from '../models/choose.ts'
import { bodyOf } from './body.ts'
import { ensureDemo, resetDemo } from './demo-data.ts'
import { isDemo } from './deployment.ts'
import type { Edge, EdgeContext } from './edge.ts'
import { notAllowed, notFound } from './errors.ts'
import { signedIn } from './session.ts'
import { startSession } from './sign-in.ts'

/** Others may be waiting for this work, so it outlives the request that began it. */
async function finish(c: EdgeContext, work: Promise<void>): Promise<void> {
  c.executionCtx.waitUntil(work)
  await work
}

/** The first request of a fresh demo finds its accounts and data. */
export const demoReady = createMiddleware<Edge>(async (c, next) => {
  if (isDemo(c.env)) await finish(c, ensureDemo(c.env))
  await next()
})

const onlyDemo = createMiddleware<Edge>(async (c, next) => {
  if (!isDemo(c.env)) throw notFound('There are no demo accounts here.')
  await next()
})

export const demo = new Hono<Edge>()
  .get('/', (c) => {
    if (!isDemo(c.env)) return c.json({ enabled: false, accounts: [] })
    const accounts = demoPeople.map(({ id, name, role }) => ({ account: id, name, role }))
    const chosen = chooseModel(c.env)
    const model = 'model' in chosen && { label: chosen.label, rulesOnly: chosen.rulesOnly }
    return c.json({ enabled: true, accounts, ...(model && { model }) })
  })
  .post('/sign-in', onlyDemo, async (c) => {
    const { account } = await bodyOf(c, demoSignInBody)
    await finish(c, ensureDemo(c.env, true))
    await startSession(c, account)
    return c.json(demoPeople.find(({ id }) => id === account))
  })
  .post('/reset', onlyDemo, signedIn, async (c) => {
    if (!demoPeople.some(({ id }) => id === c.var.person.id)) {
      throw notAllowed('Only a demo account can reset the demo.')
    }
    await finish(c, resetDemo(c.env))
    return c.body(null, 204)
  })
