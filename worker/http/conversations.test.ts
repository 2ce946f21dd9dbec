import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { conversation } from '../../domain/protocol.ts'
import { usage } from '../../domain/usage.ts'
import { actor, errorOf } from './testing.ts'

const created = z.object({ id: z.string() })
const page = z.object({ items: z.array(conversation), nextCursor: z.string().nullable() })

type Actor = Awaited<ReturnType<typeof actor>>

const start = async (who: Actor) =>
  created.parse(await (await who.post('/api/conversations')).json()).id

const list = async (who: Actor, query = '') =>
  page.parse(await (await who.get(`/api/conversations${query}`)).json())

describe('a conversation', () => {
  it('is started, listed, renamed and deleted by its owner', async () => {
    const member = await actor('member')
    const id = await start(member)
    expect(id).toMatch(/^[a-z0-9]{24}$/)
    expect((await list(member)).items[0]).toMatchObject({ id, title: 'New conversation' })

    const body = { title: ' Catering ' }
    const renamed = await member.send('PATCH', `/api/conversations/${id}`, { body })
    expect(await renamed.json()).toMatchObject({ id, title: 'Catering' })

    expect((await member.send('DELETE', `/api/conversations/${id}`)).status).toBe(204)
    expect((await list(member)).items.map((item) => item.id)).not.toContain(id)
    expect((await member.send('DELETE', `/api/conversations/${id}`)).status).toBe(404)
    expect((await member.get(`/api/conversations/${id}/messages`)).status).toBe(404)
  })

  it('is not there for anybody else, whatever their role', async () => {
    const id = await start(await actor('member'))
    for (const account of ['member2', 'manager', 'admin']) {
      const other = await actor(account)
      const replies = await Promise.all([
        other.get(`/api/conversations/${id}/messages`),
        other.post(`/api/conversations/${id}/messages`, { text: 'Pay invoice INV-1001' }),
        other.send('PATCH', `/api/conversations/${id}`, { body: { title: 'Mine' } }),
        other.send('DELETE', `/api/conversations/${id}`),
        other.get(`/api/approvals?conversationId=${id}`),
      ])
      expect(replies.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
      expect((await list(other)).items.map((item) => item.id)).not.toContain(id)
    }
  })

  it('says who answers and what was used: nothing by the built-in assistant', async () => {
    const member = await actor('member')
    const id = await start(member)
    await member.post(`/api/conversations/${id}/messages`, { text: 'What can you do?' })
    const path = `/api/conversations/${id}/usage`
    const read = usage.parse(await (await member.get(path)).json())
    expect(read).toMatchObject({
      replies: 0,
      inputTokens: 0,
      outputTokens: 0,
      byModel: [],
      model: { id: 'builtin', rulesOnly: true },
    })
    expect((await (await actor('manager')).get(path)).status).toBe(404)
  })

  it('takes a message of a person in a time zone that exists', async () => {
    const member = await actor('member')
    const path = `/api/conversations/${await start(member)}/messages`
    const sent = await member.post(path, { text: 'What can you do?', timeZone: 'Europe/Berlin' })
    expect(sent.status).toBe(202)
    const transcript = z.object({ items: z.array(z.object({ role: z.string() })) })
    const { items } = transcript.parse(await (await member.get(path)).json())
    expect(items[0]?.role).toBe('user')

    const nowhere = await member.post(path, { text: 'Hello', timeZone: 'Mars/Base' })
    expect([nowhere.status, (await errorOf(nowhere)).field]).toEqual([422, 'timeZone'])
  })

  it('lists page by page, nothing twice', async () => {
    const people = await actor('reviewer2')
    const ids = await Promise.all(Array.from({ length: 20 }, () => start(people)))
    const refused = await people.post('/api/conversations')
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('60')
    const { items, nextCursor } = await list(people)
    expect(items.map((item) => item.id).toSorted()).toEqual(ids.toSorted())
    expect(nextCursor).toBeNull()
  })
})
