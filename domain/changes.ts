import type { Approval, Approver, Timers } from './approval.ts'
import type { Revision } from './events.ts'
import type { Ruling } from './policy.ts'
import type { Fact } from './receipt.ts'
import type { Person } from './roles.ts'

/** One fact that a version changed: absent `before` means new, absent `after` means gone. */
export type ChangedField = { label: string; before?: string; after?: string }

/** What people read of the difference between two versions: the facts whose words differ. */
export function changedFacts(before: readonly Fact[], after: readonly Fact[]): ChangedField[] {
  const valueIn = (facts: readonly Fact[], label: string) =>
    facts.find((fact) => fact.label === label)?.value
  const labels = new Set([...before, ...after].map(({ label }) => label))
  return [...labels].flatMap((label) => {
    const [was, is] = [valueIn(before, label), valueIn(after, label)]
    if (was === is) return []
    return [
      { label, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) },
    ]
  })
}

/** The moments at which the clock acts on a request that asks from now on. */
export function timersFrom({ timers, onExpiry }: Ruling, now: number): Timers {
  const { remindAfter, escalateAfter, escalateTo, expireAfter } = timers
  return {
    ...(remindAfter !== undefined && { remindAt: now + remindAfter }),
    ...(escalateAfter !== undefined &&
      escalateTo && { escalateAt: now + escalateAfter, escalateTo }),
    expiresAt: now + expireAfter,
    onExpiry,
  }
}

type Before = Pick<Approval, 'requester' | 'editor' | 'approvers' | 'version'>

/** What came between two versions: whose edit it was, if anybody's, and whether it is material. */
type Cause = { by?: Person | undefined; material: boolean }

const asksRequester = (approvers: readonly Approver[]): boolean =>
  approvers.some(({ role }) => role === 'requester')

/**
 * Who must answer another person's version: whom policy asks, and when what matters (payee, amount,
 * date) is not what the member last said, the member again. A rule's own yes does not cover it.
 */
function approversOfEdit(
  { approvers, outcome }: Ruling,
  before: Before,
  material: boolean,
): readonly Approver[] {
  // The member has yet to confirm an earlier edit: a later one, however small, must not hide it.
  const owed = before.editor !== undefined && asksRequester(before.approvers)
  return (material || owed || outcome === 'allow') && !asksRequester(approvers)
    ? [{ role: 'requester', count: 1 }, ...approvers]
    : approvers
}

/** All of the next version that follows from policy's ruling on it: who must answer, and until when. */
export function nextTerms(
  before: Before,
  ruling: Ruling,
  now: number,
  { by, material }: Cause,
): Pick<Revision, 'editor' | 'approvers' | 'reasonRequired' | 'timers' | 'clearance'> {
  const { outcome, rule, grant, reasonRequired } = ruling
  // Facts that moved leave the arguments as they were, and so whose they are.
  const author = by ?? before.editor ?? before.requester
  const timers = timersFrom(ruling, now)
  if (author.id !== before.requester.id) {
    return {
      editor: author,
      approvers: approversOfEdit(ruling, before, material),
      reasonRequired,
      // Silence does not confirm what another person made of a request.
      timers: { ...timers, onExpiry: 'deny' },
    }
  }
  const clearance = {
    by: grant === undefined ? 'rule' : 'grant',
    id: grant ?? rule.id,
    at: now,
    version: before.version + 1,
  } as const
  return {
    approvers: ruling.approvers,
    reasonRequired,
    timers,
    ...(outcome === 'allow' && { clearance }),
  }
}
