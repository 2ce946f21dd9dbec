import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../domain/default-policy.ts'
import { actor, errorOf } from './testing.ts'

const { version: _, ...document } = defaultPolicy
const [first, ...others] = document.rules

describe('the policy', () => {
  it('is everybody’s to read, with its version', async () => {
    const { get } = await actor('member')
    const answer = await get('/api/policy')
    expect(await answer.json()).toEqual(defaultPolicy)
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, '"1"'])
  })

  it('tells what its rules can speak of', async () => {
    const { get } = await actor('member')
    const { items } = await (await get('/api/policy/actions')).json<{ items: object[] }>()
    expect(items).toContainEqual({
      tool: 'send_payment',
      fields: expect.arrayContaining(['payee', 'amount', 'memo']),
      numbers: ['amount'],
      undoable: false,
    })
    expect(items).toContainEqual(expect.objectContaining({ tool: 'change_policy' }))
  })
})

describe('a change of the policy', () => {
  const put = async (account: string, body: unknown, headers: Record<string, string> = {}) => {
    const answer = await (await actor(account)).send('PUT', '/api/policy', { body, headers })
    return { status: answer.status, error: answer.ok ? null : await errorOf(answer) }
  }
  const onFirst = { 'if-match': '"1"' }

  it.each(['member', 'reviewer', 'manager', 'auditor'])('is not a %s’s to propose', async (who) => {
    expect(await put(who, document, onFirst)).toMatchObject({
      status: 403,
      error: { code: 'not_allowed' },
    })
  })

  it('says which version it starts from', async () => {
    expect(await put('admin', document)).toMatchObject({
      status: 428,
      error: { code: 'precondition_required' },
    })
    expect(await put('admin', document, { 'if-match': '*' })).toMatchObject({
      status: 422,
      error: { code: 'invalid', field: 'If-Match' },
    })
  })

  it('of an older version is told the one in force', async () => {
    expect(await put('admin', document, { 'if-match': '"2"' })).toMatchObject({
      status: 412,
      error: { code: 'stale', version: 1 },
    })
  })

  it.each<[string, unknown, object]>([
    ['no JSON', '{', { field: 'body' }],
    ['no object', [], { field: 'body' }],
    ['no rules', {}, { field: 'timers' }],
    [
      'a rule that asks nobody',
      { ...document, rules: [{ ...first, approvers: [] }, ...others] },
      {
        message: 'A rule that asks must say who is asked.',
        field: 'rules[0].approvers',
        rule: 'pay_invoice-own',
        faults: [{ place: 'rules[0].approvers', rule: 'pay_invoice-own' }],
      },
    ],
    [
      'no way to confirm the next change',
      { ...document, rules: others.slice(0, -1) },
      { field: 'rules' },
    ],
  ])('with %s is refused by name and place', async (_what, body, error) => {
    expect(await put('admin', body, onFirst)).toMatchObject({
      status: 422,
      error: { code: 'invalid', ...error },
    })
  })
})

describe('what would happen', () => {
  const attempt = async (account: string, body: unknown) =>
    (await actor(account)).post('/api/policy/try', body)

  it('is ruled for who asks, and nothing is reserved', async () => {
    const call = { tool: 'send_payment', input: { payee: 'Harbor Print' }, amount: 200_00 }
    const own = { outcome: 'ask', approvers: [{ role: 'requester', count: 1 }] }
    expect(await (await attempt('member', call)).json()).toMatchObject(own)
    expect(await (await attempt('member', call)).json()).toMatchObject(own)
    const large = await attempt('member', { ...call, amount: 30_000_00 })
    expect(await large.json()).toMatchObject({
      outcome: 'deny',
      rule: { id: 'send_payment-too-much', policyVersion: 1 },
    })
  })

  it('takes no amount from the imagined arguments', async () => {
    const answer = await attempt('member', { tool: 'send_payment', input: { rollingAmount: 1 } })
    expect(await answer.json()).toMatchObject({ rule: { id: 'no-rule' } })
  })

  it.each([
    [{ input: {} }, 'tool'],
    [{ tool: 'send_payment', amount: -1 }, 'amount'],
    [{ tool: 'send_payment', requester: 'admin' }, 'requester'],
  ])('is not said of %j', async (body, field) => {
    const answer = await attempt('member', body)
    expect([answer.status, (await errorOf(answer)).field]).toEqual([422, field])
  })
})
