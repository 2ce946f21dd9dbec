import { Hono } from 'hono'
import { conversationExists } from '../../worker/auth/directory.ts'
import { deskOf } from '../../worker/desk/stub.ts'
import type { Env } from '../../worker/env.ts'
import { bodyOf } from '../../worker/http/body.ts'
import type { Edge } from '../../worker/http/edge.ts'
import { notFound } from '../../worker/http/errors.ts'
import { busyDeliveries } from './busy-desk.ts'
import type { Controls } from './chat-agent.ts'
import { globalOffset, moveGlobalClock } from './clock.ts'
import { busyBody, clockBody, faultBody, fillBody, releaseBody, scriptBody } from './protocol.ts'

async function agentOf(env: Env, conversationId: string): Promise<Controls> {
  if (!(await conversationExists(env.DB, conversationId))) {
    throw notFound('There is no such conversation.')
  }
  return env.ChatAgent.getByName(conversationId) as unknown as Controls
}

/** What a test does to the server rather than to the page. */
export const controls = new Hono<Edge>()
  .post('/clock', async (c) => {
    const { conversationId, ...to } = await bodyOf(c, clockBody)
    if (conversationId) await (await agentOf(c.env, conversationId)).moveClock(to)
    else moveGlobalClock(to)
    return c.json({ now: Date.now() + globalOffset() })
  })
  .post('/faults', async (c) => {
    const { conversationId, point, ...fault } = await bodyOf(c, faultBody)
    await (await agentOf(c.env, conversationId)).setFault(point, fault)
    return c.body(null, 204)
  })
  .post('/faults/release', async (c) => {
    const { conversationId, point } = await bodyOf(c, releaseBody)
    await (await agentOf(c.env, conversationId)).release(point)
    return c.body(null, 204)
  })
  .get('/conversations/:id/held', async (c) =>
    c.json({ points: await (await agentOf(c.env, c.req.param('id'))).heldPoints() }),
  )
  .post('/conversations/:id/script', async (c) => {
    const { turns } = await bodyOf(c, scriptBody)
    await (await agentOf(c.env, c.req.param('id'))).setScript(turns)
    return c.body(null, 204)
  })
  .post('/conversations/:id/fill', async (c) => {
    const { messages } = await bodyOf(c, fillBody)
    await (await agentOf(c.env, c.req.param('id'))).fill(messages)
    return c.body(null, 204)
  })
  .post('/desk/fill', async (c) => {
    const { from, count } = await bodyOf(c, busyBody)
    const desk = deskOf(c.env)
    for (const delivery of busyDeliveries(from, count, Date.now())) await desk.receive(delivery)
    return c.body(null, 204)
  })
