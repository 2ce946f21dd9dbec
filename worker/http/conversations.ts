import { Hono } from 'hono'
import { z } from 'zod'
import { messageBody, titleBody } from '../../domain/protocol.ts'
import {
  addConversation,
  listConversations,
  newConversationId,
  owns,
  removeConversation,
  renameConversation,
} from '../auth/directory.ts'
import { bodyOf, parse } from './body.ts'
import type { Edge, EdgeContext } from './edge.ts'
import { invalid, notFound } from './errors.ts'
import { within } from './limits.ts'
import { valueOf } from './answers.ts'
import { chatOf } from '../chat/stub.ts'

const nothing = z.strictObject({})
const pageQuery = z.object({ cursor: z.string().max(200).optional() })
const transcriptQuery = pageQuery.extend({ latest: z.enum(['0', '1']).optional() })

/** The conversation's object, if this person owns it. */
async function ownChat(c: EdgeContext, id: string) {
  if (!(await owns(c.env.DB, c.var.person.id, id))) throw notFound('There is no such conversation.')
  return chatOf(c.env, id)
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

export const conversations = new Hono<Edge>()
  .post('/', async (c) => {
    await bodyOf(c, nothing)
    const { person } = c.var
    await within(
      c.env.LIMIT_CONVERSATIONS,
      person.id,
      'You have started many conversations just now',
    )
    const id = newConversationId()
    // The object first: a row in the directory always has an object that knows its owner.
    const chat = chatOf(c.env, id)
    await chat.open(person, id)
    await addConversation(c.env.DB, { id, ownerId: person.id }, Date.now())
    return c.json({ id }, 201)
  })
  .get('/', async (c) => {
    const { cursor } = parse(pageQuery, c.req.query())
    return c.json(await listConversations(c.env.DB, c.var.person.id, cursor))
  })
  .patch('/:id', async (c) => {
    const { title } = await bodyOf(c, titleBody)
    const renamed = await renameConversation(c.env.DB, c.var.person.id, c.req.param('id'), title)
    if (!renamed) throw notFound('There is no such conversation.')
    return c.json(renamed)
  })
  .delete('/:id', async (c) => {
    const id = c.req.param('id')
    const chat = await ownChat(c, id)
    valueOf(await chat.erase(c.var.person))
    await removeConversation(c.env.DB, id, Date.now())
    return c.body(null, 204)
  })
  .post('/:id/messages', async (c) => {
    const chat = await ownChat(c, c.req.param('id'))
    const { text, timeZone } = await bodyOf(c, messageBody)
    if (timeZone !== undefined && !isTimeZone(timeZone)) {
      throw invalid('timeZone', '`timeZone` must be an IANA name such as Europe/Berlin.')
    }
    await within(c.env.LIMIT_MESSAGES, c.var.person.id, 'You have sent many messages just now')
    return c.json(await chat.submit(c.var.person, text, timeZone), 202)
  })
  .get('/:id/usage', async (c) => c.json(await (await ownChat(c, c.req.param('id'))).usage()))
  .get('/:id/messages', async (c) => {
    const { cursor, latest } = parse(transcriptQuery, c.req.query())
    const chat = await ownChat(c, c.req.param('id'))
    const page = await chat.transcript({ ...(cursor && { cursor }), latest: latest === '1' })
    return c.json(page)
  })
