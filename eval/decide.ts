import type { ApprovalRequest } from '../domain/protocol.ts'
import type { Role } from '../domain/roles.ts'
import { NewPerson } from './person.ts'

/** One answer to a request, and who gives it. */
type Answer = { verdict: 'approve' | 'deny'; reason?: string | undefined }

/** Answers a request as the people whom its rule names: all of them to approve, the first to deny. */
export async function decide(
  member: NewPerson,
  { id, approvers }: ApprovalRequest,
  { verdict, reason }: Answer,
): Promise<void> {
  for (const { role, count } of approvers) {
    for (let vote = 0; vote < count; vote += 1) {
      const voter = await personWith(role, member)
      const { version, digest } = await voter.call<ApprovalRequest>(`/api/approvals/${id}`)
      const ballot = { verdict, version, digest, ...(reason !== undefined && { reason }) }
      await voter.call(`/api/approvals/${id}/decisions`, ballot)
      if (verdict === 'deny') return
    }
  }
}

const personWith = async (role: Role | 'requester', member: NewPerson): Promise<NewPerson> =>
  role === 'requester' ? member : NewPerson.signUp(member.url, role)
