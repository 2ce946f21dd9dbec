import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { approvalRequest, type ApprovalRequest } from '../../domain/protocol.ts'
import { actor, errorOf } from './testing.ts'

type Actor = Awaited<ReturnType<typeof actor>>

let reviewer: Actor
let waiting: ApprovalRequest

/** The demo's own request: the second member's invoice, which needs a reviewer. */
beforeEach(async () => {
  reviewer = await actor('reviewer')
  await reviewer.post('/api/demo/reset')
  const answer = await (await reviewer.get('/api/approvals?status=pending')).json()
  const [first] = z.object({ items: z.array(approvalRequest) }).parse(answer).items
  if (!first) throw new Error('Nothing waits in the demo.')
  waiting = first
})

const ballot = (verdict: 'approve' | 'deny', change: object = {}) => ({
  verdict,
  version: waiting.version,
  digest: waiting.digest,
  ...change,
})
const decide = (who: Actor, body: unknown) =>
  who.post(`/api/approvals/${waiting.id}/decisions`, body)

describe('a request', () => {
  it('is seen by who asked and who is asked, and by nobody else', async () => {
    const seen = async (account: string, path = '') =>
      (await (await actor(account)).get(`/api/approvals/${waiting.id}${path}`)).status
    expect(await seen('member2')).toBe(200)
    expect(await seen('reviewer')).toBe(200)
    expect(await seen('member')).toBe(404)
    expect(await seen('admin')).toBe(404)
    expect(await seen('member', '/excerpt')).toBe(404)
    expect(await seen('reviewer', '/excerpt')).toBe(200)
  })

  it.each(['c_aaaaaaaaaaaaaaaaaaaaaaaa_aaaaaaaa', 'nonsense', 'c_..%2F.._x', '%00'])(
    'with the id %s is not there',
    async (id) => {
      expect((await reviewer.get(`/api/approvals/${id}`)).status).toBe(404)
      const body = ballot('approve')
      expect((await reviewer.post(`/api/approvals/${id}/decisions`, body)).status).toBe(404)
    },
  )

  it('is listed for the conversation that it came from', async () => {
    const path = `/api/approvals?conversationId=${waiting.conversationId}`
    const listed = async (account: string, query = '') => (await actor(account)).get(path + query)
    expect(await (await listed('member2')).json()).toMatchObject({ items: [{ id: waiting.id }] })
    expect(await (await listed('reviewer', '&mine=1')).json()).toMatchObject({ items: [] })
    expect((await listed('member')).status).toBe(404)
    const wrong = await reviewer.get('/api/approvals?status=maybe')
    expect([wrong.status, (await errorOf(wrong)).field]).toEqual([422, 'status'])
  })
})

describe('a decision', () => {
  it('is not the requester’s own where a reviewer is asked; the refusal names the rule', async () => {
    const response = await decide(await actor('member2'), ballot('approve'))
    expect(response.status).toBe(403)
    expect(await errorOf(response)).toMatchObject({
      code: 'not_allowed',
      rule: { id: 'pay_invoice-reviewer' },
    })
  })

  it('on another version or other facts is stale, and says what is there now', async () => {
    const { version, digest } = waiting
    for (const change of [{ version: version + 1 }, { digest: '0'.repeat(64) }]) {
      const response = await decide(reviewer, ballot('approve', change))
      expect(response.status).toBe(409)
      expect(await errorOf(response)).toMatchObject({ code: 'stale', version, digest })
    }
  })

  it('counts once; the second person learns who was first', async () => {
    const first = await decide(reviewer, ballot('deny', { reason: 'Ordered twice.' }))
    expect([first.status, approvalRequest.parse(await first.json()).status]).toEqual([
      200,
      'denied',
    ])
    expect((await decide(reviewer, ballot('deny'))).status).toBe(200)

    const late = await decide(await actor('manager'), ballot('approve'))
    expect(late.status).toBe(409)
    const error = await errorOf(late)
    expect(error).toMatchObject({
      code: 'already_decided',
      status: 'denied',
      decidedBy: { id: 'reviewer', name: 'Reviewer', role: 'reviewer' },
    })
    expect(z.iso.datetime().safeParse(error.decidedAt).success).toBe(true)
  })

  it.each([
    ['no verdict', { verdict: undefined }, 'verdict'],
    ['a wrong verdict', { verdict: 'maybe' }, 'verdict'],
    ['a version in words', { version: '1' }, 'version'],
    ['a short digest', { digest: 'abc' }, 'digest'],
    ['an endless reason', { reason: 'x'.repeat(1_001) }, 'reason'],
    ['a voter', { by: 'manager' }, 'by'],
  ])('with %s changes nothing', async (_name, change, field) => {
    const response = await decide(reviewer, ballot('approve', change))
    expect([response.status, (await errorOf(response)).field]).toEqual([422, field])
    const after = await (await reviewer.get(`/api/approvals/${waiting.id}`)).json()
    expect(after).toMatchObject({ status: 'pending', votes: [] })
  })
})

describe('withdrawing', () => {
  it('is for the requester', async () => {
    const path = `/api/approvals/${waiting.id}/withdraw`
    expect((await reviewer.post(path)).status).toBe(403)
    const withdrawn = await (await actor('member2')).post(path)
    expect([withdrawn.status, await withdrawn.json()]).toMatchObject([200, { status: 'withdrawn' }])
    expect((await decide(reviewer, ballot('approve'))).status).toBe(409)
  })
})
