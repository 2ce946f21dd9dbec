import { z } from 'zod'
import type { Approver } from './approval.ts'
import { condition, plainText } from './condition.ts'
import { role, type Role } from './roles.ts'

const DAY = 24 * 3_600_000

/** Who can be asked. Auditors and admins decide nothing about other people's requests. */
const reviewing = z.enum(['reviewer', 'manager'])

const approver = z.strictObject({
  role: z.enum(['requester', ...reviewing.options]),
  count: z.int().min(1).max(10),
})

const delay = z
  .int()
  .min(1)
  .max(365 * DAY)

/** Delays after the request, in milliseconds. */
const timers = z.strictObject({
  remindAfter: delay.optional(),
  escalateAfter: delay.optional(),
  /** Whoever has this role may then answer in the place of others, except of a role that includes it. */
  escalateTo: reviewing.optional(),
  expireAfter: delay,
})

const ruleFields = z.strictObject({
  id: z
    .string()
    .max(80)
    .regex(/^[a-z0-9_-]+$/, 'must be written in small letters, digits, - and _.')
    .refine((id) => id !== 'no-rule', 'is the name of what happens when no rule matches.'),
  /** A tool's name, or a prefix that ends in `*`. */
  tool: z
    .string()
    .max(120)
    .regex(/^[^\s*\p{C}]*\*?$/u, "must be an action's name, or its beginning followed by `*`.")
    .min(1),
  /** All of them must hold. */
  when: z.array(condition).max(20).default([]),
  outcome: z.enum(['allow', 'ask', 'deny']),
  /** Distinct people; a role never means the requester. */
  approvers: z.array(approver).max(5).default([]),
  reasonRequired: z.boolean().default(false),
  /** Each takes the place of the document's own. */
  timers: timers.partial().optional(),
  /** What it means that nobody answered in time. */
  onExpiry: z.enum(['deny', 'approve']).default('deny'),
  /** No grant stands in for an answer to any call that this rule matches. */
  forbidsGrants: z.boolean().default(false),
  /** The sentence that people read. */
  reason: plainText(300),
})

type RuleFields = z.infer<typeof ruleFields>

/** An upper bound on money: what may be approved by silence is capped. */
const isCapped = ({ when }: RuleFields): boolean =>
  when.some(
    ({ fact, op }) =>
      (fact === 'rollingAmount' || fact === 'amount') && (op === 'lte' || op === 'lt'),
  )

const asksOnce = ({ approvers }: RuleFields): boolean =>
  approvers.filter(({ role }) => role === 'requester').reduce((sum, { count }) => sum + count, 0) <=
  1

const rule = ruleFields
  .refine(({ outcome, approvers }) => outcome !== 'ask' || approvers.length > 0, {
    path: ['approvers'],
    error: 'A rule that asks must say who is asked.',
  })
  .refine(({ outcome, approvers }) => outcome === 'ask' || approvers.length === 0, {
    path: ['approvers'],
    error: 'Only a rule that asks has people who answer; leave them out here.',
  })
  .refine(asksOnce, { path: ['approvers'], error: 'There is only one requester to ask.' })
  .refine(({ onExpiry, outcome }) => onExpiry === 'deny' || outcome === 'ask', {
    path: ['onExpiry'],
    error: 'Only a rule that asks can run out of time.',
  })
  .refine((each) => each.onExpiry === 'deny' || each.outcome !== 'ask' || isCapped(each), {
    path: ['onExpiry'],
    error:
      'Silence approves only what is capped; add a condition `lte` on `rollingAmount` or `amount`.',
  })

/** Rules in order, and the timers of those that set none of their own. */
export const policyDocument = z.strictObject({
  version: z.int().positive(),
  timers,
  rules: z.array(rule).max(200),
})
export type Policy = z.infer<typeof policyDocument>
export type Rule = Policy['rules'][number]

/** What the policy says of a call. */
export type Ruling = {
  outcome: 'allow' | 'ask' | 'deny'
  rule: { id: string; reason: string; policyVersion: number }
  approvers: Approver[]
  reasonRequired: boolean
  /** Delays after the request, in milliseconds. */
  timers: {
    remindAfter?: number | undefined
    escalateAfter?: number | undefined
    escalateTo?: Role | undefined
    expireAfter: number
  }
  onExpiry: 'deny' | 'approve'
  /** The id of the grant that allows the call in place of asking. */
  grant?: string
}

/** A ruling as it crosses the wire. */
export const ruling: z.ZodType<Ruling> = z.object({
  outcome: z.enum(['allow', 'ask', 'deny']),
  rule: z.object({ id: z.string(), reason: z.string(), policyVersion: z.int() }),
  approvers: z.array(
    z.object({
      role: z.union([role, z.literal('requester')]),
      count: z.int(),
      or: role.exactOptional(),
    }),
  ),
  reasonRequired: z.boolean(),
  timers: z.object({
    remindAfter: z.number().optional(),
    escalateAfter: z.number().optional(),
    escalateTo: role.optional(),
    expireAfter: z.number(),
  }),
  onExpiry: z.enum(['deny', 'approve']),
  grant: z.string().exactOptional(),
})
