import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { approvalRequest, conversation } from '../../domain/protocol.ts'
import { actor, call, errorOf, testEnv } from './testing.ts'

type Actor = Awaited<ReturnType<typeof actor>>
const requests = z.object({ items: z.array(approvalRequest) })
const conversations = z.object({ items: z.array(conversation) })

const waitingFor = async (who: Actor) =>
  requests.parse(await (await who.get('/api/approvals?status=pending')).json()).items
const conversationsOf = async (who: Actor) =>
  conversations.parse(await (await who.get('/api/conversations')).json()).items

const asked = { title: 'Pay $640.00 to Tidewater Linen for invoice INV-1006' }

describe('the demo', () => {
  it('is set up once, however many come first, and again where that was cut short', async () => {
    await actor('member')
    await env.DB.prepare(`DELETE FROM setting WHERE key = 'demo_ready'`).run()
    const [reviewer, member2] = await Promise.all([actor('reviewer'), actor('member2')])
    expect(await waitingFor(reviewer)).toMatchObject([asked])
    expect(await conversationsOf(member2)).toMatchObject([{ title: 'Pay invoice INV-1006' }])
  })

  it('tells its accounts to whoever asks', async () => {
    const { accounts } = z
      .object({ accounts: z.array(z.object({ account: z.string() })) })
      .parse(await (await call('GET', '/api/demo')).json())
    expect(accounts.map(({ account }) => account)).toEqual([
      'member',
      'member2',
      'reviewer',
      'reviewer2',
      'manager',
      'auditor',
      'admin',
    ])
  })

  it('goes back to its start on reset, as often as asked, and people stay signed in', async () => {
    const [member, reviewer] = await Promise.all([actor('member'), actor('reviewer')])
    await member.post('/api/conversations')
    const resets = await Promise.all([
      member.post('/api/demo/reset'),
      reviewer.post('/api/demo/reset'),
    ])
    expect(resets.map(({ status }) => status)).toEqual([204, 204])
    expect(await conversationsOf(member)).toEqual([])
    expect(await waitingFor(reviewer)).toMatchObject([asked])
  })

  it('has seven accounts and no more', async () => {
    const response = await call('POST', '/api/demo/sign-in', { body: { account: 'root' } })
    expect([response.status, (await errorOf(response)).field]).toEqual([422, 'account'])
  })

  it('is not there without DEMO', async () => {
    const { DEMO: _, ...withoutDemo } = testEnv
    const { cookie } = await actor('member')
    const body = { account: 'admin' }
    expect((await call('POST', '/api/demo/sign-in', { env: withoutDemo, body })).status).toBe(404)
    expect((await call('POST', '/api/demo/reset', { env: withoutDemo, cookie })).status).toBe(404)
    const about = await call('GET', '/api/demo', { env: withoutDemo })
    expect(await about.json()).toEqual({ enabled: false, accounts: [] })
  })
})
