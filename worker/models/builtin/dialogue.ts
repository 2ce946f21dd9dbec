import type { Call, Conversation, Step } from './conversation.ts'
import { isDoubtful } from './hear/doubt.ts'
import { hear, type Clause, type Heard } from './hear/hear.ts'
import { proposals } from './history.ts'
import { alternative, offered } from './intents/denial.ts'
import { askMail } from './intents/email.ts'
import { intents, lastResorts, notUnderstood, tellers } from './intents/index.ts'
import { isStatement } from './gist/wish.ts'
import { neverMind } from './intents/never-mind.ts'
import { readOutcome, tellOutcome, type Outcome } from './outcome.ts'
import { offer } from './offers.ts'
import type { Past, Plan } from './plan.ts'
import { sharingVerb } from './several.ts'
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

function taken(clause: Clause, heard: Heard, past: Past): Plan | null {
  for (const intent of intents) {
    const plan = intent.take?.(clause, heard, past)
    if (plan) return plan
  }
  return null
}

/** The others read their lists themselves. */
const sharesVerb: ReadonlySet<string> = new Set([
  'send_payment',
  'submit_expense',
  'refund_order',
  'change_access',
])

/** `Send Harbor Print $20, Tidewater Linen $30`: where each thing makes an order of its own, that is meant. */
function takenEach(clause: Clause, heard: Heard, past: Past): Plan | null {
  const plans = sharingVerb(clause).map((one) =>
    taken(one, { ...heard, clauses: [one], text: one.words }, past),
  )
  const calls = plans.flatMap((plan) => (plan && !plan.hear ? (plan.calls ?? []) : []))
  const isEach =
    plans.length > 1 &&
    plans.every((plan) => plan?.calls?.length === 1 && !plan.hear && !plan.resume) &&
    (calls.every(({ tool }) => sharesVerb.has(tool) && tool === calls[0]?.tool) ||
      (calls.every(({ tool }) => tool.startsWith('book_')) &&
        new Set(calls.map(({ tool }) => tool)).size === 2)) &&
    new Set(calls.map(({ input }) => JSON.stringify(input))).size === calls.length
  return isEach
    ? together(
        plans.flatMap((plan) => plan ?? []),
        () => ({ text: '' }),
      )
    : null
}

/** `I'll ask for approval to …` as a question. */
const askingBack = (plan: Plan): Plan =>
  offer(
    plan.text.startsWith("I'll ask")
      ? plan.text.replace("I'll ask", 'Shall I ask').replace(/\.$/, '?')
      : 'Shall I ask for approval of that?',
    plan,
  )

/** What one clause wants: an order first, else something to look up. */
function clausePlan(clause: Clause, heard: Heard, past: Past): Plan | null {
  if (clause.mood === 'plain' && !isStatement(clause)) {
    const plan = takenEach(clause, heard, past) ?? taken(clause, heard, past)
    if (plan) return isDoubtful(heard.text) && plan.calls ? askingBack(plan) : plan
  }
  // Words that are held back ask for nothing, not even for a look.
  if (clause.mood !== 'plain' && clause.mood !== 'question') return null
  for (const intent of intents) {
    const plan = intent.look?.(clause, heard, past)
    if (plan) return plan
  }
  return null
}

/** `expense $30 for lunch. And $9 for a cable`: an amount without a verb has that of the clause before. */
function withVerbOf(before: Clause[], clause: Clause, heard: Heard, past: Past): Plan | null {
  const verb = /^(?:send|pay|transfer|refund|expense|submit|claim|wire|settle|cancel)\b/.exec(
    before.at(-1)?.plain ?? '',
  )?.[0]
  if (
    !verb ||
    clause.mood !== 'plain' ||
    !/^\$ ?\d|^\d[\d.,]* (?:dollars|bucks|usd)\b|^(?:inv|ord|bkg)-\d+$/.test(clause.plain)
  )
    return null
  const said = { ...clause, words: `${verb} ${clause.words}`, plain: `${verb} ${clause.plain}` }
  return taken(said, { ...heard, clauses: [said] }, past)
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
  const whole = () => {
    if (heard.mails.length > 0) return null
    for (const intent of intents) {
      const found = intent.respond?.(heard, past)
      if (found) return found
    }
    return null
  }
  const instead = takenBackAndMore(heard, past, report)
  if (instead) return instead
  // After something else was asked for, a correction or a take-back is about that.
  const isFirst = past.isShelved === true && refersBack.test(heard.text)
  const before = isFirst ? whole() : past.isFree ? neverMind.respond?.(heard, past) : null
  if (before) return before
  const heardBy = open?.(heard, past)
  // A question again is no answer: the words may hold an answer and something more.
  const more = open && !heardBy?.calls ? answeredAndMore(heard, past, open, report) : null
  const told = more ?? heardBy
  if (told) {
    answers.add(told)
    return told
  }
  const plan = whole()
  if (plan) return plan
  const plans = [
    ...heard.clauses.flatMap(
      (clause, at) =>
        clausePlan(clause, heard, past) ??
        withVerbOf(heard.clauses.slice(0, at), clause, heard, past) ??
        [],
    ),
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

/** Plans that answer the open question. */
const answers = new WeakSet<Plan>()

/** What corrects, repeats or takes back. */
const refersBack =
  /^(?:no|nope|actually|sorry|oops|wait|make (?:it|that)|change|i meant|never ?mind|forget|cancel|withdraw|scratch|drop|stop|undo|not)\b|\b(?:same|instead|rather|too|as well|another)\b/i

const joint = /(?:[.;!]\s+|,?\s+)(?:and|also|plus|then)\s+(?:also |then )?|[.;!]\s+|,\s+/gi

/** `Four of us, and pay INV-1001`: an answer to what was asked, and something more. */
function answeredAndMore(
  heard: Heard,
  past: Past,
  open: NonNullable<Plan['hear']>,
  report: (calls: Call[]) => Plan,
): Plan | null {
  if (heard.mails.length > 0 || heard.text.length > 300) return null
  for (const { index, 0: by } of heard.text.matchAll(joint)) {
    const first = open(hear(heard.text.slice(0, index)), past)
    if (!first?.calls || first.calls.length === 0 || first.hear) continue
    const asked = first.calls.map(({ tool, input }, at): Call => ({
      id: `now${at}`,
      tool,
      input,
      result: { ok: true, value: { status: 'pending', title: tool } },
    }))
    const rest = heard.text.slice(
      index + (/^[.;!]\s+$/.test(by) ? by.length : by.replace(/(?:and|also|plus).*$/is, '').length),
    )
    const more = answer(
      hear(rest.trim()),
      { ...past, calls: [...past.calls, ...asked], isAsking: false },
      undefined,
      report,
    )
    if (
      more.calls &&
      more.calls.length > 0 &&
      more.calls.every(({ input }) => !('replaces' in input))
    )
      return together([first, more], report)
  }
  return null
}

const backAnd =
  /^((?:(?:no|ok|okay|actually|wait|sorry|please|oh|hm+)[, ]+)*(?:withdraw|cancel|forget|drop|scrap|scratch|undo|take back|never ?mind|skip|pull|retract|remove)(?: (?:that|it|this|them|about (?:it|that)|the [\w$. ]{2,30}?|that one|[\w -]{2,20}?))?)(?:,? and(?: then)?|,? then|[,;.!] ?(?:and|then)?) (?:then |please |just |rather )*(?=(?:pay|settle|send|transfer|refund|book|reserve|submit|email|e-mail|give|export|expense)\b)(.+)$/i

/** `Withdraw that and send $60 to Harbor Print instead`: one thing back, another asked for. */
function takenBackAndMore(heard: Heard, past: Past, report: (calls: Call[]) => Plan): Plan | null {
  const [, back, more] = heard.mails.length === 0 ? (backAnd.exec(heard.text) ?? []) : []
  if (!back || !more || past.isAsking || /[?]\s*$/.test(heard.text)) return null
  const first = neverMind.respond?.(hear(back), past)
  if (!first?.calls?.every(({ tool }) => tool === 'withdraw_request')) return null
  const rest = hear(more.replace(/,? instead(?=[.!]?$)/i, ''))
  const next = answer(rest, { ...past, asked: back }, undefined, report)
  return next.calls &&
    next.calls.length > 0 &&
    next.calls.every(({ input }) => !('replaces' in input))
    ? { ...next, calls: [...first.calls, ...next.calls] }
    : null
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
  let about: string | undefined
  let known: Plan['known']
  let patience = 0
  /** Something else was asked for since, or beside it. */
  let isShelved = false
  let isLate = false
  let isFree = false
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
      isAsking: open !== undefined && !isShelved,
      isShelved: open !== undefined && isShelved,
      isLate: open !== undefined && isLate,
      isFree: open !== undefined && isFree,
      ...(open && known && { known }),
      can: surroundings.can,
    }
    next = answer(heardOf(said), past, open, report)
    const isAnswer = answers.has(next)
    asked = said
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
