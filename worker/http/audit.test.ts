import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { auditEntry, fromWire, verifyChain } from '../../domain/audit.ts'
import { deskOf } from '../desk/stub.ts'
import { actor, call, errorOf } from './testing.ts'

const page = z.object({ items: z.array(auditEntry), nextCursor: z.string().nullable() })

beforeEach(async () => {
  await (await actor('member')).post('/api/demo/reset')
})

describe('the audit log', () => {
  it('is a chain that anybody can check, page after page', async () => {
    const desk = deskOf(env)
    await desk.receive({
      source: 'auditing',
      facts: Array.from({ length: 230 }, (_, index) => ({
        seq: index + 1,
        at: 1_700_000_000_000 + index,
        type: 'excerpt.viewed',
        requestId: null,
        body: { index },
      })),
      requests: [],
    })
    const auditor = await actor('auditor')
    const first = page.parse(await (await auditor.get('/api/audit')).json())
    expect([first.items.length, first.nextCursor]).toEqual([200, '200'])
    const rest = page.parse(await (await auditor.get('/api/audit?cursor=200')).json())
    expect(rest.nextCursor).toBeNull()
    const entries = [...first.items, ...rest.items].map(fromWire)
    expect(verifyChain(entries)).toMatchObject({ ok: true, count: entries.length })
    expect(entries.filter(({ source }) => source === 'auditing')).toHaveLength(230)
  })

  it('is for auditors and admins', async () => {
    const status = async (account: string) =>
      (await (await actor(account)).get('/api/audit')).status
    expect(await status('admin')).toBe(200)
    for (const account of ['member', 'reviewer', 'manager']) {
      expect(await status(account)).toBe(403)
    }
    expect((await call('GET', '/api/audit')).status).toBe(401)
  })

  it('knows no other cursors than its own', async () => {
    const wrong = await (await actor('auditor')).get('/api/audit?cursor=x')
    expect([wrong.status, (await errorOf(wrong)).field]).toEqual([422, 'cursor'])
  })
})
