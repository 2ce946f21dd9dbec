import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from './digest.ts'
import { defaultPolicy } from './default-policy.ts'
import { policyDocument, type Rule } from './policy.ts'
import {
  conditionInWords,
  documentTimersInWords,
  ruleInWords,
  rulingInWords,
  toolInWords,
} from './policy-words.ts'
import { evaluate } from './evaluate.ts'
import { DAY, HOUR, policyOf, rule } from './testing/policies.ts'

test.each([
  ['pay_invoice', 'Pay invoice'],
  ['send_*', 'Everything that starts with “send_”'],
  ['*', 'Everything'],
])('%s is %s', (tool, words) => expect(toolInWords(tool)).toBe(words))

test.each([
  [
    { fact: 'rollingAmount', op: 'lte', value: 250_00 },
    'what the requester spends in 24 hours is at most $250.00',
  ],
  [{ fact: 'amount', op: 'gt', value: 1_000_00 }, 'amount is more than $1,000.00'],
  [{ fact: 'guests', op: 'lt', value: 12 }, 'guests is less than 12'],
  [{ fact: 'to', op: 'ends_with', value: '@fernway.example' }, 'to ends with "@fernway.example"'],
  [{ fact: 'to', op: 'in', value: ['a', 'b', 3] }, 'to is one of "a", "b" or 3'],
  [{ fact: 'urgent', op: 'eq', value: true }, 'urgent is yes'],
] as const)('%j reads: %s', (condition, words) => {
  expect(
    conditionInWords(
      condition.op === 'in' ? { ...condition, value: [...condition.value] } : condition,
    ),
  ).toBe(words)
})

describe('a rule', () => {
  test('reads as a sentence', () => {
    expect(ruleInWords(defaultPolicy.rules[2]!)).toBe(
      'Pay invoice (pay_invoice), when what the requester spends in 24 hours is at most $25,000.00: ' +
        'a manager and a reviewer must approve. ' +
        'People read: "Above $5,000 in 24 hours, two people confirm the payment, one of them a manager."',
    )
  })

  test('reads with everything that it says', () => {
    const full = rule('full', {
      reasonRequired: true,
      forbidsGrants: true,
      timers: { remindAfter: HOUR, expireAfter: 2 * DAY },
      onExpiry: 'approve',
      reason: 'Mind the step.',
    })
    expect(ruleInWords(full)).toBe(
      'Everything that starts with “send_” (send_*): a reviewer must approve. ' +
        'Whoever answers gives a reason. No grant stands in for an answer. ' +
        'Unanswered, it brings a reminder after 1 hour and expires after 2 days. ' +
        'When nobody answers in time, it counts as approved. People read: "Mind the step."',
    )
  })

  test('reads differently from every other: nothing of a change hides', () => {
    const word = fc.constantFrom('a', 'b', 'a" and b is "c', 'a and b', '1')
    const scalar = fc.oneof(word, fc.integer({ min: 0, max: 3 }), fc.boolean())
    const fact = fc.constantFrom('amount', 'rollingAmount', 'payee', 'b')
    const conditions = fc.oneof(
      fc.record({
        fact,
        op: fc.constantFrom('lte', 'lt', 'gte', 'gt'),
        value: fc.integer({ min: 0, max: 300 }),
      }),
      fc.record({ fact, op: fc.constantFrom('eq', 'neq'), value: scalar }),
      fc.record({
        fact,
        op: fc.constant('in'),
        value: fc.array(scalar, { minLength: 1, maxLength: 3 }),
      }),
      fc.record({ fact, op: fc.constantFrom('starts_with', 'ends_with'), value: word }),
    )
    const delay = fc.option(fc.integer({ min: 1, max: 400_000_000 }), { nil: undefined })
    const rules = fc
      .record({
        tool: fc.constantFrom('pay', 'pay*', '*', 'send_payment'),
        when: fc.array(conditions, { maxLength: 3 }),
        outcome: fc.constantFrom('ask', 'deny', 'allow'),
        approvers: fc.array(
          fc.record({
            role: fc.constantFrom('requester', 'reviewer', 'manager'),
            count: fc.integer({ min: 1, max: 2 }),
          }),
          { minLength: 1, maxLength: 2 },
        ),
        reasonRequired: fc.boolean(),
        forbidsGrants: fc.boolean(),
        timers: fc.record({
          remindAfter: delay,
          escalateAfter: delay,
          escalateTo: fc.constantFrom('manager', 'reviewer', undefined),
        }),
        reason: fc.constantFrom('x', 'y', 'x" People read: "y'),
      })
      .map(({ approvers, timers, ...each }) => ({
        ...each,
        id: 'r',
        approvers: each.outcome === 'ask' ? approvers : [],
        timers: JSON.parse(JSON.stringify(timers)),
      }))
    const seen = new Map<string, string>()
    fc.assert(
      fc.property(rules, (candidate) => {
        const parsed = policyDocument.safeParse({ ...defaultPolicy, rules: [candidate] })
        const parsedRule = parsed.data?.rules[0]
        if (!parsedRule) return
        const [words, json] = [ruleInWords(parsedRule), canonicalJson(meaning(parsedRule))]
        expect(seen.get(words) ?? json).toBe(json)
        seen.set(words, json)
      }),
      { numRuns: 5_000 },
    )
    expect(seen.size).toBeGreaterThan(2_000)
  })
})

/** Timers that say nothing are as good as none. */
function meaning({ timers = {}, ...rest }: Rule) {
  return { ...rest, timers }
}

test('the timers of a document', () => {
  expect(documentTimersInWords(defaultPolicy)).toBe(
    'A request that nobody answers brings a reminder after 4 hours, can be answered by a manager ' +
      'too after 24 hours and expires after 7 days, as denied.',
  )
})

test.each<[string, Partial<Rule>, string]>([
  ['refused', { outcome: 'deny' }, 'It would be refused.'],
  ['allowed', { outcome: 'allow' }, 'It would run without asking anybody.'],
  [
    'asked of oneself',
    { approvers: [{ role: 'requester', count: 1 }] },
    'You would have to confirm it yourself.',
  ],
  [
    'asked of others',
    { reasonRequired: true },
    'It would wait for a yes from a reviewer, with a reason. Your own yes does not count.',
  ],
  [
    'asked of both',
    {
      approvers: [
        { role: 'requester', count: 1 },
        { role: 'manager', count: 1 },
      ],
    },
    'It would wait for a yes from you and a manager.',
  ],
])('a call that is %s', (_what, change, words) => {
  const ruling = evaluate(policyOf(rule('r', change)), { tool: 'send_mail', facts: {} })
  expect(rulingInWords(ruling)).toBe(words)
})
