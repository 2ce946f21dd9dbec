import { Hono } from 'hono'
import { z } from 'zod'
import { statuses } from '../../domain/approval.ts'
import {
  type ApprovalRequest,
  decisionBody,
  editBody,
  extendBody,
  settleBody,
} from '../../domain/protocol.ts'
import { conversationExists, owns } from '../auth/directory.ts'
import { hostOf, type Page } from '../rpc.ts'
import { valueOf } from './answers.ts'
import { bodyOf, parse } from './body.ts'
import type { Edge, EdgeContext } from './edge.ts'
import { notFound } from './errors.ts'
import { deskOf } from '../desk/stub.ts'
import { within } from './limits.ts'
import { act, hostOfRequest, noRequest } from './request-host.ts'
import { chatOf } from '../chat/stub.ts'

const nothing = z.strictObject({})
const actionKind = z.enum(['withdraw', 'undo', 'check'])

const flag = z
  .enum(['0', '1', 'true', 'false'])
  .transform((text) => text === '1' || text === 'true')

const listQuery = z.object({
  status: z.enum([...statuses, 'decided']).optional(),
  conversationId: z.string().max(64).optional(),
  mine: flag.optional(),
  cursor: z.string().max(200).optional(),
})

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
      (!status ||
        (status === 'decided' ? request.status !== 'pending' : request.status === status)) &&
      (!mine || request.requester.id === person.id),
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
    const host = await hostOfRequest(c, c.req.param('id'))
    return c.json(valueOf(await host.request(c.var.person, c.req.param('id'))))
  })
  .get('/:id/excerpt', async (c) => {
    const id = c.req.param('id')
    const host = hostOf(id)
    if (host?.kind !== 'conversation' || !(await conversationExists(c.env.DB, host.id))) {
      throw notFound(noRequest)
    }
    // Each view is a fact in the audit log.
    await within(c.env.LIMIT_DECISIONS, c.var.person.id, 'You have looked at a great deal just now')
    return c.json(valueOf(await chatOf(c.env, host.id).excerpt(c.var.person, id)))
  })
  .post('/:id/decisions', async (c) => {
    const { reason, ...ballot } = await bodyOf(c, decisionBody)
    return c.json(
      await act(c, c.req.param('id'), { kind: 'decide', ...ballot, ...(reason && { reason }) }),
    )
  })
  .post('/:id/edits', async (c) => {
    const body = await bodyOf(c, editBody)
    return c.json(await act(c, c.req.param('id'), { kind: 'edit', ...body }))
  })
  .post('/:id/extend', async (c) => {
    const { expiresAt } = await bodyOf(c, extendBody)
    const action = { kind: 'extend', expiresAt: Date.parse(expiresAt) } as const
    return c.json(await act(c, c.req.param('id'), action))
  })
  .post('/:id/settle', async (c) => {
    const body = await bodyOf(c, settleBody)
    return c.json(await act(c, c.req.param('id'), { kind: 'settle', ...body }))
  })
  .post('/:id/:action{withdraw|undo|check}', async (c) => {
    await bodyOf(c, nothing)
    const kind = actionKind.parse(c.req.param('action'))
    return c.json(await act(c, c.req.param('id'), { kind }))
  })
