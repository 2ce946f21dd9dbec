import { clausePlan, withVerbOf } from './clauses.ts'
import type { Call } from './conversation.ts'
import { hear, type Heard } from './hear/hear.ts'
import { askMail } from './intents/email.ts'
import { intents, lastResorts, notUnderstood } from './intents/index.ts'
import { neverMind } from './intents/never-mind.ts'
import type { Past, Plan } from './plan.ts'
import { together } from './together.ts'

const sameRead = (one: Plan, other: Plan): boolean =>
  one.text === other.text && JSON.stringify(one.calls) === JSON.stringify(other.calls)

/** The open question hears first, then each intent the whole, then the clauses find theirs. */
export function answer(
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
    return { ...told, answers: true }
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
