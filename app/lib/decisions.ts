import type { z } from 'zod'
import {
  answerFrame,
  approvalRequest,
  type AnswerFrame,
  type ApprovalRequest,
  type decisionBody,
} from '../../domain/protocol.ts'
import { ApiError, post } from './api.ts'

/** Sends a frame over a conversation's socket; false while that is not open. */
type Channel = (frame: string) => boolean

/** How long the socket may take before HTTP is asked; one's own vote again is the same vote. */
const PATIENCE = 3_000

const channels = new Map<string, Channel>()
const waiting = new Map<string, (answer: AnswerFrame['answer']) => void>()

/** Offers a conversation's socket for decisions about its requests; gives the way to take it back. */
export function offerChannel(conversationId: string, channel: Channel): () => void {
  channels.set(conversationId, channel)
  return () => {
    if (channels.get(conversationId) === channel) channels.delete(conversationId)
  }
}

/** Takes in a socket frame if it answers a decision; other frames are somebody else's. */
export function takeAnswer(data: unknown): void {
  if (typeof data !== 'string' || !data.includes('"countersign_answer"')) return
  const frame = answerFrame.safeParse(JSON.parse(data))
  if (frame.success) waiting.get(frame.data.id)?.(frame.data.answer)
}

/** What the socket answered, or null when there is none that does. */
async function overSocket(
  { id: requestId, conversationId = '' }: ApprovalRequest,
  ballot: z.infer<typeof decisionBody>,
): Promise<AnswerFrame['answer'] | null> {
  const channel = channels.get(conversationId)
  const id = crypto.randomUUID()
  if (!channel?.(JSON.stringify({ type: 'countersign_decide', id, requestId, ...ballot })))
    return null
  const { promise, resolve } = Promise.withResolvers<AnswerFrame['answer'] | null>()
  waiting.set(id, resolve)
  const timer = setTimeout(() => resolve(null), PATIENCE)
  return promise.finally(() => {
    clearTimeout(timer)
    waiting.delete(id)
  })
}

/**
 * Decides a request: over its conversation's open socket, which spares a connection's way through
 * sign-in and directory, else over HTTP. Throws an ApiError with the server's refusal.
 */
export async function castVote(
  request: ApprovalRequest,
  ballot: z.infer<typeof decisionBody>,
): Promise<ApprovalRequest> {
  const answer = await overSocket(request, ballot)
  if (answer?.ok) return answer.value
  if (answer) {
    const { code, message, ...details } = answer.error
    throw new ApiError(409, code, message, details)
  }
  return post(`/api/approvals/${encodeURIComponent(request.id)}/decisions`, ballot, approvalRequest)
}
