import { z } from 'zod'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import { can, type Person } from '../../domain/roles.ts'
import { waitsFor } from '../../domain/waiting.ts'
import { stillNeeded } from '../approvals/who.ts'

const sent = z.object({
  id: z.string(),
  conversationId: z.string(),
  /** The demo account that asked. */
  asker: z.string(),
  /** Who is to answer next, by role; a demo account bears its role's name. */
  who: z.string(),
  answered: z.boolean(),
  /** The asker has seen the answer. */
  seen: z.boolean(),
})

/** What a visitor has done of what there is to try. */
export const progress = z.object({
  confirmed: z.boolean(),
  sent: sent.nullable(),
  refused: z.boolean(),
  dismissed: z.boolean(),
})
export type Progress = z.infer<typeof progress>

export const nothingYet: Progress = {
  confirmed: false,
  sent: null,
  refused: false,
  dismissed: false,
}

const votedFor = ({ votes }: ApprovalRequest, { id }: Person): boolean =>
  votes.some(({ by, verdict }) => by.id === id && verdict === 'approve')

/** What became of the request that a visitor follows; null when it was taken back. */
function followed(now: Progress['sent'], request: ApprovalRequest, me: Person): Progress['sent'] {
  const { id, status, requester, conversationId } = request
  const waits = status === 'pending'
  if (now && now.id !== id) return now
  if (!waits) {
    if (!now) return null
    const back = ['withdrawn', 'superseded', 'expired'].includes(status)
    return back ? null : { ...now, answered: true, seen: now.seen || now.asker === me.id }
  }
  if (conversationId === undefined || (!now && (requester.id !== me.id || waitsFor(request, me)))) {
    return now
  }
  const who = stillNeeded(request)[0]?.role ?? 'reviewer'
  if (who === 'requester') return now
  const begun = now ?? { id, conversationId, asker: requester.id, answered: false, seen: false }
  return { ...begun, who }
}

/** What these requests, as this person sees them, add to what was done before. */
export function noticed(
  before: Progress,
  requests: readonly ApprovalRequest[],
  me: Person,
): Progress {
  return requests.reduce((now, request) => {
    const own = request.requester.id === me.id
    const { status, votes } = request
    return {
      ...now,
      confirmed: now.confirmed || (own && votedFor(request, me)),
      refused: now.refused || (own && status === 'denied' && votes.length === 0),
      sent: followed(now.sent, request, me),
    }
  }, before)
}

/** What to try next. `waiting` is what waits for this person and is known to the page. */
export type Step =
  | { kind: 'confirm' | 'send' | 'refuse' | 'done' }
  /** A card of one's own waits in front of the visitor. */
  | { kind: 'decide' }
  /** Play somebody else, who answers it. */
  | { kind: 'hand-over'; who: string; requestId: string }
  /** Answer it as whom one plays now. */
  | { kind: 'answer'; requestId: string }
  /** Play the asker again and see what came of it. */
  | { kind: 'return'; asker: string; conversationId: string }

export function nextStep(now: Progress, requests: readonly ApprovalRequest[], me: Person): Step {
  const { confirmed, refused } = now
  if (now.sent && !now.sent.answered) {
    const { id: requestId, who } = now.sent
    const request = requests.find(({ id }) => id === requestId)
    const mine = request
      ? waitsFor(request, me)
      : me.id !== now.sent.asker && can(me.role, 'review')
    return mine ? { kind: 'answer', requestId } : { kind: 'hand-over', who, requestId }
  }
  if (now.sent && !now.sent.seen) {
    return { kind: 'return', asker: now.sent.asker, conversationId: now.sent.conversationId }
  }
  const own = requests.find((one) => one.requester.id === me.id && waitsFor(one, me))
  if (own && !confirmed) return { kind: 'decide' }
  if (!confirmed) return { kind: 'confirm' }
  if (!now.sent) return { kind: 'send' }
  return { kind: refused ? 'done' : 'refuse' }
}

/** How many of the four things are done. */
export const stepsDone = ({ confirmed, sent: one, refused }: Progress): number =>
  [confirmed, one !== null, one?.answered === true, refused].filter(Boolean).length

export const STEPS = 4
