import { describe, expect, test } from 'vitest'
import { defaultPolicy } from './default-policy.ts'
import { evaluate } from './evaluate.ts'
import { policyDocument, ruling } from './policy.ts'
import { approversInWords } from './quorum.ts'
import { grantTo, HOUR, now, someone } from './testing/policies.ts'

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
      const judged = evaluate(defaultPolicy, { tool, facts: { rollingAmount } })
      expect(judged.outcome).toBe(outcome)
      expect(approversInWords(judged.approvers)).toBe(who)
      expect(judged.rule).toMatchObject({ policyVersion: 1, id: expect.stringContaining(tool) })
    })
  }

  test('reminds after 4 hours, goes to a manager after 24, expires as denied after 7 days', () => {
    const judged = evaluate(defaultPolicy, { tool: 'pay_invoice', facts: { rollingAmount: 1 } })
    expect(judged.timers).toEqual({
      remindAfter: 4 * HOUR,
      escalateAfter: 24 * HOUR,
      escalateTo: 'manager',
      expireAfter: 168 * HOUR,
    })
    expect(judged.onExpiry).toBe('deny')
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

  test('asks a manager about a change of itself, whatever was granted', () => {
    const requester = someone('admin')
    const grants = [grantTo({ tool: 'change_policy', subject: requester, by: someone('manager') })]
    const call = { tool: 'change_policy', facts: { base: 1 }, requester, now, grants }
    expect(evaluate(defaultPolicy, call)).toMatchObject({
      outcome: 'ask',
      rule: { id: 'change_policy-manager' },
      approvers: [{ role: 'manager', count: 1 }],
    })
  })

  test.each([
    ['book_table', {}, 'the requester'],
    ['book_table', { rollingAmount: 1_000_00 }, 'the requester'],
    ['book_table', { rollingAmount: 1_000_01 }, 'a reviewer'],
    ['book_room', {}, 'the requester'],
    ['cancel_booking', { rollingAmount: 5_000_00 }, 'the requester'],
    ['delete_bookings', { count: 1 }, 'a reviewer'],
    ['export_bookings', {}, 'a reviewer'],
  ])('%s with %j asks %s', (tool, facts, who) => {
    const judged = evaluate(defaultPolicy, { tool, facts })
    expect([judged.outcome, approversInWords(judged.approvers)]).toEqual(['ask', who])
    expect(judged.rule.id).toContain(tool)
  })

  test('fits its own schema, word for word', () => {
    expect(policyDocument.parse(defaultPolicy)).toEqual(defaultPolicy)
  })
})

test('a ruling crosses the wire as it is', () => {
  const judged = evaluate(defaultPolicy, { tool: 'pay_invoice', facts: { rollingAmount: 1 } })
  expect(ruling.parse(JSON.parse(JSON.stringify(judged)))).toEqual(judged)
})
