import type { ApprovalRequest } from '../../domain/protocol.ts'
import { conversationExists } from '../auth/directory.ts'
import { deskOf } from '../desk/stub.ts'
import { type Action, hostOf, type RequestHost } from '../rpc.ts'
import { asRefused } from './answers.ts'
import type { EdgeContext } from './edge.ts'
import { notFound } from './errors.ts'
import { within } from './limits.ts'
import { chatOf } from '../chat/stub.ts'

export const noRequest = 'There is no such request, or it is not yours to see.'

/** The object that holds a request. Looked up first, so that a guessed id brings none into being. */
export async function hostOfRequest(c: EdgeContext, requestId: string): Promise<RequestHost> {
  const host = hostOf(requestId)
  if (host?.kind === 'desk') return deskOf(c.env)
  if (!host || !(await conversationExists(c.env.DB, host.id))) throw notFound(noRequest)
  return chatOf(c.env, host.id)
}

/** One person's action on a request, or the refusal thrown; one that is not allowed names its rule. */
export async function act(
  c: EdgeContext,
  requestId: string,
  action: Action,
): Promise<ApprovalRequest> {
  const { person } = c.var
  const [host] = await Promise.all([
    hostOfRequest(c, requestId),
    within(c.env.LIMIT_DECISIONS, person.id, 'You have decided a great deal just now'),
  ])
  const answer = await host.act(person, requestId, action)
  if (answer.ok) return answer.value
  const { error } = answer
  if (error.code !== 'not_allowed') throw asRefused(error)
  const request = error.rule ? null : await host.request(person, requestId)
  throw asRefused(error, error.rule ?? (request?.ok ? request.value.rule : undefined))
}
