import type { Approval, Approver, Verdict, Vote } from '../approval.ts'
import { type Event, evolve } from '../events.ts'
import { type Ballot, decide, finish, start, type Step } from '../machine.ts'
import type { Refusal } from '../refusals.ts'
import type { Person } from '../roles.ts'
import { now, someone } from './policies.ts'

/** People and requests for tests, and small steps to tell a request's story with. */
export const mia = someone('member', 'Mia')
export const max = someone('member', 'Max')
export const rea = someone('reviewer', 'Rea')
export const rob = someone('reviewer', 'Rob')
export const mo = someone('manager', 'Mo')
export const may = someone('manager', 'May')
export const ann = someone('auditor', 'Ann')
export const ada = someone('admin', 'Ada')
export const everyone: readonly Person[] = [mia, max, rea, rob, mo, may, ann, ada]

export const itself: readonly Approver[] = [{ role: 'requester', count: 1 }]
export const oneReviewer: readonly Approver[] = [{ role: 'reviewer', count: 1 }]
export const twoPeople: readonly Approver[] = [
  { role: 'manager', count: 1 },
  { role: 'reviewer', count: 1 },
]

/** What Mia asked for and nobody has answered, changed as wanted. */
export const asked = (
  approvers: readonly Approver[],
  change: Partial<Approval> = {},
): Approval => ({
  id: 'c_one_1',
  status: 'pending',
  version: 1,
  digest: 'digest of version 1',
  requester: mia,
  approvers,
  votes: [],
  reasonRequired: false,
  timers: { onExpiry: 'deny' },
  ...change,
})

export const voteOf = (by: Person, verdict: Verdict = 'approve', version = 1): Vote => ({
  by,
  verdict,
  at: now,
  version,
})

/** A ballot on what stands now. */
export const ballot = (
  { version, digest }: Approval,
  verdict: Verdict = 'approve',
  reason?: string,
): Ballot => ({ verdict, version, digest, ...(reason !== undefined && { reason }) })

/** The state after these events. */
export const after = (state: Approval, events: readonly Event[], at = now): Approval =>
  events.reduce((each, event) => evolve(each, event, at), state)

/** The events of a step that is expected to be allowed. */
export function eventsOf(step: Step): Event[] {
  if (!step.ok) throw new Error(step.refusal.message)
  return step.events
}

/** The refusal of a step that is expected to be refused. */
export function refusalOf(step: Step): Refusal {
  if (step.ok) throw new Error(`Nothing was refused: ${JSON.stringify(step.events)}`)
  return step.refusal
}

/** The state after a step that is expected to be allowed. */
export const taken = (state: Approval, step: Step, at = now): Approval =>
  after(state, eventsOf(step), at)

/** The state after these people have said yes, one after the other. */
export const approvedBy = (state: Approval, ...people: Person[]): Approval =>
  people.reduce((each, by) => taken(each, decide(each, by, ballot(each), now)), state)

/** The state after this person's no. */
export const deniedBy = (state: Approval, by: Person): Approval =>
  taken(state, decide(state, by, ballot(state, 'deny'), now))

/** Approved by a reviewer, and its first attempt has begun. */
export function begun(change: Partial<Approval> = {}): Approval {
  const approved = approvedBy(asked(oneReviewer, change), rea)
  return taken(approved, start(approved, now))
}

/** Begun, and nobody knows what came of it. */
export function unknown(change: Partial<Approval> = {}): Approval {
  const executing = begun(change)
  const attempt = { status: 'unknown', error: 'No answer came back.', nextAt: now + 1 } as const
  return taken(executing, finish(executing, attempt))
}
