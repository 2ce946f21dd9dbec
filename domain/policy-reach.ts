import { follows } from './condition.ts'
import { covers } from './evaluate.ts'
import type { Rule } from './policy.ts'
import { type Check, found } from './policy-faults.ts'

/** Whether one rule matches whatever another does. */
const matchesAll = (wider: Rule, narrower: Rule): boolean =>
  covers(wider.tool, narrower.tool) &&
  wider.when.every((loose) => narrower.when.some((strict) => follows(strict, loose)))

/** Whether, where both match, the first leaves nothing for the second to say. */
function silences(one: Rule, other: Rule, stands: 'before' | 'after'): boolean {
  if (one.outcome === 'deny') return other.outcome !== 'deny' || stands === 'before'
  if (other.outcome === 'deny' || stands === 'after') return false
  // A mark that forbids grants counts beside any rule.
  return one.forbidsGrants || !other.forbidsGrants
}

/** Rules that never decide anything: nobody should believe that they do. */
export const unreachable: Check = ({ rules }) =>
  rules.flatMap((rule, index) => {
    const louder = rules.find(
      (other, place) =>
        place !== index &&
        silences(other, rule, place < index ? 'before' : 'after') &&
        matchesAll(other, rule),
    )
    const reason = `This rule is never reached: \`${louder?.id}\` decides every such case.`
    return louder ? [found(reason, 'rules', index)] : []
  })
