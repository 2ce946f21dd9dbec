import { describe, expect, it } from 'vitest'
import { webhooksPage } from '../../domain/webhook.ts'
import { actor, call, errorOf } from './testing.ts'

describe('webhooks', () => {
  it('are off until an endpoint is connected, and nothing is kept for one', async () => {
    const admin = await actor('admin')
    const page = webhooksPage.parse(await (await admin.get('/api/webhooks')).json())
    expect(page).toEqual({
      endpoint: { state: 'off' },
      counts: { waiting: 0, dead: 0 },
      dead: [],
      waiting: [],
      delivered: [],
    })
  })

  it('are looked after by managers and admins', async () => {
    const statuses = async (account: string) => {
      const person = await actor(account)
      const answers = [
        await person.get('/api/webhooks'),
        await person.post('/api/webhooks/x/retry'),
      ]
      return answers.map(({ status }) => status)
    }
    for (const account of ['manager', 'admin']) expect(await statuses(account)).toEqual([200, 404])
    for (const account of ['member', 'reviewer', 'auditor']) {
      expect(await statuses(account)).toEqual([403, 403])
    }
    expect((await call('GET', '/api/webhooks')).status).toBe(401)
  })

  it('knows no message by a name that is none', async () => {
    const odd = await (
      await actor('admin')
    ).post(`/api/webhooks/${encodeURIComponent('a.b')}/retry`)
    expect([odd.status, (await errorOf(odd)).code]).toEqual([404, 'not_found'])
  })
})
