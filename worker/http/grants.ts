import { Hono } from 'hono'
import { grantBody } from '../../domain/grants.ts'
import { deskOf } from '../desk/stub.ts'
import { valueOf } from './answers.ts'
import { bodyOf } from './body.ts'
import type { Edge } from './edge.ts'
import { within } from './limits.ts'
import { hostOfRequest } from './request-host.ts'

export const grants = new Hono<Edge>()
  .get('/', async (c) => c.json({ items: await deskOf(c.env).grants(c.var.person) }))
  .post('/', async (c) => {
    const { person } = c.var
    await within(c.env.LIMIT_DECISIONS, person.id, 'You have decided a great deal just now')
    const { requestId, endsAt, ...limits } = await bodyOf(c, grantBody)
    // As its host has it for this very person: nobody grants what they cannot see.
    const host = await hostOfRequest(c, requestId)
    const request = valueOf(await host.request(person, requestId))
    const body = { ...limits, endsAt: new Date(endsAt).toISOString() }
    return c.json(valueOf(await deskOf(c.env).giveGrant(person, request, body)), 201)
  })
  .delete('/:id', async (c) => {
    valueOf(await deskOf(c.env).revokeGrant(c.var.person, c.req.param('id')))
    return c.body(null, 204)
  })
