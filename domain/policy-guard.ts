import { covers } from './evaluate.ts'
import type { Policy, Rule } from './policy.ts'
import { type Check, type Finding, found } from './policy-faults.ts'

/** Changes of the policy itself: requests like any other, which somebody else decides. */
export const CHANGE_POLICY = 'change_policy'

const someoneElse = ({ approvers }: Rule): boolean =>
  approvers.some(({ role }) => role !== 'requester')

/** As long as a change of the policy must be able to wait for its answer, in milliseconds. */
const AT_LEAST = 3_600_000

function faultsIn(rule: Rule, index: number, { timers }: Policy): Finding[] {
  if (rule.outcome === 'allow') {
    const reason = 'A change of the policy is never allowed without asking.'
    return [found(reason, 'rules', index, 'outcome')]
  }
  if (!someoneElse(rule)) {
    const reason = 'A change of the policy needs a yes of somebody else than its author.'
    return [found(reason, 'rules', index, 'approvers')]
  }
  if ((rule.timers?.expireAfter ?? timers.expireAfter) < AT_LEAST) {
    const reason =
      'Nobody could answer a change of the policy in time; let `expireAfter` be an hour at least.'
    return [
      found(
        reason,
        ...(rule.timers?.expireAfter === undefined ? [] : ['rules', index]),
        'timers',
        'expireAfter',
      ),
    ]
  }
  if (rule.when.length === 0 && !rule.forbidsGrants) {
    const reason = 'This rule covers changes of the policy, so `forbidsGrants` must be true.'
    return [found(reason, 'rules', index, 'forbidsGrants')]
  }
  return []
}

/**
 * Whatever else a document says: it can be changed again, and only with another person's yes. Looks at the
 * rules that can speak of such a change, up to the first that always does.
 */
export const changesAreAsked: Check = (policy, catalogue) => {
  const { rules } = policy
  const fields = catalogue.find(({ tool }) => tool === CHANGE_POLICY)?.fields ?? []
  const speaking = rules
    .map((rule, index) => ({ rule, index }))
    .filter(
      ({ rule: { tool, when } }) =>
        covers(tool, CHANGE_POLICY) && when.every(({ fact }) => fields.includes(fact)),
    )
  const refusing = speaking
    .filter(({ rule }) => rule.outcome === 'deny')
    .map(({ index }) => {
      const reason =
        'This rule would refuse every later change of the policy too; name the actions it is for.'
      return found(reason, 'rules', index, 'outcome')
    })
  const others = speaking.filter(({ rule }) => rule.outcome !== 'deny')
  const last = others.findIndex(({ rule }) => rule.when.length === 0)
  if (last < 0) {
    const reason = `A rule without conditions must say who confirms \`${CHANGE_POLICY}\`.`
    return [...refusing, found(reason, 'rules')]
  }
  const faulty = others
    .slice(0, last + 1)
    .flatMap(({ rule, index }) => faultsIn(rule, index, policy))
  return [...refusing, ...faulty]
}
