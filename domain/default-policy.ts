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

const bookings = {
  book_table: 'You confirm a table yourself.',
  book_room: 'You confirm a room yourself.',
  cancel_booking: 'You confirm yourself what you cancel.',
}

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
      id: 'refund_order-own',
      tool: 'refund_order',
      when: [{ fact: 'rollingAmount', op: 'lte', value: 50_00 }],
      approvers: [{ role: 'requester', count: 1 }],
      reason: 'Up to $50 in 24 hours, you confirm a refund yourself.',
    }),
    asks({
      id: 'refund_order-reviewer',
      tool: 'refund_order',
      approvers: [{ role: 'reviewer', count: 1 }],
      reason: 'Above $50 in 24 hours, a reviewer confirms the refund.',
    }),
    asks({
      id: 'submit_expense-manager',
      tool: 'submit_expense',
      when: [{ fact: 'rollingAmount', op: 'lte', value: 1_000_00 }],
      approvers: [{ role: 'manager', count: 1 }],
      reason: 'A manager confirms an expense.',
    }),
    asks({
      id: 'submit_expense-two-people',
      tool: 'submit_expense',
      approvers: [
        { role: 'manager', count: 1 },
        { role: 'reviewer', count: 1 },
      ],
      reason: 'Above $1,000 in 24 hours, a manager and a second person confirm an expense.',
    }),
    asks({
      id: 'send_email-inside',
      tool: 'send_email',
      when: [{ fact: 'inside', op: 'eq', value: true }],
      approvers: [{ role: 'requester', count: 1 }],
      reason: 'Inside the company, you confirm an e-mail yourself.',
    }),
    asks({
      id: 'send_email-outside',
      tool: 'send_email',
      approvers: [{ role: 'reviewer', count: 1 }],
      reason: 'An e-mail that leaves the company is confirmed by a reviewer.',
    }),
    // A quorum cannot leave out the person whom a change is about, so a second one stands beside them.
    asks({
      id: 'change_access-of-a-manager',
      tool: 'change_access',
      when: [{ fact: 'from', op: 'eq', value: 'manager' }],
      approvers: [
        { role: 'manager', count: 1 },
        { role: 'reviewer', count: 1 },
      ],
      forbidsGrants: true,
      reason: 'A manager and a second person confirm that a manager’s role changes.',
    }),
    asks({
      id: 'change_access-manager',
      tool: 'change_access',
      approvers: [{ role: 'manager', count: 1 }],
      forbidsGrants: true,
      reason: 'A manager who did not ask for it confirms who gets which role.',
    }),
    asks({
      id: 'book_table-deposit',
      tool: 'book_table',
      when: [{ fact: 'rollingAmount', op: 'gt', value: 1_000_00 }],
      approvers: [{ role: 'reviewer', count: 1 }],
      reason: 'With a deposit above $1,000 in 24 hours, a reviewer confirms the table.',
    }),
    ...(['book_table', 'book_room', 'cancel_booking'] as const).map((tool) =>
      asks({
        id: `${tool}-own`,
        tool,
        approvers: [{ role: 'requester', count: 1 }],
        reason: bookings[tool],
      }),
    ),
    asks({
      id: 'delete_bookings-reviewer',
      tool: 'delete_bookings',
      approvers: [{ role: 'reviewer', count: 1 }],
      forbidsGrants: true,
      reason: 'What is deleted for good is looked at by a reviewer first.',
    }),
    asks({
      id: 'export_bookings-reviewer',
      tool: 'export_bookings',
      approvers: [{ role: 'reviewer', count: 1 }],
      forbidsGrants: true,
      reason: 'Before data leaves in a file, a reviewer confirms it.',
    }),
    asks({
      id: 'change_policy-manager',
      tool: 'change_policy',
      approvers: [{ role: 'manager', count: 1 }],
      forbidsGrants: true,
      reason: 'A manager who did not propose it confirms each change of the policy.',
    }),
  ],
}
