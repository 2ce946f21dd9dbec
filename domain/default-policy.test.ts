import { expect, test } from 'vitest'
import { defaultPolicy } from './default-policy.ts'
import { evaluate, factsOf } from './evaluate.ts'
import { approversInWords } from './quorum.ts'
import { grantTo, now, someone } from './testing/policies.ts'

const requester = someone('member', 'Mira')

/** What a call brings; the amount is the requester's rolling one, in cents. */
const ruling = (tool: string, input: Record<string, unknown>, rolling?: number) =>
  evaluate(defaultPolicy, { tool, facts: factsOf(input, rolling), requester, now })

test.each([
  ['refund_order', {}, 50_00, 'the requester'],
  ['refund_order', {}, 50_01, 'a reviewer'],
  ['refund_order', {}, 90_000_00, 'a reviewer'],
  ['submit_expense', {}, 1, 'a manager'],
  ['submit_expense', {}, 1_000_00, 'a manager'],
  ['submit_expense', {}, 1_000_01, 'a manager and a reviewer'],
  ['send_email', { inside: true }, undefined, 'the requester'],
  ['send_email', { inside: false }, undefined, 'a reviewer'],
  ['send_email', { inside: 'true' }, undefined, 'a reviewer'],
  ['send_email', {}, undefined, 'a reviewer'],
  ['change_access', { from: 'member', role: 'admin' }, undefined, 'a manager'],
  ['change_access', { from: 'reviewer', role: 'member' }, undefined, 'a manager'],
  ['change_access', { from: 'manager', role: 'member' }, undefined, 'a manager and a reviewer'],
])('%s with %j at %s is asked of %s', (tool, input, rolling, approvers) => {
  const { outcome, approvers: asked } = ruling(tool, input, rolling)
  expect(outcome).toBe('ask')
  expect(approversInWords(asked)).toBe(approvers)
})

test('no grant changes who may do what', () => {
  const grants = [grantTo({ tool: 'change_access', by: someone('manager', 'Mo') })]
  const facts = { from: 'member', role: 'admin' }
  const given = evaluate(defaultPolicy, { tool: 'change_access', facts, requester, grants, now })
  expect(given.outcome).toBe('ask')
})
