import { z } from 'zod'
import { approvalRequest, type ApprovalRequest } from '../../domain/protocol.ts'
import type { Session } from './session.ts'

const list = z.object({ items: z.array(approvalRequest) })

export const chatPath = (conversation: string) => `/agents/chat-agent/${conversation}`
export const DESK_PATH = '/agents/review-desk/main'

/** A conversation's requests as its owner sees them, newest first. */
export async function requestsOf(owner: Session, conversation: string): Promise<ApprovalRequest[]> {
  const path = `/api/approvals?conversationId=${conversation}`
  return list.parse(await owner.must('GET', path)).items
}

/** The decision on exactly this version. */
export const ballotOf = (
  { version, digest }: ApprovalRequest,
  verdict: 'approve' | 'deny' = 'approve',
) => ({ verdict, version, digest })
