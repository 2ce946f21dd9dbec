import { covers } from './evaluate.ts'
import { type Check, type Finding, found } from './policy-faults.ts'

/** Giving somebody a role: a request like any other, which somebody else decides. */
export const CHANGE_ACCESS = 'change_access'

/**
 * Whatever else a document says: nobody gets a role on the word of the person alone who asks for it. Looks
 * at the rules that can speak of such a change, up to the first that always does; where none does, a
 * reviewer is asked.
 */
export const accessIsAsked: Check = ({ rules }, catalogue) => {
  const entry = catalogue.find(({ tool }) => tool === CHANGE_ACCESS)
  const speaking = rules
    .map((rule, index) => ({ rule, index }))
    .filter(
      ({ rule: { tool, when, outcome } }) =>
        outcome !== 'deny' &&
        covers(tool, CHANGE_ACCESS) &&
        when.every(({ fact }) => entry?.fields.includes(fact)),
    )
  const last = speaking.findIndex(({ rule }) => rule.when.length === 0)
  return speaking
    .slice(0, last < 0 ? undefined : last + 1)
    .flatMap(({ rule, index }): Finding[] => {
      if (rule.outcome === 'allow') {
        const reason = 'A change of somebody’s role is never allowed without asking.'
        return [found(reason, 'rules', index, 'outcome')]
      }
      if (rule.approvers.every(({ role }) => role === 'requester')) {
        const reason =
          'A change of somebody’s role needs a yes of somebody else than who asks for it.'
        return [found(reason, 'rules', index, 'approvers')]
      }
      return []
    })
}
