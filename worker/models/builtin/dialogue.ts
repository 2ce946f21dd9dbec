import type { Call, Conversation, Step } from './conversation.ts'
import { hear, type Clause, type Heard } from './hear/hear.ts'
import { proposals } from './history.ts'
import { alternative, offered } from './intents/denial.ts'
import { askMail } from './intents/email.ts'
import { intents, lastResorts, notUnderstood, tellers } from './intents/index.ts'
import { readOutcome, tellOutcome, type Outcome } from './outcome.ts'
import type { Past, Plan } from './plan.ts'
import { together } from './together.ts'

export type Surroundings = {
  /** For a prompt that does not tell the time. */
  now: Date
  can(tool: string): boolean
}

/** The outcome, and what its reason proposes instead. */
function tellWithOffer(outcome: Outcome, calls: readonly Call[], now: Date): string {
  const proposal = proposals(calls).findLast((one) =>
    one.outcome.requestId
      ? one.outcome.requestId === outcome.requestId
      : one.outcome === outcome || one.outcome.title === outcome.title,
  )
  const other = proposal && alternative(outcome, proposal, { now })
  return `${tellOutcome(outcome)}${other ? ` ${offered(other)}` : ''}`
}

/** Tells what came back: one sentence an outcome, the answer of a read, or why there is none. */
const reportOf =
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

/** What one clause wants: an order first, else something to look up. */
function clausePlan(clause: Clause, heard: Heard, past: Past): Plan | null {
  if (clause.mood === 'plain') {
    for (const intent of intents) {
      const plan = intent.take?.(clause, heard, past)
      if (plan) return plan
    }
  }
  // Words that are held back ask for nothing, not even for a look.
  if (clause.mood !== 'plain' && clause.mood !== 'question') return null
  for (const intent of intents) {
    const plan = intent.look?.(clause, heard, past)
    if (plan) return plan
  }
  return null
}

const sameRead = (one: Plan, other: Plan): boolean =>
  one.text === other.text && JSON.stringify(one.calls) === JSON.stringify(other.calls)

/** The open question hears first, then each intent the whole, then the clauses find theirs. */
function answer(
  heard: Heard,
  past: Past,
  open: Plan['hear'],
  report: (calls: Call[]) => Plan,
): Plan {
  if (heard.isTooLong) return notUnderstood(heard, past)
  const plan = open?.(heard, past) ?? null
  if (plan) return plan
  if (heard.mails.length === 0) {
    for (const intent of intents) {
      const found = intent.respond?.(heard, past)
      if (found) return found
    }
  }
  const plans = [
    ...heard.clauses.flatMap((clause) => clausePlan(clause, heard, past) ?? []),
    ...heard.mails.map(askMail),
  ]
  const distinct = plans.filter(
    (one, at) => plans.findIndex((other) => sameRead(one, other)) === at,
  )
  if (distinct.length > 0) return together(distinct, report)
  for (const intent of lastResorts) {
    const found = intent.respond?.(heard, past)
    if (found) return found
  }
  return notUnderstood(heard, past)
}

/** What was just listed hears first, then the question that was open before. */
const either =
  (one: NonNullable<Plan['hear']>, other: NonNullable<Plan['hear']>): NonNullable<Plan['hear']> =>
  (heard, past) =>
    one(heard, past) ?? other(heard, past)

/** How many other questions the person may ask before an open question of ours lapses. */
const PATIENCE = 2

/**
 * The next plan of a conversation. The dialogue is played again from its first message, so that an
 * open question needs no memory but the transcript. It stays open while the person only looks things
 * up, and counts as never asked where the transcript says otherwise (stopped, or another model spoke).
 */
export function nextPlan(conversation: Conversation, surroundings: Surroundings): Plan {
  const { exchanges, outcomes, turn } = conversation
  const now = conversation.now ?? surroundings.now
  const report = reportOf(now)
  const everything = exchanges.flatMap(({ steps }) => steps.flatMap(({ calls }) => calls))
  if (turn.kind === 'events') {
    return { text: turn.outcomes.map((one) => tellWithOffer(one, everything, now)).join('\n\n') }
  }

  let open: Plan['hear']
  let patience = 0
  let next: Plan | null = null
  let asked = ''
  const calls: Call[] = []
  for (const { said, steps, before } of exchanges) {
    const past: Past = {
      now,
      calls: [...calls],
      outcomes,
      said: before,
      asked,
      isAsking: open !== undefined,
      can: surroundings.can,
    }
    next = answer(heardOf(said), past, open, report)
    asked = said
    let done: Plan | null = null
    for (const step of steps) {
      const planned: Plan | null = next && wasDone(next, step) ? next : null
      // With nothing left to say, a further message is about something else: a late outcome.
      if (next) done = planned
      next = step.calls.length > 0 ? (planned?.resume ?? report)(step.calls) : null
      calls.push(...step.calls)
    }
    if (done?.hear) {
      open = done.keeps && open ? either(done.hear, open) : done.hear
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

/** Hearing is the dear part of playing again; words mean the same each time. */
const heardBefore = new Map<string, Heard>()
const REMEMBERED = 500

function heardOf(said: string): Heard {
  const known = heardBefore.get(said)
  if (known) return known
  if (heardBefore.size >= REMEMBERED) heardBefore.clear()
  const heard = hear(said)
  heardBefore.set(said, heard)
  return heard
}
