import { type Facts, holds } from './condition.ts'
import { isLive, type MeteredGrant } from './grants.ts'
import type { Policy, Rule, Ruling } from './policy.ts'
import { suffices } from './quorum.ts'
import { inUtc } from './refusals.ts'
import type { Person } from './roles.ts'

/** The call that a rule is asked about. */
export type Call = {
  tool: string
  /** The call's arguments, and `rollingAmount` in minor units when money moves. */
  facts: Facts
  /** Whose call it is; without, no grant is looked at. */
  requester?: Person | undefined
  /** Those that might stand in for an answer. The roles of their givers must be fresh. */
  grants?: readonly MeteredGrant[] | undefined
  /** What this call alone would move, in minor units. */
  amount?: number | undefined
  /** Milliseconds since the epoch; without, no grant is looked at. */
  now?: number | undefined
  /** The turn has read words of strangers: no grant and no rule allows without asking. */
  untrusted?: boolean | undefined
}

/** Whether a rule's pattern means this tool. */
export const covers = (pattern: string, tool: string): boolean =>
  pattern.endsWith('*') ? tool.startsWith(pattern.slice(0, -1)) : pattern === tool

/**
 * A call's facts as rules see them. `rollingAmount` is the desk's word alone: an argument of that name
 * says nothing.
 */
export function factsOf(input: Facts, rollingAmount?: number): Facts {
  const { rollingAmount: _, ...facts } = input
  return rollingAmount === undefined ? facts : { ...facts, rollingAmount }
}

const noRule: Rule = {
  id: 'no-rule',
  tool: '*',
  when: [],
  outcome: 'ask',
  approvers: [{ role: 'reviewer', count: 1 }],
  reasonRequired: false,
  onExpiry: 'deny',
  forbidsGrants: false,
  reason: 'No rule speaks of this action, so a reviewer must confirm it.',
}

/** The rule's own timers, else the document's; what would come after expiry never comes. */
function timersOf(policy: Policy, rule: Rule): Ruling['timers'] {
  const remindAfter = rule.timers?.remindAfter ?? policy.timers.remindAfter
  const escalateAfter = rule.timers?.escalateAfter ?? policy.timers.escalateAfter
  const escalateTo = rule.timers?.escalateTo ?? policy.timers.escalateTo
  const expireAfter = rule.timers?.expireAfter ?? policy.timers.expireAfter
  const inTime = (delay: number | undefined): delay is number =>
    delay !== undefined && delay < expireAfter
  return {
    ...(inTime(remindAfter) && { remindAfter }),
    ...(inTime(escalateAfter) && escalateTo && { escalateAfter, escalateTo }),
    expireAfter,
  }
}

/** Whether a grant covers this very call and its giver could have approved it alone. */
function standsIn(grant: MeteredGrant, call: Call, { approvers }: Ruling): boolean {
  const { requester, now, amount = 0 } = call
  if (!requester || now === undefined) return false
  return (
    grant.subject.id === requester.id &&
    grant.tool === call.tool &&
    grant.when.every((test) => holds(test, call.facts)) &&
    isLive(grant, now) &&
    (grant.spendCap === undefined || grant.spent + amount <= grant.spendCap) &&
    suffices({ approvers, requester }, [grant.by])
  )
}

/** The grant to use: of several, the one that ends first. */
const grantFor = (call: Call, ruling: Ruling): MeteredGrant | undefined =>
  call.grants
    ?.filter((grant) => standsIn(grant, call, ruling))
    .sort((one, other) => Date.parse(one.endsAt) - Date.parse(other.endsAt))[0]

const granted = (ruling: Ruling, { id, by, endsAt }: MeteredGrant): Ruling => ({
  ...ruling,
  outcome: 'allow',
  rule: {
    ...ruling.rule,
    reason: `${by.name} said yes to such requests in advance, until ${inUtc(Date.parse(endsAt))}.`,
  },
  approvers: [],
  grant: id,
})

const asked = (ruling: Ruling): Ruling => ({
  ...ruling,
  outcome: 'ask',
  rule: {
    ...ruling.rule,
    reason:
      'The assistant has just read text from outside, so nothing runs before you confirm it yourself.',
  },
  approvers: [{ role: 'requester', count: 1 }],
})

/**
 * What the policy says of an effect. Any matching deny wins; then marks that forbid grants; then grants;
 * then the first matching rule. What no rule knows is asked of a reviewer, never allowed.
 */
export function evaluate(policy: Policy, call: Call): Ruling {
  const matching = policy.rules.filter(
    ({ tool, when }) => covers(tool, call.tool) && when.every((test) => holds(test, call.facts)),
  )
  const chosen = matching.find(({ outcome }) => outcome === 'deny') ?? matching[0] ?? noRule
  const ruling: Ruling = {
    outcome: chosen.outcome,
    rule: { id: chosen.id, reason: chosen.reason, policyVersion: policy.version },
    approvers: chosen.approvers,
    reasonRequired: chosen.reasonRequired,
    timers: timersOf(policy, chosen),
    onExpiry: chosen.onExpiry,
  }
  if (ruling.outcome === 'deny') return ruling
  if (call.untrusted) {
    // Silence is no answer to what a stranger's words may have brought about.
    const unsure: Ruling = { ...ruling, onExpiry: 'deny' }
    return ruling.outcome === 'allow' ? asked(unsure) : unsure
  }
  if (ruling.outcome === 'allow') return ruling
  // A rule that wants a reason wants one each time: a yes in advance gives none.
  if (ruling.reasonRequired || matching.some(({ forbidsGrants }) => forbidsGrants)) return ruling
  const grant = grantFor(call, ruling)
  return grant ? granted(ruling, grant) : ruling
}
