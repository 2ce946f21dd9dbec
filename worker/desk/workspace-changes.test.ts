import { env } from 'cloudflare:workers'
import { afterAll, beforeEach, expect, it, vi } from 'vitest'
import { defaultPolicy } from '../../domain/default-policy.ts'
import { type Policy } from '../../domain/policy.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Person } from '../../domain/roles.ts'
import { somebody } from '../testing/business.ts'
import { deskOf } from './stub.ts'

const admin = somebody('wa-admin', 'admin')
const manager = somebody('wa-manager', 'manager')
const other = somebody('wa-other', 'manager')

/** The policy with one more sentence changed, so that two changes differ. */
const withReason = (policy: Policy, index: number, reason: string): Policy => ({
  ...policy,
  rules: policy.rules.map((rule, at) => (at === index ? { ...rule, reason } : rule)),
})

async function propose(document: Policy, base: number): Promise<ApprovalRequest> {
  const desk = deskOf(env)
  const answer = await desk.proposePolicy(admin, document, base)
  if (!answer.ok) throw new Error(answer.error.message)
  return latest(answer.value.requestId)
}

async function latest(id: string, viewer: Person = admin): Promise<ApprovalRequest> {
  const desk = deskOf(env)
  const answer = await desk.request(viewer, id)
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value
}

async function approve(by: Person, { id, version, digest }: ApprovalRequest) {
  const desk = deskOf(env)
  return desk.act(by, id, { kind: 'decide', verdict: 'approve', version, digest })
}

const policyVersion = async () => {
  const desk = deskOf(env)
  return (await desk.policy()).version
}

beforeEach(async () => {
  const desk = deskOf(env)
  await desk.wipe()
})
afterAll(async () => {
  const desk = deskOf(env)
  await desk.wipe()
})

it('a change of the policy waits for a manager, and is in force after the yes', async () => {
  const request = await propose(withReason(defaultPolicy, 0, 'Small payments are yours.'), 1)
  expect(request).toMatchObject({
    kind: 'change',
    status: 'pending',
    requester: admin,
    approvers: [{ role: 'manager', count: 1 }],
  })
  expect(request).not.toHaveProperty('conversationId')
  expect(await policyVersion()).toBe(1)
  expect(await approve(admin, request)).toMatchObject({ error: { code: 'not_allowed' } })

  await approve(manager, request)
  await vi.waitFor(async () => expect((await latest(request.id)).status).toBe('succeeded'))
  const desk = deskOf(env)
  const policy = await desk.policy()
  expect(policy).toMatchObject({ version: 2 })
  expect(policy.rules[0]?.reason).toBe('Small payments are yours.')
  await vi.waitFor(async () => {
    const { items } = await desk.chain()
    expect(items.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'request.proposed',
        'vote.cast',
        'policy.changed',
        'request.succeeded',
      ]),
    )
  })
})

it('is in the inbox of managers, and of nobody else', async () => {
  const request = await propose(withReason(defaultPolicy, 0, 'Small payments are yours.'), 1)
  const desk = deskOf(env)
  await vi.waitFor(async () => {
    const { items } = await desk.list(manager, { status: 'pending' })
    expect(items.map(({ id }) => id)).toEqual([request.id])
  })
  expect((await desk.list(somebody('wa-r', 'reviewer'), { status: 'pending' })).items).toEqual([])
})

it('asks again when another change came first, showing what it would change now', async () => {
  const first = await propose(withReason(defaultPolicy, 0, 'Small payments are yours.'), 1)
  const second = await propose(withReason(defaultPolicy, 1, 'A reviewer looks at it.'), 1)
  await approve(manager, first)
  await vi.waitFor(async () => expect(await policyVersion()).toBe(2))
  await approve(other, second)
  await vi.waitFor(async () =>
    expect(await latest(second.id)).toMatchObject({
      status: 'pending',
      version: 2,
      change: { cause: 'moved' },
    }),
  )
  expect(await policyVersion()).toBe(2)
})

it('the same document twice is one request', async () => {
  const wish = withReason(defaultPolicy, 0, 'Small payments are yours.')
  expect((await propose(wish, 1)).id).toBe((await propose(wish, 1)).id)
})
