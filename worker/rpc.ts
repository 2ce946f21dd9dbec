import type { UIMessage } from 'ai'
import type { ChainEntry } from '../domain/audit.ts'
import type { Grant, GrantBody, MeteredGrant } from '../domain/grants.ts'
import type { Ballot, Seen } from '../domain/machine.ts'
import type { Policy, Ruling } from '../domain/policy.ts'
import type { ApprovalRequest, Excerpt } from '../domain/protocol.ts'
import type { Refusal } from '../domain/refusals.ts'
import type { Person } from '../domain/roles.ts'
import type { Usage } from '../domain/usage.ts'
import type { WebhookItem, WebhooksPage } from '../domain/webhook.ts'

/**
 * What objects answer each other and the HTTP edge over Workers RPC. Expected outcomes are values;
 * an exception is a bug or an outage. Who is asking is always the session's person, looked up by
 * the edge for this very call, never something from a message body.
 */
export type Answer<T> =
  | { ok: true; value: T }
  | {
      ok: false
      error:
        | Refusal
        | { code: 'not_found'; message: string }
        | { code: 'conflict'; message: string }
    }

export type Page<T> = { items: T[]; nextCursor: string | null }

/** What a person does to a request. Whoever it is was looked up for this very call. */
export type Action =
  | ({ kind: 'decide' } & Ballot)
  | { kind: 'withdraw' }
  | ({ kind: 'edit'; input: Record<string, unknown> } & Seen)
  /** `expiresAt` in milliseconds since the epoch. */
  | { kind: 'extend'; expiresAt: number }
  | { kind: 'undo' }
  | { kind: 'settle'; outcome: 'succeeded' | 'failed'; reason: string }
  /** Asks the provider once more what became of an effect that nobody knows of. */
  | { kind: 'check' }

/** What every object that hosts approval requests answers. */
export interface RequestHost {
  /** One request, if this person may see it. */
  request(viewer: Person, requestId: string): Promise<Answer<ApprovalRequest>>
  /** Answers at commit, before any effect. */
  act(person: Person, requestId: string, action: Action): Promise<Answer<ApprovalRequest>>
}

/** The methods of a ChatAgent that the edge and the desk call. */
export interface ChatHost extends RequestHost {
  /** Says who owns this conversation; called once, when the directory row is written. */
  open(owner: Person, conversationId: string): Promise<void>
  /** A member's message without a browser: queued, answered by the same turn as typing it. */
  submit(owner: Person, text: string, timeZone?: string): Promise<{ messageId: string }>
  /** The transcript, oldest first; `latest` gives the newest page and a cursor for the one before it. */
  transcript(options: { cursor?: string; latest?: boolean }): Promise<Page<UIMessage>>
  /** Requests of this conversation that this person may see, newest first. */
  requests(viewer: Person): Promise<ApprovalRequest[]>
  /** What this conversation has used of language models, and who answers next. */
  usage(): Promise<Usage>
  /** The excerpt around a request; the view becomes an audit fact and is shown to the requester. */
  excerpt(viewer: Person, requestId: string): Promise<Answer<Excerpt>>
  /** Erases the transcript and withdraws what is pending; refused while an effect is unresolved. */
  erase(owner: Person): Promise<Answer<null>>
  /** Closes this person's sockets (all, or those of one session). */
  disconnect(who: { personId: string; sessionId?: string }): Promise<void>
  /** Demo only: a request that already waits, without asking a model. */
  seedPayment(owner: Person, invoice: string): Promise<void>
  /** Demo only: forgets everything. */
  wipe(): Promise<void>
}

export type RequestFilter = {
  status?: string
  mine?: boolean
  cursor?: string
}

/** The methods of the ReviewDesk that the edge and hosts call. It hosts the workspace's own changes. */
export interface Desk extends RequestHost {
  /** Requests of the workspace that this person may see, newest first, 50 a page. */
  list(viewer: Person, filter: RequestFilter): Promise<Page<ApprovalRequest>>
  /** The policy in force. */
  policy(): Promise<Policy>
  /** What would happen if this person called this now; nothing is reserved. `amount` in minor units. */
  tryCall(
    person: Person,
    call: { tool: string; input: Record<string, unknown>; amount?: number },
  ): Promise<Ruling>
  /** A new policy as a request that a manager decides; `base` is the version that it changes. */
  proposePolicy(
    admin: Person,
    document: Policy,
    base: number,
  ): Promise<Answer<{ requestId: string }>>
  /** The grants that this person holds or gave, newest first, with what is left of them. */
  grants(person: Person): Promise<MeteredGrant[]>
  giveGrant(person: Person, request: ApprovalRequest, body: GrantBody): Promise<Answer<Grant>>
  revokeGrant(person: Person, grantId: string): Promise<Answer<null>>
  /** What leaves by webhook, and what has become of it. */
  webhooks(viewer: Person): Promise<WebhooksPage>
  /** Sends a message that was not delivered once more, and answers how that ended. */
  sendWebhookAgain(viewer: Person, messageId: string): Promise<Answer<WebhookItem>>
  /** The audit chain, oldest first, 200 a page. */
  chain(cursor?: string): Promise<Page<ChainEntry>>
  disconnect(who: { personId: string; sessionId?: string }): Promise<void>
  /** Demo only: forgets everything. */
  wipe(): Promise<void>
}

/**
 * Headers that the edge sets on an upgrade after it has looked the session up, and strips from
 * everything that comes from outside. The objects believe them because only the edge can reach them.
 */
export const PERSON_HEADER = 'x-countersign-person'
export const SESSION_HEADER = 'x-countersign-session'

const separator = '_'

/** The desk's own host id: requests that change the workspace live there. */
export const DESK_HOST = 'workspace'

/** A request's id names its host, so that a decision reaches it without passing the desk. */
export const requestIdFor = (hostId: string, suffix: string): string =>
  [hostId === DESK_HOST ? 'd' : 'c', hostId, suffix].join(separator)

/** The object that holds this request, or null for what is not a request id. */
export function hostOf(
  requestId: string,
): { kind: 'conversation'; id: string } | { kind: 'desk' } | null {
  const [, kind, id] = /^([cd])_([a-z0-9]{8,40})_[a-z0-9]{4,40}$/.exec(requestId) ?? []
  if (kind === 'd') return id === DESK_HOST ? { kind: 'desk' } : null
  return kind && id ? { kind: 'conversation', id } : null
}
