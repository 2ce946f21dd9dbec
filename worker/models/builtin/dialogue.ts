import type { Call, Conversation, Step } from './conversation.ts'
import { hear, type Heard } from './heard.ts'
import { intents, notUnderstood, tellers } from './intents/index.ts'
import { readOutcome, tellOutcome } from './outcome.ts'
import type { Past, Plan } from './plan.ts'

/** Tells what came back: one sentence an outcome, the answer of a read, or why there is none. */
function report(calls: Call[]): Plan {
  const told = calls.map((call): Plan => {
    if (!call.result) return { text: '' }
    if (!call.result.ok) return { text: call.result.message }
    const outcome = readOutcome(call.result.value)
    if (outcome) return { text: tellOutcome(outcome) }
    const teller = tellers.find((one) => one.tool === call.tool)
    return teller ? teller.tell(call.result.value) : { text: 'The result is in.' }
  })
  const heard = told.find((plan) => plan.hear)?.hear
  return {
    text: told.flatMap((plan) => plan.text || []).join('\n\n'),
    ...(heard && { hear: heard }),
  }
}

/** Whether a message in the transcript is what this plan says (or its beginning) and calls. */
function wasDone(plan: Plan, { text, calls }: Step): boolean {
  const planned = plan.calls ?? []
  if (calls.length === 0) return planned.length === 0 && text !== '' && plan.text.startsWith(text)
  return (
    calls.length === planned.length &&
    calls.every((call, index) => call.tool === planned[index]?.tool)
  )
}

const hasEffect = (step: Step): boolean =>
  step.calls.some((call) => call.result?.ok && readOutcome(call.result.value) !== null)

/** The open question hears first, then the intents in their order. */
function answer(heard: Heard, past: Past, open: Plan['hear']): Plan {
  const plan = open?.(heard) ?? null
  if (plan) return plan
  for (const intent of intents) {
    const found = intent.respond(heard, past)
    if (found) return found
  }
  return notUnderstood(heard)
}

/** How many other questions the person may ask before an open question of ours lapses. */
const PATIENCE = 2

/**
 * The next plan of a conversation. The dialogue is played again from its first message, so that an
 * open question needs no memory but the transcript. It stays open while the person only looks things
 * up, and counts as never asked where the transcript says otherwise (stopped, or another model spoke).
 */
export function nextPlan({ exchanges, outcomes, turn }: Conversation): Plan {
  if (turn.kind === 'events') return { text: turn.outcomes.map(tellOutcome).join('\n\n') }

  let open: Plan['hear']
  let patience = 0
  let next: Plan | null = null
  for (const { said, steps } of exchanges) {
    next = answer(hear(said), { outcomes, isAsking: open !== undefined }, open)
    let done: Plan | null = null
    for (const step of steps) {
      const planned: Plan | null = next && wasDone(next, step) ? next : null
      // With nothing left to say, a further message is about something else: a late outcome.
      if (next) done = planned
      next = step.calls.length > 0 ? (planned?.resume ?? report)(step.calls) : null
    }
    if (done?.hear) {
      open = done.hear
      patience = PATIENCE
    } else if (steps.length > 0) {
      patience -= 1
      if (done?.closes || steps.some(hasEffect) || patience < 0) open = undefined
    }
  }
  if (turn.kind === 'results') {
    const latest = exchanges.at(-1)?.steps.at(-1)?.calls
    const [first] = turn.calls
    return next && first && latest?.includes(first) ? next : report(turn.calls)
  }
  return (turn.kind === 'words' ? next : null) ?? { text: 'What shall I do next?' }
}
