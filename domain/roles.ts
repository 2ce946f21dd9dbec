import { z } from 'zod'

export const role = z.enum(['member', 'reviewer', 'manager', 'auditor', 'admin'])
export type Role = z.infer<typeof role>

/** A person as a decision records them: the role is the one they had at that moment. */
export const person = z.object({ id: z.string(), name: z.string(), role })
export type Person = z.infer<typeof person>

/** A manager may do whatever a reviewer may; no other role includes another. */
export function hasRole(held: Role, wanted: Role): boolean {
  return held === wanted || (wanted === 'reviewer' && held === 'manager')
}

export type Capability =
  | 'review'
  | 'read-ledger'
  | 'read-outbox'
  | 'manage-webhooks'
  | 'read-audit'
  | 'change-policy'

const capabilities: Record<Role, readonly Capability[]> = {
  member: [],
  reviewer: ['review'],
  manager: ['review', 'read-ledger', 'read-outbox', 'manage-webhooks'],
  auditor: ['read-ledger', 'read-outbox', 'read-audit'],
  admin: ['read-ledger', 'read-outbox', 'manage-webhooks', 'read-audit', 'change-policy'],
}

/** What a role may do beyond its own conversations and requests. */
export const can = (held: Role, capability: Capability): boolean =>
  capabilities[held].includes(capability)

const names: Record<Role, string> = {
  member: 'a member',
  reviewer: 'a reviewer',
  manager: 'a manager',
  auditor: 'an auditor',
  admin: 'an admin',
}

/** The role with its article, for sentences. */
export const aRole = (wanted: Role): string => names[wanted]
