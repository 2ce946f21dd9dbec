import { describe, expect, test } from 'vitest'
import { approversInWords } from './approval.ts'
import { defaultPolicy, evaluate, type Policy, policyDocument, type Rule } from './policy.ts'

const HOUR = 3_600_000

describe('the default policy', () => {
  const edges = [
    [1, 'ask', 'the requester'],
    [250_00, 'ask', 'the requester'],
    [250_01, 'ask', 'a reviewer'],
    [5_000_00, 'ask', 'a reviewer'],
    [5_000_01, 'ask', 'a manager and a reviewer'],
    [25_000_00, 'ask', 'a manager and a reviewer'],
    [25_000_01, 'deny', 'nobody'],
    [1_000_000_00, 'deny', 'nobody'],
  ] as const

  for (const tool of ['pay_invoice', 'send_payment']) {
    test.each(edges)(`${tool} of %d cents in 24 hours: %s %s`, (rollingAmount, outcome, who) => {
      const ruling = evaluate(defaultPolicy, { tool, facts: { rollingAmount } })
      expect(ruling.outcome).toBe(outcome)
      expect(approversInWords(ruling.approvers)).toBe(who)
      expect(ruling.rule).toMatchObject({ policyVersion: 1, id: expect.stringContaining(tool) })
    })
  }

  test('reminds after 4 hours, escalates after 24, expires after 7 days', () => {
    const call = { tool: 'pay_invoice', facts: { rollingAmount: 1 } }
    expect(evaluate(defaultPolicy, call).timers).toEqual({
      remindAfter: 4 * HOUR,
      escalateAfter: 24 * HOUR,
      expireAfter: 168 * HOUR,
    })
  })

  test.each([
    ['a tool that no rule knows', { tool: 'launch_rocket', facts: { rollingAmount: 1 } }],
    ['a payment whose amount is missing', { tool: 'pay_invoice', facts: {} }],
    ['an amount that is no number', { tool: 'pay_invoice', facts: { rollingAmount: '1' } }],
    ['an amount that is NaN', { tool: 'pay_invoice', facts: { rollingAmount: Number.NaN } }],
  ])('asks a reviewer about %s', (_what, call) => {
    expect(evaluate(defaultPolicy, call)).toMatchObject({
      outcome: 'ask',
      rule: { id: 'no-rule' },
      approvers: [{ role: 'reviewer', count: 1 }],
    })
  })

  test('fits its own schema', () => {
    expect(policyDocument.parse(defaultPolicy)).toEqual(defaultPolicy)
    const ids = defaultPolicy.rules.map((rule) => rule.id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('may not ask nobody', () => {
    const [first] = defaultPolicy.rules
    const faulty = { ...defaultPolicy, rules: [{ ...first, approvers: [] }] }
    expect(policyDocument.safeParse(faulty).error?.issues).toMatchObject([
      { path: ['rules', 0, 'approvers'], message: 'A rule that asks must say who is asked.' },
    ])
  })
})

describe('precedence', () => {
  const rule = (id: string, change: Partial<Rule>): Rule => ({
    id,
    tool: 'send_*',
    when: [],
    outcome: 'ask',
    approvers: [],
    reasonRequired: false,
    reason: id,
    ...change,
  })
  const policy = (...rules: Rule[]): Policy => ({ ...defaultPolicy, version: 7, rules })
  const chosen = (rules: Policy, tool: string, facts = {}) =>
    evaluate(rules, { tool, facts }).rule.id

  test('a deny wins over whatever stands before it', () => {
    const rules = policy(rule('first', { outcome: 'allow' }), rule('never', { outcome: 'deny' }))
    expect(evaluate(rules, { tool: 'send_mail', facts: {} })).toMatchObject({
      outcome: 'deny',
      rule: { id: 'never', policyVersion: 7 },
    })
  })

  test('otherwise the first match wins', () => {
    expect(chosen(policy(rule('first', {}), rule('second', {})), 'send_mail')).toBe('first')
  })

  test('a star matches the beginning of a name, no star the whole of it', () => {
    const rules = policy(rule('exact', { tool: 'send' }), rule('prefix', {}))
    expect(chosen(rules, 'send')).toBe('exact')
    expect(chosen(rules, 'send_mail')).toBe('prefix')
    expect(chosen(rules, 'resend_mail')).toBe('no-rule')
  })

  test('all conditions must hold', () => {
    const rules = policy(
      rule('both', {
        when: [
          { fact: 'amount', op: 'gt', value: 10 },
          { fact: 'to', op: 'eq', value: 'inside' },
        ],
      }),
      rule('elsewhere', { when: [{ fact: 'to', op: 'neq', value: 'inside' }] }),
    )
    expect(chosen(rules, 'send_mail', { amount: 11, to: 'inside' })).toBe('both')
    expect(chosen(rules, 'send_mail', { amount: 10, to: 'inside' })).toBe('no-rule')
    expect(chosen(rules, 'send_mail', { to: 'outside' })).toBe('elsewhere')
    expect(chosen(rules, 'send_mail')).toBe('no-rule')
  })
})
