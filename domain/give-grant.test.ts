import { describe, expect, test } from 'vitest'
import { evaluate } from './evaluate.ts'
import { giveGrant } from './give-grant.ts'
import { isLive, mayRevoke } from './grants.ts'
import { DAY, grantTo, HOUR, now, policyOf, rule, someone } from './testing/policies.ts'

const [mira, rae] = [someone('member', 'Mira'), someone('reviewer', 'Rae')]
const policy = policyOf(rule('asks'))
const request = {
  id: 'c_conversation_one',
  status: 'pending' as const,
  tool: 'send_mail',
  input: { to: 'sam' },
  requester: mira,
  approvers: [{ role: 'reviewer' as const, count: 1 }],
  grantable: [{ fact: 'to', op: 'eq' as const, value: 'sam' }],
}
const body = { uses: 3, spendCap: 100_00, endsAt: '2026-11-21T12:00:00+01:00' }

type Change = Partial<Parameters<typeof giveGrant>[0]> & {
  by?: typeof rae
  body?: Partial<typeof body>
  policy?: typeof policy
}
const give = ({ by = rae, body: terms, policy: rules = policy, ...change }: Change = {}) =>
  giveGrant(
    { ...request, ...change },
    by,
    { ...body, ...terms },
    { id: 'g1', at: now, policy: rules },
  )

describe('a yes in advance', () => {
  test('covers what the request’s tool calls such a request, for who asked', () => {
    const given = give()
    expect(given).toEqual({
      ok: true,
      grant: {
        id: 'g1',
        subject: mira,
        by: rae,
        tool: 'send_mail',
        when: request.grantable,
        uses: 3,
        spendCap: 100_00,
        endsAt: '2026-11-21T11:00:00.000Z',
        createdAt: new Date(now).toISOString(),
        requestId: request.id,
      },
    })
    const grants = given.ok ? [{ ...given.grant, used: 0, spent: 0 }] : []
    const judged = (to: string) =>
      evaluate(policy, { tool: 'send_mail', facts: { to }, requester: mira, grants, now }).outcome
    expect([judged('sam'), judged('eve')]).toEqual(['allow', 'ask'])
  })

  test.each<[string, Change, string]>([
    ['of the requester', { by: mira }, 'This takes a reviewer'],
    ['of a role that is not asked', { by: someone('admin') }, 'This takes a reviewer'],
    ['of whoever edited it', { editor: rae }, 'This takes a reviewer'],
    [
      'of one where two must answer',
      { approvers: [{ role: 'reviewer', count: 2 }] },
      'This takes 2 reviewers',
    ],
    ['for what its tool never grants', { grantable: undefined }, 'asked each time'],
    [
      'where a rule forbids it',
      { policy: policyOf(rule('asks'), rule('marks', { forbidsGrants: true })) },
      'asked each time',
    ],
    ['without the reason that is wanted', { reasonRequired: true }, 'needs a reason each time'],
    ['to what was denied', { status: 'denied' }, 'was not approved'],
    ['that ends before it begins', { body: { endsAt: new Date(now).toISOString() } }, 'to come'],
    [
      'without an end in sight',
      { body: { endsAt: new Date(now + 91 * DAY).toISOString() } },
      'for 90 days at most',
    ],
  ])('%s is refused', (_what, change, message) => {
    expect(give(change)).toMatchObject({
      ok: false,
      refusal: { message: expect.stringContaining(message) },
    })
  })

  test('is not kept away by a mark on other calls', () => {
    const marks = rule('marks', {
      forbidsGrants: true,
      when: [{ fact: 'to', op: 'eq', value: 'eve' }],
    })
    expect(give({ policy: policyOf(rule('asks'), marks) }).ok).toBe(true)
  })
})

test('a grant lives until it ends, is used up or revoked', () => {
  const grant = grantTo({ uses: 2, used: 1, endsAt: new Date(now + HOUR).toISOString() })
  expect(isLive(grant, now + HOUR - 1)).toBe(true)
  expect(isLive(grant, now + HOUR)).toBe(false)
  expect(isLive({ ...grant, used: 2 }, now)).toBe(false)
  expect(isLive({ ...grant, revokedAt: new Date(now).toISOString() }, now)).toBe(false)
})

test('who gave it or holds it may end it, and a manager', () => {
  const allowed = [rae, mira, someone('manager'), someone('reviewer', 'Rob'), someone('admin')]
  expect(allowed.map((who) => mayRevoke(grantTo(), who))).toEqual([true, true, true, false, false])
})
