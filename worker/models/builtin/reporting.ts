import type { Call } from './conversation.ts'
import { proposals } from './history.ts'
import { alternative, offered } from './intents/denial.ts'
import { tellers } from './intents/index.ts'
import { readOutcome, tellOutcome, type Outcome } from './outcome.ts'
import type { Plan } from './plan.ts'

/** The outcome, and what its reason proposes instead. */
export function tellWithOffer(outcome: Outcome, calls: readonly Call[], now: Date): string {
  const proposal = proposals(calls).findLast((one) =>
    one.outcome.requestId
      ? one.outcome.requestId === outcome.requestId
      : one.outcome === outcome || one.outcome.title === outcome.title,
  )
  const other = proposal && alternative(outcome, proposal, { now })
  return `${tellOutcome(outcome)}${other ? ` ${offered(other)}` : ''}`
}

/** Tells what came back: one sentence an outcome, the answer of a read, or why there is none. */
export const reportOf =
  (now: Date) =>
  (calls: Call[]): Plan => {
    const told = calls.map((call): Plan => {
      if (!call.result) return { text: '' }
      if (!call.result.ok) return { text: call.result.message }
      const outcome = readOutcome(call.result.value)
      if (outcome) return { text: tellWithOffer(outcome, [call], now) }
      const problem = problemIn(call.result.value)
      if (problem) return { text: problem }
      const teller = tellers.find((one) => one.tool === call.tool)
      return teller ? teller.tell(call.result.value) : { text: 'The result is in.' }
    })
    const heard = told.find((plan) => plan.hear)?.hear
    return {
      text: told.flatMap((plan) => plan.text || []).join('\n\n'),
      ...(heard && { hear: heard, keeps: true as const }),
    }
  }

const problemIn = (value: unknown): string | null =>
  typeof value === 'object' &&
  value !== null &&
  'problem' in value &&
  typeof value.problem === 'string'
    ? value.problem
    : null
