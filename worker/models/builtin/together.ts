import type { Call } from './conversation.ts'
import { isEffect } from './history.ts'
import type { Plan } from './plan.ts'

const reads = ({ calls }: Plan): boolean =>
  (calls?.length ?? 0) > 0 && calls?.every(({ tool }) => !isEffect(tool)) === true

const joined = (plans: readonly Plan[]): string =>
  plans
    .map(({ text }) => text)
    .filter(Boolean)
    .join('\n\n')

/** The first plan that listens hears; later ones when it does not know what is meant. */
function listening(plans: readonly Plan[]): Pick<Plan, 'hear'> {
  const open = plans.flatMap(({ hear }) => hear ?? [])
  if (open.length === 0) return {}
  return {
    hear: (heard, past) => {
      for (const hear of open) {
        const plan = hear(heard, past)
        if (plan) return plan
      }
      return null
    },
  }
}

/**
 * Several plans as one. What has to be looked up comes first, in a step of its own: a call that waits
 * for people ends the turn, and the answer to a read beside it would not be told before they decide.
 */
export function together(plans: readonly Plan[], report: (calls: Call[]) => Plan): Plan {
  const [only] = plans
  if (only && plans.length === 1) return only
  if (!plans.some(reads)) {
    const calls = plans.flatMap((plan) => plan.calls ?? [])
    return {
      text: joined(plans),
      ...(calls.length > 0 && { calls }),
      ...listening(plans),
      ...(calls.length > 0 && {
        resume: (results: Call[]) => ({ ...report(results), ...listening(plans) }),
      }),
    }
  }
  const first = plans.filter(reads)
  return {
    text: joined(first),
    calls: first.flatMap((plan) => plan.calls ?? []),
    resume: (results) => {
      let at = 0
      const next = plans.map((plan): Plan => {
        if (!reads(plan)) return plan
        const own = results.slice(at, (at += plan.calls?.length ?? 0))
        return plan.resume ? plan.resume(own) : report(own)
      })
      return together(next, report)
    },
  }
}
