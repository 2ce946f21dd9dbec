import type { Approver, Status } from './approval.ts'
import type { Condition } from './condition.ts'
import { covers, factsOf } from './evaluate.ts'
import type { Grant, GrantBody } from './grants.ts'
import { holds } from './condition.ts'
import type { Policy } from './policy.ts'
import { approversInWords, suffices } from './quorum.ts'
import { invalid, notAllowed, type Refusal } from './refusals.ts'
import type { Person } from './roles.ts'

const LONGEST = 90 * 24 * 3_600_000

/** What of a request matters for a grant that is given on its card. */
type Asked = {
  id: string
  status: Status
  tool: string
  input: Readonly<Record<string, unknown>>
  requester: Person
  editor?: Person | undefined
  approvers: readonly Approver[]
  reasonRequired?: boolean | undefined
  grantable?: Condition[] | undefined
}

const open: readonly Status[] = ['pending', 'approved', 'executing', 'succeeded']

/** Whether the policy keeps grants away from such calls, whatever is spent at the moment. */
const isForbidden = ({ rules }: Policy, { tool, input }: Asked): boolean =>
  rules.some(
    (rule) =>
      rule.forbidsGrants &&
      covers(rule.tool, tool) &&
      rule.when.every((test) => test.fact === 'rollingAmount' || holds(test, factsOf(input))),
  )

/** Why this person cannot say yes in advance to requests like this one; null when they can. */
function whyNotGrant(asked: Asked, by: Person, policy: Policy): Refusal | null {
  const { grantable, status, reasonRequired, approvers } = asked
  if (!grantable || isForbidden(policy, asked)) {
    return notAllowed('The policy wants this to be asked each time.')
  }
  if (reasonRequired) return notAllowed('This needs a reason each time, so it is always asked.')
  if (!open.includes(status)) {
    return notAllowed('This request was not approved, so no others like it can be.')
  }
  if (!suffices(asked, [by])) {
    const wanted = approversInWords(approvers)
    return notAllowed(`This takes ${wanted}; your own yes would not be enough, now or in advance.`)
  }
  return null
}

/**
 * A yes in advance to more requests like this one, from somebody who could have approved it alone. `at` in
 * milliseconds; the id is fresh.
 */
export function giveGrant(
  asked: Asked,
  by: Person,
  { uses, spendCap, endsAt }: GrantBody,
  { id, at, policy }: { id: string; at: number; policy: Policy },
): { ok: true; grant: Grant } | { ok: false; refusal: Refusal } {
  const refusal = whyNotGrant(asked, by, policy)
  if (refusal) return { ok: false, refusal }
  const end = Date.parse(endsAt)
  if (end <= at)
    return { ok: false, refusal: invalid('endsAt', 'Give an end that is still to come.') }
  if (end > at + LONGEST) {
    return { ok: false, refusal: invalid('endsAt', 'A grant can last for 90 days at most.') }
  }
  return {
    ok: true,
    grant: {
      id,
      subject: asked.requester,
      by,
      tool: asked.tool,
      when: asked.grantable ?? [],
      uses,
      ...(spendCap !== undefined && { spendCap }),
      endsAt: new Date(end).toISOString(),
      createdAt: new Date(at).toISOString(),
      requestId: asked.id,
    },
  }
}
