import { isEffect } from '../../tools/index.ts'
import type { Call } from './conversation.ts'
import type { Plan } from './plan.ts'

const reads = ({ calls }: Plan): boolean =>
  (calls?.length ?? 0) > 0 && calls?.every(({ tool }) => !isEffect(tool)) === true

/** What is asked about several things is asked once. */
const joined = (plans: readonly Plan[]): string =>
  [...new Set(plans.map(({ text }) => text))].filter(Boolean).join('\n\n')

/**
 * The first plan that listens hears; later ones when it does not know what is meant. One question about
 * several things is answered for all of them.
 */
function listening(plans: readonly Plan[]): Pick<Plan, 'hear'> {
  const open = plans.filter(({ hear }) => hear)
  if (open.length === 0) return {}
  return {
    hear: (heard, past) => {
      for (const one of open) {
        const alike = open.filter(({ text }) => text !== '' && text === one.text)
        const heardBy = (alike.length > 0 ? alike : [one]).map(
          ({ hear }) => hear?.(heard, past) ?? null,
        )
        const found = heardBy.filter((plan) => plan !== null)
        if (found.length > 0 && found.length === heardBy.length)
          return together(found, () => ({ text: '' }))
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
