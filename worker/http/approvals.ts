import { Hono } from 'hono'
import { z } from 'zod'
import { statuses } from '../../domain/approval.ts'
import { decisionBody, type ApprovalRequest } from '../../domain/protocol.ts'
import { conversationExists, owns } from '../auth/directory.ts'
import { hostOf, type Page } from '../rpc.ts'
import { asRefused, valueOf } from './answers.ts'
import { bodyOf, parse } from './body.ts'
import type { Edge, EdgeContext } from './edge.ts'
import { notFound } from './errors.ts'
import { within } from './limits.ts'
import { deskOf } from '../desk/stub.ts'
import { chatOf } from './stubs.ts'

const flag = z
  .enum(['0', '1', 'true', 'false'])
  .transform((text) => text === '1' || text === 'true')

const listQuery = z.object({
  status: z.enum(statuses).optional(),
  conversationId: z.string().max(64).optional(),
  mine: flag.optional(),
  cursor: z.string().max(200).optional(),
})

const noRequest = 'There is no such request, or it is not yours to see.'

/** The object that holds a request. Looked up first, so that a guessed id brings none into being. */
async function hostStub(c: EdgeContext, requestId: string) {
  const conversationId = hostOf(requestId)
  if (!conversationId || !(await conversationExists(c.env.DB, conversationId))) {
    throw notFound(noRequest)
  }
  return chatOf(c.env, conversationId)
}

/** One conversation's requests, all on one page, as far as this person may see them. */
async function ofConversation(
  c: EdgeContext,
  { conversationId, status, mine }: { conversationId: string } & z.output<typeof listQuery>,
): Promise<Page<ApprovalRequest>> {
  const { person } = c.var
  if (!(await conversationExists(c.env.DB, conversationId))) throw notFound(noRequest)
  const chat = chatOf(c.env, conversationId)
  const visible = await chat.requests(person)
  if (visible.length === 0 && !(await owns(c.env.DB, person.id, conversationId))) {
    throw notFound(noRequest)
  }
  const items = visible.filter(
    (request) =>
      (!status || request.status === status) && (!mine || request.requester.id === person.id),
  )
  return { items, nextCursor: null }
}

export const approvals = new Hono<Edge>()
  .get('/', async (c) => {
    const query = parse(listQuery, c.req.query())
    const { conversationId, status, mine, cursor } = query
    if (conversationId) return c.json(await ofConversation(c, { ...query, conversationId }))
    const desk = deskOf(c.env)
    const page = await desk.list(c.var.person, {
      ...(status && { status }),
      ...(mine && { mine }),
      ...(cursor && { cursor }),
    })
    return c.json(page)
  })
  .get('/:id', async (c) => {
    const host = await hostStub(c, c.req.param('id'))
    return c.json(valueOf(await host.request(c.var.person, c.req.param('id'))))
  })
  .get('/:id/excerpt', async (c) => {
    const host = await hostStub(c, c.req.param('id'))
    return c.json(valueOf(await host.excerpt(c.var.person, c.req.param('id'))))
  })
  .post('/:id/decisions', async (c) => {
    const id = c.req.param('id')
    const { reason, ...ballot } = await bodyOf(c, decisionBody)
    const [host] = await Promise.all([
      hostStub(c, id),
      within(c.env.LIMIT_DECISIONS, c.var.person.id, 'You have decided a great deal just now'),
    ])
    const answer = await host.decide(c.var.person, id, { ...ballot, ...(reason && { reason }) })
    if (answer.ok) return c.json(answer.value)
    if (answer.error.code !== 'not_allowed') throw asRefused(answer.error)
    const request = await host.request(c.var.person, id)
    throw asRefused(answer.error, request.ok ? request.value.rule : undefined)
  })
  .post('/:id/withdraw', async (c) => {
    await bodyOf(c, z.strictObject({}))
    const host = await hostStub(c, c.req.param('id'))
    return c.json(valueOf(await host.withdraw(c.var.person, c.req.param('id'))))
  })
