import type { ApprovalRequest } from '../../../domain/protocol.ts'
import type { Person, Role } from '../../../domain/roles.ts'

const person = (name: string, role: Role): Person => ({ id: name.toLowerCase(), name, role })
export const member = person('Member', 'member')
export const reviewer = person('Reviewer', 'reviewer')
export const manager = person('Manager', 'manager')
export const auditor = person('Auditor', 'auditor')

export const at = '2026-11-22T09:00:00.000Z'
export const now = Date.parse(at)

export const approved = (by: Person, version = 1) => ({
  by,
  verdict: 'approve' as const,
  at,
  version,
})
export const denied = (by: Person) => ({ ...approved(by), verdict: 'deny' as const })

/** A payment that waits for a reviewer, as far as nothing else is said. */
export const request = (over: Partial<ApprovalRequest> = {}): ApprovalRequest => ({
  id: 'c_conversation_request',
  kind: 'tool',
  status: 'pending',
  version: 1,
  digest: 'd',
  tool: 'pay_invoice',
  title: 'Pay $1,850.00 to Northwind Catering',
  summary: [],
  input: {},
  risk: 'medium',
  rule: { id: 'r', reason: 'A reviewer confirms it.', policyVersion: 1 },
  model: { id: 'm', promptVersion: '1' },
  requester: member,
  approvers: [{ role: 'reviewer', count: 1 }],
  votes: [],
  requestedAt: at,
  ...over,
})

export const own: ApprovalRequest['approvers'] = [{ role: 'requester', count: 1 }]
export const two: ApprovalRequest['approvers'] = [
  { role: 'manager', count: 1 },
  { role: 'reviewer', count: 1 },
]
