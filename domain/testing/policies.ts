import type { MeteredGrant } from '../grants.ts'
import { defaultPolicy } from '../default-policy.ts'
import { type Policy, type Rule } from '../policy.ts'
import type { Person, Role } from '../roles.ts'

/** Small policies, people and grants for tests. */
export const HOUR = 3_600_000
export const DAY = 24 * HOUR
export const now = Date.parse('2026-11-20T09:00:00Z')

/** Somebody of this role, by their name. */
export const someone = (role: Role, name: string = role): Person => ({
  id: name.toLowerCase(),
  name,
  role,
})

/** A rule that asks a reviewer about any `send_…`, changed as wanted. */
export const rule = (id: string, change: Partial<Rule> = {}): Rule => {
  const { outcome = 'ask' } = change
  return {
    id,
    tool: 'send_*',
    when: [],
    outcome,
    approvers: outcome === 'ask' ? [{ role: 'reviewer', count: 1 }] : [],
    reasonRequired: false,
    onExpiry: 'deny',
    forbidsGrants: false,
    reason: `The rule ${id} says so.`,
    ...change,
  }
}

export const policyOf = (...rules: Rule[]): Policy => ({ ...defaultPolicy, version: 7, rules })

/** A reviewer's grant to Mira for `send_mail`, changed as wanted. */
export const grantTo = (change: Partial<MeteredGrant> = {}): MeteredGrant => ({
  id: 'g1',
  subject: someone('member', 'Mira'),
  by: someone('reviewer', 'Rae'),
  tool: 'send_mail',
  when: [],
  uses: 3,
  endsAt: new Date(now + DAY).toISOString(),
  createdAt: new Date(now - DAY).toISOString(),
  requestId: 'c_conversation_one',
  used: 0,
  spent: 0,
  ...change,
})
