import type { Policy, Rule } from './policy.ts'

const HOUR = 3_600_000

const asks = (rule: Pick<Rule, 'id' | 'tool' | 'approvers' | 'reason'> & Partial<Rule>): Rule => ({
  when: [],
  outcome: 'ask',
  reasonRequired: false,
  onExpiry: 'deny',
  forbidsGrants: false,
  ...rule,
})

/** Amounts are what the requester spends in 24 hours, in cents. */
const payment = (tool: string): Rule[] => [
  asks({
    id: `${tool}-own`,
    tool,
    when: [{ fact: 'rollingAmount', op: 'lte', value: 250_00 }],
    approvers: [{ role: 'requester', count: 1 }],
    reason: 'Up to $250 in 24 hours, you confirm a payment yourself.',
  }),
  asks({
    id: `${tool}-reviewer`,
    tool,
    when: [{ fact: 'rollingAmount', op: 'lte', value: 5_000_00 }],
    approvers: [{ role: 'reviewer', count: 1 }],
    reason: 'Above $250 in 24 hours, a reviewer confirms the payment.',
  }),
  asks({
    id: `${tool}-two-people`,
    tool,
    when: [{ fact: 'rollingAmount', op: 'lte', value: 25_000_00 }],
    approvers: [
      { role: 'manager', count: 1 },
      { role: 'reviewer', count: 1 },
    ],
    reason: 'Above $5,000 in 24 hours, two people confirm the payment, one of them a manager.',
  }),
  asks({
    id: `${tool}-too-much`,
    tool,
    when: [{ fact: 'rollingAmount', op: 'gt', value: 25_000_00 }],
    outcome: 'deny',
    approvers: [],
    reason: 'Payments above $25,000 in 24 hours are not made through the assistant.',
  }),
]

/** What a workspace starts with. */
export const defaultPolicy: Policy = {
  version: 1,
  timers: {
    remindAfter: 4 * HOUR,
    escalateAfter: 24 * HOUR,
    escalateTo: 'manager',
    expireAfter: 7 * 24 * HOUR,
  },
  rules: [
    ...payment('pay_invoice'),
    ...payment('send_payment'),
    asks({
      id: 'change_policy-manager',
      tool: 'change_policy',
      approvers: [{ role: 'manager', count: 1 }],
      forbidsGrants: true,
      reason: 'A manager who did not propose it confirms each change of the policy.',
    }),
  ],
}
