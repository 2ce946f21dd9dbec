import type { Approver, Status } from './approval.ts'
import { hasRole, type Person, role } from './roles.ts'

/** What of a request says who may know of it. */
type Asked = {
  status: Status
  approvers: readonly Approver[]
  editor?: Person | undefined
  votes: readonly { by: Person }[]
  effect?: { settled?: { by: Person } | undefined } | undefined
}

const personKey = (id: string): string => `person:${id}`

/**
 * Keys under which a list finds a request for everybody beside its requester: the roles that are asked,
 * who edited it, who answered or settled it, managers while nobody knows what it did. Whoever `maySee`
 * it and did not ask has one of them, so that a list need not look at what is not theirs.
 */
export function audienceOf({ status, approvers, editor, votes, effect }: Asked): string[] {
  const roles = approvers.flatMap((slot) => [slot.role, ...(slot.or ? [slot.or] : [])])
  const involved = [editor, ...votes.map(({ by }) => by), effect?.settled?.by]
  return [
    ...new Set([
      ...roles.filter((each) => each !== 'requester').map((each) => `role:${each}`),
      ...(status === 'unknown' ? ['role:manager'] : []),
      ...involved.flatMap((person) => (person ? [personKey(person.id)] : [])),
    ]),
  ]
}

/** The keys under which this person's list looks. */
export const keysOf = (viewer: Person): string[] => [
  personKey(viewer.id),
  ...role.options.filter((each) => hasRole(viewer.role, each)).map((each) => `role:${each}`),
]
