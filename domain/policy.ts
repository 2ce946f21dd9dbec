import { z } from 'zod'
import { role } from './roles.ts'

const HOUR = 3_600_000

/** A comparison on one fact of the call: a field of its arguments, or `rollingAmount`. */
const condition = z.object({
  fact: z.string().min(1),
  op: z.enum(['lte', 'gt', 'eq', 'neq']),
  value: z.union([z.number(), z.string(), z.boolean()]),
})

const approver = z.object({
  role: z.union([role, z.literal('requester')]),
  count: z.int().min(1).max(10),
})

/** Delays after the request, in milliseconds. */
const timers = z.object({
  remindAfter: z.int().positive().optional(),
  escalateAfter: z.int().positive().optional(),
  expireAfter: z.int().positive(),
})

const ruleFields = z.object({
  id: z.string().regex(/^[a-z0-9_-]+$/),
  /** A tool's name, or a prefix that ends in `*`. */
  tool: z.string().min(1),
  when: z.array(condition).default([]),
  outcome: z.enum(['allow', 'ask', 'deny']),
  approvers: z.array(approver).default([]),
  reasonRequired: z.boolean().default(false),
  /** The sentence that people read. */
  reason: z.string().min(1).max(300),
})

const rule = ruleFields.refine((each) => each.outcome !== 'ask' || each.approvers.length > 0, {
  path: ['approvers'],
  error: 'A rule that asks must say who is asked.',
})

export const policyDocument = z.object({
  version: z.int().positive(),
  timers,
  rules: z.array(rule),
})
export type Policy = z.infer<typeof policyDocument>
export type Rule = z.infer<typeof rule>

/** The call that a rule is asked about. `rollingAmount` is in minor units. */
export type Call = { tool: string; facts: Readonly<Record<string, unknown>> }

export type Ruling = {
  outcome: 'allow' | 'ask' | 'deny'
  rule: { id: string; reason: string; policyVersion: number }
  approvers: Rule['approvers']
  reasonRequired: boolean
  timers: Policy['timers']
}

function holds(test: z.infer<typeof condition>, facts: Call['facts']): boolean {
  const actual = facts[test.fact]
  switch (test.op) {
    case 'lte':
      return typeof actual === 'number' && typeof test.value === 'number' && actual <= test.value
    case 'gt':
      return typeof actual === 'number' && typeof test.value === 'number' && actual > test.value
    case 'eq':
      return actual === test.value
    case 'neq':
      return actual !== undefined && actual !== test.value
  }
}

const matches = (candidate: Rule, call: Call): boolean =>
  (candidate.tool.endsWith('*')
    ? call.tool.startsWith(candidate.tool.slice(0, -1))
    : candidate.tool === call.tool) && candidate.when.every((test) => holds(test, call.facts))

/**
 * What the policy says of an effect. Any matching deny wins, then the first matching rule; what no
 * rule knows is asked of a reviewer, never allowed.
 */
export function evaluate(policy: Policy, call: Call): Ruling {
  const matching = policy.rules.filter((candidate) => matches(candidate, call))
  const chosen = matching.find((candidate) => candidate.outcome === 'deny') ?? matching[0]
  return {
    outcome: chosen?.outcome ?? 'ask',
    rule: {
      id: chosen?.id ?? 'no-rule',
      reason: chosen?.reason ?? 'No rule speaks of this action, so a reviewer must confirm it.',
      policyVersion: policy.version,
    },
    approvers: chosen?.approvers ?? [{ role: 'reviewer', count: 1 }],
    reasonRequired: chosen?.reasonRequired ?? false,
    timers: policy.timers,
  }
}

const payment = (tool: string): Rule[] => [
  {
    id: `${tool}-own`,
    tool,
    when: [{ fact: 'rollingAmount', op: 'lte', value: 250_00 }],
    outcome: 'ask',
    approvers: [{ role: 'requester', count: 1 }],
    reasonRequired: false,
    reason: 'Up to $250 in 24 hours, you confirm a payment yourself.',
  },
  {
    id: `${tool}-reviewer`,
    tool,
    when: [{ fact: 'rollingAmount', op: 'lte', value: 5_000_00 }],
    outcome: 'ask',
    approvers: [{ role: 'reviewer', count: 1 }],
    reasonRequired: false,
    reason: 'Above $250 in 24 hours, a reviewer confirms the payment.',
  },
  {
    id: `${tool}-two-people`,
    tool,
    when: [{ fact: 'rollingAmount', op: 'lte', value: 25_000_00 }],
    outcome: 'ask',
    approvers: [
      { role: 'manager', count: 1 },
      { role: 'reviewer', count: 1 },
    ],
    reasonRequired: false,
    reason: 'Above $5,000 in 24 hours, two people confirm the payment, one of them a manager.',
  },
  {
    id: `${tool}-too-much`,
    tool,
    when: [{ fact: 'rollingAmount', op: 'gt', value: 25_000_00 }],
    outcome: 'deny',
    approvers: [],
    reasonRequired: false,
    reason: 'Payments above $25,000 in 24 hours are not made through the assistant.',
  },
]

/** What a workspace starts with. */
export const defaultPolicy: Policy = policyDocument.parse({
  version: 1,
  timers: { remindAfter: 4 * HOUR, escalateAfter: 24 * HOUR, expireAfter: 7 * 24 * HOUR },
  rules: [...payment('pay_invoice'), ...payment('send_payment')],
})
