import type { Receipt } from './receipt.ts'
import type { Person, Role } from './roles.ts'

/** Every state a request can be in; `data-status` of the card and `status` of the API. */
export const statuses = [
  'pending',
  'approved',
  'executing',
  'succeeded',
  'failed',
  'unknown',
  'denied',
  'expired',
  'withdrawn',
  'superseded',
  'undone',
] as const
export type Status = (typeof statuses)[number]

/**
 * Who must say yes: the requester in person, or so many distinct people of a role. `or` names a role
 * that may answer in their place, since the request was escalated to it.
 */
export type Approver = { role: Role | 'requester'; count: number; or?: Role }
export type Verdict = 'approve' | 'deny'

/** One person's word on one version. Never changed once cast. */
export type Vote = { by: Person; verdict: Verdict; reason?: string; at: number; version: number }

/** A yes or no that is no person's: a rule's own, a grant's, or what a rule says of expiry. */
export type Clearance = {
  by: 'rule' | 'grant' | 'expiry'
  /** The rule's or the grant's id. */
  id: string
  at: number
  version: number
}

/** Moments in milliseconds; a timer that has fired says when in `…ed`. */
export type Timers = {
  remindAt?: number
  remindedAt?: number
  escalateAt?: number
  escalateTo?: Role
  escalatedAt?: number
  expiresAt?: number
  onExpiry: 'deny' | 'approve'
}

/** The journal's row of an effect. */
export type EffectState = {
  /** Names this effect for ever: `request.version.line`. */
  key: string
  status: 'pending' | 'executing' | 'succeeded' | 'failed' | 'unknown'
  attempts: number
  /** When the first attempt began; a provider's retention counts from here. */
  startedAt?: number
  /** When the next attempt is due. */
  nextAt?: number
  receipt?: Receipt
  error?: string
  /** A manager's word on an outcome that nobody could find out. */
  settled?: { by: Person; reason: string; at: number }
}

/** What the state machine knows of a request. */
export type Approval = {
  id: string
  status: Status
  version: number
  digest: string
  requester: Person
  /** Who made this version by editing; they count as a requester of it. */
  editor?: Person
  approvers: readonly Approver[]
  votes: readonly Vote[]
  clearance?: Clearance
  reasonRequired: boolean
  timers: Timers
  decidedAt?: number
  /** Who withdrew, replaced or undid it. */
  closedBy?: Person
  /** The request that took this one's place. */
  replacedBy?: string
  /** Why this version took the place of the one before; the moment as ISO 8601. */
  change?: { cause: 'edited' | 'moved'; by?: Person | undefined; at: string }
  /** How long an approved effect can be undone, in milliseconds; none when absent. */
  undoMs?: number
  /** Until when it can be undone; the effect waits for it. */
  undoUntil?: number
  effect?: EffectState
}

/** The arcs of the state machine; whatever is not listed cannot happen. */
const arcs: Record<Status, readonly Status[]> = {
  pending: ['approved', 'denied', 'expired', 'withdrawn', 'superseded'],
  approved: ['executing', 'pending', 'undone'],
  executing: ['succeeded', 'failed', 'unknown'],
  unknown: ['succeeded', 'failed'],
  succeeded: [],
  failed: [],
  denied: [],
  expired: [],
  withdrawn: [],
  superseded: [],
  undone: [],
}

/** Whether the machine allows this step. */
export const mayBecome = (from: Status, to: Status): boolean => arcs[from].includes(to)

/** No arc leads out of it: the request is history. */
export const isSettled = (status: Status): boolean => arcs[status].length === 0

/** Approved, and what the effect did is not yet known. */
export const isUnresolved = (status: Status): boolean =>
  status === 'approved' || status === 'executing' || status === 'unknown'

/** The name of one effect for ever: request, version, line. */
export const effectKey = (id: string, version: number): string => `${id}.${version}.1`

/** The vote that ended the waiting, if a vote did. */
export const decisiveVote = (
  approval: Pick<Approval, 'version'> & { votes: readonly Vote[] },
): Vote | undefined => approval.votes.findLast((vote) => vote.version === approval.version)
