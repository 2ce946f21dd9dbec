import { answer } from './answer.ts'
import type { Call, Conversation, Step } from './conversation.ts'
import { hear, type Heard } from './hear/hear.ts'
import { readOutcome } from './outcome.ts'
import type { Past, Plan } from './plan.ts'
import { playedUntil } from './played.ts'
import { reportOf, tellWithOffer } from './reporting.ts'
import { spokenIn } from './spoken.ts'

export type Surroundings = {
  /** For a prompt that does not tell the time. */
  now: Date
  can(tool: string): boolean
  /** Names what `can` says yes to; with it, what was played before is not played again. */
  offered?: string
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

  const played = playedUntil(conversation, now, surroundings.offered)
  let { open, about, known, patience, isShelved, isLate, isFree, isOffering, asked, spoken } =
    played.stand
  let next: Plan | null = null
  const calls = [...played.stand.calls]
  for (const [index, { said, steps, before }] of exchanges.entries()) {
    if (index < played.count) continue
    const past: Past = {
      now,
      calls: [...calls],
      outcomes,
      said: before,
      asked,
      spoken,
      isAsking: open !== undefined && !isShelved,
      isShelved: open !== undefined && isShelved,
      isLate: open !== undefined && isLate,
      isFree: open !== undefined && isFree,
      isOffering: open !== undefined && isOffering,
      ...(open && known && { known }),
      can: surroundings.can,
    }
    const heard = heardOf(said)
    next = answer(heard, past, open, report)
    const isAnswer = next.answers === true
    asked = said
    spoken = spokenIn(heard, spoken)
    let done: Plan | null = null
    for (const step of steps) {
      const planned: Plan | null = next && wasDone(next, step) ? next : null
      // With nothing left to say, a further message is about something else: a late outcome.
      if (next) done = planned
      next = step.calls.length > 0 ? (planned?.resume ?? report)(step.calls) : null
      calls.push(
        ...step.calls.map((call, at): Call => {
          const own = planned?.calls?.[at]
          return own ? { ...call, asked: own.input } : call
        }),
      )
    }
    if (done?.hear) {
      // Facts that are asked for are answered before what was looked up meanwhile is taken.
      const [one, other] = about === undefined ? [done.hear, open] : [open, done.hear]
      open = done.keeps && one && other ? either(one, other) : done.hear
      known = done.known ?? (done.keeps ? known : undefined)
      about = done.about ?? (done.keeps ? about : undefined)
      patience = PATIENCE
      isShelved = steps.some(hasEffect) || (done.keeps === true && about === undefined)
      isLate = false
      isFree = done.isFree === true
      isOffering = done.isOffer === true
    } else if (steps.length > 0) {
      patience -= 1
      if (steps.some(hasEffect)) {
        const isOther =
          about !== undefined &&
          !steps.some(({ calls: made }) => made.some(({ tool }) => tool === about))
        if (!isOther || isAnswer) open = undefined
        isShelved = true
        isLate = true
      }
      if (done?.closes || patience < 0) open = undefined
    }
    // The last exchange may not be over.
    if (index === exchanges.length - 2) {
      const flags = { isShelved, isLate, isFree, isOffering }
      played.keep({ open, about, known, patience, asked, spoken, calls: [...calls], ...flags })
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
