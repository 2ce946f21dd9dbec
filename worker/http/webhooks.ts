import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { can } from '../../domain/roles.ts'
import { deskOf } from '../desk/stub.ts'
import { valueOf } from './answers.ts'
import type { Edge } from './edge.ts'
import { notAllowed, notFound } from './errors.ts'
import { within } from './limits.ts'

const onlyKeepers = createMiddleware<Edge>(async (c, next) => {
  if (!can(c.var.person.role, 'manage-webhooks')) {
    throw notAllowed('Only managers and admins look after webhooks.')
  }
  await next()
})

export const webhooks = new Hono<Edge>()
  .use(onlyKeepers)
  .get('/', async (c) => c.json(await deskOf(c.env).webhooks(c.var.person)))
  /** One more attempt of a message that was not delivered; answered when it has ended. */
  .post('/:id/retry', async (c) => {
    const { person } = c.var
    const id = c.req.param('id')
    if (!/^\w{1,200}$/.test(id)) throw notFound('There is no such message.')
    await within(c.env.LIMIT_DECISIONS, person.id, 'You have sent a great deal again just now')
    return c.json(valueOf(await deskOf(c.env).sendWebhookAgain(person, id)))
  })
