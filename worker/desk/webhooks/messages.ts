import { z } from 'zod'
import type { Status } from '../../../domain/approval.ts'
import type { ApprovalRequest } from '../../../domain/protocol.ts'
import {
  webhookRequest,
  type WebhookMessage,
  type WebhookRequest,
  type WebhookType,
  webhookTypes,
} from '../../../domain/webhook.ts'
import type { Fact } from '../../approvals/store.ts'
import { WORKSPACE } from '../../env.ts'

/** As it is kept: the link is made when it leaves, for the address may have changed by then. */
export type Message = Omit<WebhookMessage, 'url'>

/** Facts after which a version waits for somebody. */
const askings = new Set(['request.proposed', 'request.revised'])
const told = new Set<string>(webhookTypes)

/** Whether a fact of this type may become a message. */
export const isTold = (type: string): boolean => askings.has(type) || told.has(type)

const ownWord = z.object({ clearance: z.object({ by: z.enum(['rule', 'grant']) }) })
const hasOwnWord = ({ body }: Fact): boolean => ownWord.safeParse(body).success

/**
 * The messages that new facts of one source make, in order. A request that a rule or a grant answered by
 * itself asked nobody, so only what became of it is told; that nobody knows is told once.
 * @param requests the newest state of what the facts touch
 * @param before the status that was known of a request before these facts
 */
export function messagesFrom(
  facts: readonly Fact[],
  requests: readonly ApprovalRequest[],
  before: (requestId: string) => Status | null,
): Message[] {
  const unknown = new Set(requests.map(({ id }) => id).filter((id) => before(id) === 'unknown'))
  return facts.flatMap((fact, place) => {
    const { type: happened, requestId } = fact
    const newest = requests.find(({ id }) => id === requestId)
    const type = typeOf(happened)
    if (!newest || !type) return []
    if (askings.has(happened) && isAnsweredAtOnce(fact, facts.slice(place + 1))) return []
    if (type === 'request.unknown') {
      if (unknown.has(newest.id)) return []
      unknown.add(newest.id)
    }
    return [messageOf(fact, type, asAsked(fact) ?? webhookRequest.parse(newest))]
  })
}

const typeOf = (happened: string): WebhookType | null =>
  askings.has(happened)
    ? 'request.pending'
    : (webhookTypes.find((type) => type === happened) ?? null)

/** A new request is answered in the commit that makes it, a revised one in the same fact. */
function isAnsweredAtOnce(fact: Fact, later: readonly Fact[]): boolean {
  if (fact.type === 'request.revised') return hasOwnWord(fact)
  const next = later.find(({ requestId }) => requestId === fact.requestId)
  return (
    next !== undefined &&
    (next.type === 'request.approved' || next.type === 'request.denied') &&
    hasOwnWord(next)
  )
}

/** A proposal's fact holds the request as it was then; the newest state may be further. */
function asAsked({ type, body }: Fact): WebhookRequest | undefined {
  return type === 'request.proposed' ? webhookRequest.safeParse(body).data : undefined
}

/** Its id is the fact's own for ever. The request's name holds chance, so that no reset repeats it. */
const messageOf = ({ seq, at }: Fact, type: WebhookType, request: WebhookRequest): Message => ({
  id: `${request.id}_${seq}`,
  type,
  at: new Date(at).toISOString(),
  workspace: WORKSPACE,
  request,
})
