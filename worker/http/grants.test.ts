import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { approvalRequest } from '../../domain/protocol.ts'
import { actor, errorOf } from './testing.ts'

const body = { requestId: 'c_abcdefgh_abcd', uses: 3, endsAt: '2100-01-01T00:00:00Z' }

describe('grants', () => {
  it('are one’s own to list', async () => {
    const answer = await (await actor('member')).get('/api/grants')
    expect([answer.status, await answer.json()]).toEqual([200, { items: [] }])
  })

  it.each([
    ['no such request', body],
    ['a request of no conversation', { ...body, requestId: 'INV-1001' }],
  ])('are not given on %s', async (_what, sent) => {
    const answer = await (await actor('reviewer')).post('/api/grants', sent)
    expect([answer.status, (await errorOf(answer)).code]).toEqual([404, 'not_found'])
  })

  it.each([
    [{ ...body, uses: 0 }, 'uses'],
    [{ ...body, endsAt: 'tomorrow' }, 'endsAt'],
    [{ ...body, subject: 'member' }, 'subject'],
    [{ ...body, spendCap: 0 }, 'spendCap'],
  ])('are not given as %j', async (sent, field) => {
    const answer = await (await actor('reviewer')).post('/api/grants', sent)
    expect([answer.status, (await errorOf(answer)).field]).toEqual([422, field])
  })

  it('are given on a card, listed for giver and holder, and ended by either', async () => {
    const [reviewer, holder] = [await actor('reviewer'), await actor('member2')]
    await reviewer.post('/api/demo/reset')
    const { items } = z
      .object({ items: z.array(approvalRequest) })
      .parse(await (await reviewer.get('/api/approvals?status=pending')).json())
    const endsAt = new Date(Date.now() + 86_400_000).toISOString().replace('Z', '+00:00')
    const sent = { ...body, requestId: items[0]?.id, spendCap: 900_00, endsAt }

    const elsewhere = await (await actor('member')).post('/api/grants', sent)
    expect(elsewhere.status).toBe(404)
    const own = await holder.post('/api/grants', sent)
    expect([own.status, (await errorOf(own)).code]).toEqual([403, 'not_allowed'])

    const given = await reviewer.post('/api/grants', sent)
    const { id } = z.object({ id: z.string() }).parse(await given.clone().json())
    expect([given.status, await given.json()]).toMatchObject([
      201,
      { tool: 'pay_invoice', uses: 3, spendCap: 900_00, endsAt: endsAt.replace('+00:00', 'Z') },
    ])
    const listed = async (who: typeof holder) =>
      (await (await who.get('/api/grants')).json<{ items: object[] }>()).items
    const open = [{ id, used: 0, spent: 0 }]
    expect([await listed(reviewer), await listed(holder)]).toMatchObject([open, open])

    expect((await holder.send('DELETE', `/api/grants/${id}`)).status).toBe(204)
    expect(await listed(reviewer)).toMatchObject([{ id, revokedBy: { role: 'member' } }])
  })

  it('of others, or of nobody, are not there to revoke', async () => {
    const answer = await (await actor('member')).send('DELETE', '/api/grants/g_nothing')
    expect(answer.status).toBe(404)
  })
})
