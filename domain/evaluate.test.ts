import { describe, expect, test } from 'vitest'
import { type Call, evaluate, factsOf } from './evaluate.ts'
import type { Policy } from './policy.ts'
import { DAY, grantTo, HOUR, now, policyOf, rule, someone } from './testing/policies.ts'

const mira = someone('member', 'Mira')
const call = (change: Partial<Call> = {}): Call => ({
  tool: 'send_mail',
  facts: {},
  requester: mira,
  now,
  ...change,
})
const chosen = (policy: Policy, change: Partial<Call> = {}) =>
  evaluate(policy, call(change)).rule.id

describe('precedence', () => {
  test('a deny wins over whatever stands before it', () => {
    const policy = policyOf(rule('first', { outcome: 'allow' }), rule('never', { outcome: 'deny' }))
    expect(evaluate(policy, call())).toMatchObject({
      outcome: 'deny',
      rule: { id: 'never', policyVersion: 7 },
    })
  })

  test('a deny wins over a grant', () => {
    const policy = policyOf(rule('asks'), rule('never', { outcome: 'deny' }))
    expect(evaluate(policy, call({ grants: [grantTo()] }))).toMatchObject({ outcome: 'deny' })
  })

  test('a deny that does not match says nothing', () => {
    const never = rule('never', { outcome: 'deny', when: [{ fact: 'to', op: 'eq', value: 'x' }] })
    expect(chosen(policyOf(rule('asks'), never), { facts: { to: 'y' } })).toBe('asks')
  })

  test('a mark that forbids grants wins over a grant, wherever it stands', () => {
    const policy = policyOf(rule('asks'), rule('marks', { forbidsGrants: true }))
    expect(evaluate(policy, call({ grants: [grantTo()] }))).toMatchObject({
      outcome: 'ask',
      rule: { id: 'asks' },
    })
  })

  test('a mark on a rule that does not match forbids nothing', () => {
    const marks = rule('marks', { tool: 'send_money', forbidsGrants: true })
    const ruling = evaluate(policyOf(rule('asks'), marks), call({ grants: [grantTo()] }))
    expect(ruling.outcome).toBe('allow')
  })

  test('a grant wins over the rule that would ask', () => {
    expect(evaluate(policyOf(rule('asks')), call({ grants: [grantTo()] }))).toMatchObject({
      outcome: 'allow',
      grant: 'g1',
      approvers: [],
      rule: {
        id: 'asks',
        reason: 'Rae said yes to such requests in advance, until 21 Nov 2026, 09:00 UTC.',
      },
    })
  })

  test('a rule that allows uses no grant up', () => {
    const ruling = evaluate(
      policyOf(rule('allows', { outcome: 'allow' })),
      call({ grants: [grantTo()] }),
    )
    expect(ruling).toMatchObject({ outcome: 'allow', rule: { id: 'allows' } })
    expect(ruling.grant).toBeUndefined()
  })

  test('otherwise the first match wins', () => {
    expect(chosen(policyOf(rule('first'), rule('second', { outcome: 'allow' })))).toBe('first')
    expect(chosen(policyOf(rule('second', { outcome: 'allow' }), rule('first')))).toBe('second')
  })

  test('what no rule knows is asked of one reviewer', () => {
    expect(evaluate(policyOf(rule('asks')), call({ tool: 'launch_rocket' }))).toMatchObject({
      outcome: 'ask',
      rule: { id: 'no-rule', policyVersion: 7 },
      approvers: [{ role: 'reviewer', count: 1 }],
      onExpiry: 'deny',
    })
  })

  test('a star matches the beginning of a name, no star the whole of it', () => {
    const policy = policyOf(rule('exact', { tool: 'send' }), rule('prefix'))
    expect(chosen(policy, { tool: 'send' })).toBe('exact')
    expect(chosen(policy, { tool: 'send_mail' })).toBe('prefix')
    expect(chosen(policy, { tool: 'resend_mail' })).toBe('no-rule')
    expect(chosen(policyOf(rule('all', { tool: '*' })), { tool: 'whatever' })).toBe('all')
  })

  test('all conditions must hold', () => {
    const policy = policyOf(
      rule('both', {
        when: [
          { fact: 'amount', op: 'gt', value: 10 },
          { fact: 'to', op: 'eq', value: 'inside' },
        ],
      }),
    )
    expect(chosen(policy, { facts: { amount: 11, to: 'inside' } })).toBe('both')
    expect(chosen(policy, { facts: { amount: 10, to: 'inside' } })).toBe('no-rule')
    expect(chosen(policy, { facts: { amount: 11 } })).toBe('no-rule')
  })

  test('`rollingAmount` is the desk’s word, never an argument’s', () => {
    const cheap = rule('cheap', { when: [{ fact: 'rollingAmount', op: 'lte', value: 5 }] })
    const policy = policyOf(cheap)
    expect(chosen(policy, { facts: factsOf({ rollingAmount: 1 }) })).toBe('no-rule')
    expect(chosen(policy, { facts: factsOf({ rollingAmount: 1 }, 6) })).toBe('no-rule')
    expect(chosen(policy, { facts: factsOf({ rollingAmount: 9 }, 5) })).toBe('cheap')
  })
})

describe('timers', () => {
  test('of a rule take the place of the document’s, one by one', () => {
    const hasty = rule('hasty', { timers: { remindAfter: HOUR, expireAfter: 2 * DAY } })
    expect(evaluate(policyOf(hasty), call()).timers).toEqual({
      remindAfter: HOUR,
      escalateAfter: 24 * HOUR,
      escalateTo: 'manager',
      expireAfter: 2 * DAY,
    })
  })

  test('that would come after expiry never come', () => {
    const hasty = rule('hasty', { timers: { expireAfter: 4 * HOUR } })
    expect(evaluate(policyOf(hasty), call()).timers).toEqual({ expireAfter: 4 * HOUR })
  })

  test('expiry means what the rule says', () => {
    const silent = rule('silent', { onExpiry: 'approve' })
    expect(evaluate(policyOf(silent), call()).onExpiry).toBe('approve')
  })
})

describe('a grant', () => {
  const policy = policyOf(rule('asks'))
  const outcome = (change: Parameters<typeof grantTo>[0], asked: Partial<Call> = {}) =>
    evaluate(policy, call({ ...asked, grants: [grantTo(change)] })).outcome

  test.each<[string, Parameters<typeof grantTo>[0], Partial<Call>?]>([
    ['for another tool', { tool: 'send_money' }],
    ['for another member', { subject: someone('member', 'Noa') }],
    ['whose conditions do not hold', { when: [{ fact: 'to', op: 'eq', value: 'sam' }] }],
    ['that has ended', { endsAt: new Date(now).toISOString() }],
    ['that was revoked', { revokedAt: new Date(now - HOUR).toISOString() }],
    ['that is used up', { uses: 3, used: 3 }],
    ['without enough left for the amount', { spendCap: 100, spent: 61 }, { amount: 40 }],
    ['of somebody who is no reviewer any more', { by: someone('member', 'Rae') }],
    ['of an admin', { by: someone('admin') }],
    ['of the requester', { by: mira }],
    ['when nobody says whose call it is', {}, { requester: undefined }],
    ['when nobody says what time it is', {}, { now: undefined }],
    ['once the turn has read words of strangers', {}, { untrusted: true }],
  ])('%s does not count', (_what, change, asked) => {
    expect(outcome(change, asked)).toBe('ask')
  })

  test('counts up to its very last cent, use and moment', () => {
    const last = { spendCap: 100, spent: 60, uses: 3, used: 2, endsAt: iso(now + 1) }
    expect(outcome(last, { amount: 40 })).toBe('allow')
  })

  test('of a manager counts for a reviewer', () => {
    expect(outcome({ by: someone('manager') })).toBe('allow')
  })

  test('of the requester counts where the requester alone is asked', () => {
    const own = policyOf(rule('own', { approvers: [{ role: 'requester', count: 1 }] }))
    const judged = (by: Call['requester']) =>
      evaluate(own, call({ grants: [grantTo({ by: by ?? mira })] })).outcome
    expect(judged(mira)).toBe('allow')
    expect(judged(someone('manager'))).toBe('ask')
  })

  test('is worth one person’s yes, never two', () => {
    const two = policyOf(rule('two', { approvers: [{ role: 'reviewer', count: 2 }] }))
    const grants = [grantTo(), grantTo({ id: 'g2', by: someone('manager') })]
    expect(evaluate(two, call({ grants })).outcome).toBe('ask')
  })

  test('stands in for no reason that the rule asks for', () => {
    const why = policyOf(rule('why', { reasonRequired: true }))
    expect(evaluate(why, call({ grants: [grantTo()] })).outcome).toBe('ask')
  })

  test('that ends first is used first', () => {
    const grants = [grantTo(), grantTo({ id: 'soon', endsAt: iso(now + HOUR) })]
    expect(evaluate(policy, call({ grants })).grant).toBe('soon')
  })

  test('that does not count leaves the next to count', () => {
    const grants = [grantTo({ id: 'used', used: 3 }), grantTo({ id: 'left' })]
    expect(evaluate(policy, call({ grants })).grant).toBe('left')
  })
})

describe('after words of strangers', () => {
  test('what a rule allows is asked of the requester', () => {
    const policy = policyOf(rule('allows', { outcome: 'allow' }))
    expect(evaluate(policy, call({ untrusted: true }))).toMatchObject({
      outcome: 'ask',
      rule: { id: 'allows' },
      approvers: [{ role: 'requester', count: 1 }],
    })
  })

  test('what is asked stays with those who are asked, and silence approves nothing', () => {
    const policy = policyOf(rule('silent', { onExpiry: 'approve' }))
    expect(evaluate(policy, call({ untrusted: true }))).toMatchObject({
      outcome: 'ask',
      approvers: [{ role: 'reviewer', count: 1 }],
      onExpiry: 'deny',
    })
  })

  test('what is refused stays refused', () => {
    const policy = policyOf(rule('never', { outcome: 'deny' }))
    expect(evaluate(policy, call({ untrusted: true })).outcome).toBe('deny')
  })
})

function iso(at: number): string {
  return new Date(at).toISOString()
}
