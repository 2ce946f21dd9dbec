import type { UIMessage } from 'ai'
import type { ApprovalRequest, Excerpt } from '../domain/protocol.ts'
import type { Refusal, Verdict } from '../domain/approval.ts'
import type { Person } from '../domain/roles.ts'

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

export type DecisionInput = { verdict: Verdict; version: number; digest: string; reason?: string }

/** The methods of a ChatAgent that the edge and the desk call. */
export interface ChatHost {
  /** Says who owns this conversation; called once, when the directory row is written. */
  open(owner: Person, conversationId: string): Promise<void>
  /** A member's message without a browser: queued, answered by the same turn as typing it. */
  submit(owner: Person, text: string, timeZone?: string): Promise<{ messageId: string }>
  /** The transcript, oldest first; `latest` gives the newest page and a cursor for the one before it. */
  transcript(options: { cursor?: string; latest?: boolean }): Promise<Page<UIMessage>>
  /** Requests of this conversation that this person may see, newest first. */
  requests(viewer: Person): Promise<ApprovalRequest[]>
  request(viewer: Person, requestId: string): Promise<Answer<ApprovalRequest>>
  decide(voter: Person, requestId: string, input: DecisionInput): Promise<Answer<ApprovalRequest>>
  withdraw(person: Person, requestId: string): Promise<Answer<ApprovalRequest>>
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

/** The methods of the ReviewDesk that the edge and hosts call. */
export interface Desk {
  /** Requests of the workspace that this person may see, newest first, 50 a page. */
  list(viewer: Person, filter: RequestFilter): Promise<Page<ApprovalRequest>>
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

/** A request's id names its host, so that a decision reaches it without passing the desk. */
export const requestIdFor = (conversationId: string, suffix: string): string =>
  ['c', conversationId, suffix].join(separator)

/** The conversation whose object holds this request, or null for what is not a request id. */
export function hostOf(requestId: string): string | null {
  const match = /^c_([a-z0-9]{8,40})_[a-z0-9]{4,40}$/.exec(requestId)
  return match?.[1] ?? null
}
