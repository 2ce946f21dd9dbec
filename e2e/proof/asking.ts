import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { approvalRequest, type ApprovalRequest } from '../../domain/protocol.ts'
import type { Session } from '../attacks/session.ts'

/** One call of a tool, as a model would make it. */
export type Call = { tool: string; input: Record<string, unknown> }

const created = z.object({ id: z.string() })
const list = z.object({ items: z.array(approvalRequest) })
const numbers = z.object({ numbers: z.array(z.string()) })

/** How long a turn may take, in milliseconds. */
const PATIENCE = 30_000

/** Numbers of open invoices that nobody else knows of. `amount` in cents. */
export async function invoices(
  who: Session,
  count: number,
  { payee, amount }: { payee: string; amount: number },
): Promise<string[]> {
  const body = { payee, amount, count }
  return numbers.parse(await who.must('POST', '/e2e/invoices/many', body)).numbers
}

export const paying = (invoice: string): Call => ({ tool: 'pay_invoice', input: { invoice } })

/** A new conversation of this person. */
export async function converse(who: Session): Promise<string> {
  return created.parse(await who.must('POST', '/api/conversations', {})).id
}

/**
 * Lets the conversation's model make these calls in one reply and gives the requests that come of
 * them, in that order, once they wait. A reply may hold 20 calls.
 */
export async function ask(
  who: Session,
  conversation: string,
  calls: readonly Call[],
): Promise<ApprovalRequest[]> {
  const known = new Set((await requestsOf(who, conversation)).map(({ id }) => id))
  const turns = [[{ text: 'I ask for what you want.' }, ...calls]]
  await who.must('POST', `/e2e/conversations/${conversation}/script`, { turns })
  await who.must('POST', `/api/conversations/${conversation}/messages`, {
    text: 'Please do it all',
  })
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await delay(30)) {
    const all = await requestsOf(who, conversation)
    const asked = all.filter(({ id, status }) => !known.has(id) && status === 'pending')
    if (asked.length === calls.length) return asked.toReversed()
  }
  throw new Error(`Of ${calls.length} calls not all became requests of ${conversation}.`)
}

/** The requests of a conversation as this person sees them, newest first. */
async function requestsOf(who: Session, conversation: string): Promise<ApprovalRequest[]> {
  const path = `/api/approvals?conversationId=${conversation}`
  return list.parse(await who.must('GET', path)).items
}

/** One request as this person sees it now. */
export async function requestOf(who: Session, id: string): Promise<ApprovalRequest> {
  return approvalRequest.parse(await who.must('GET', `/api/approvals/${id}`))
}
