import { carried } from './carried.ts'
import { clausePlan, withVerbOf } from './clauses.ts'
import type { Call } from './conversation.ts'
import { hear, type Heard } from './hear/hear.ts'
import { unlessOrdered } from './gist/others.ts'
import { sureOf } from './gist/thin.ts'
import { askMail } from './intents/email.ts'
import { intents, lastResorts, notUnderstood } from './intents/index.ts'
import { isOpen, proposals } from './history.ts'
import { neverMind } from './intents/never-mind.ts'
import { onlyAsked } from './only-asked.ts'
import { piecewise } from './piecewise.ts'
import type { Past, Plan } from './plan.ts'
import { withReason } from './reasons.ts'
import { withNames } from './refer.ts'
import { together } from './together.ts'

const sameRead = (one: Plan, other: Plan): boolean =>
  one.text === other.text && JSON.stringify(one.calls) === JSON.stringify(other.calls)

/** What is said, whole or else piece by piece; one clear sentence where nothing hears it. */
export function answer(
  heard: Heard,
  past: Past,
  open: Plan['hear'],
  report: (calls: Call[]) => Plan,
): Plan {
  if (heard.isTooLong) return notUnderstood(heard, past)
  const understand = (said: Heard) => understood(said, past, open, report)
  const plan = understand(heard) ?? piecewise(heard, understand) ?? carried(heard, past, understand)
  return plan ? unlessOrdered(plan, heard) : notUnderstood(heard, past)
}

/** The open question hears first, then each intent the whole, then the clauses find theirs. */
function understood(
  heard: Heard,
  past: Past,
  open: Plan['hear'],
  report: (calls: Call[]) => Plan,
): Plan | null {
  const whole = () => {
    if (heard.mails.length > 0) return null
    for (const intent of intents) {
      const found = intent.respond?.(heard, past)
      if (found) return withReason(found, heard)
    }
    return null
  }
  const other = givenUpAndMore(heard, past, report)
  if (other) return other
  const instead = takenBackAndMore(heard, past, open, report)
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
  const plan = onlyAsked(heard, past) ?? whole()
  if (plan) return plan
  heard = withNames(heard, past)
  const plans = [
    ...heard.clauses.flatMap(
      (clause, at) =>
        clausePlan(clause, heard, past) ??
        withVerbOf(heard.clauses.slice(0, at), clause, heard, past) ??
        [],
    ),
    ...heard.mails.map((mail) => askMail(mail, heard, past)),
  ]
  const distinct = plans.filter(
    (one, at) => plans.findIndex((other) => sameRead(one, other)) === at,
  )
  if (distinct.length > 0) return sureOf(withReason(together(distinct, report), heard), heard)
  for (const intent of lastResorts) {
    const found = intent.respond?.(heard, past)
    if (found) return withReason(found, heard)
  }
  return null
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
  // Where any words would do, the first few of them are no answer.
  if (heard.mails.length > 0 || heard.text.length > 300 || past.isFree) return null
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

const givenUp =
  /^(?:(?:oh|ok|okay|no|actually|wait|sorry|hm+|well|you know what|please|ah)[, ]+)*(?:never ?mind|forget(?: about)?|scrap|drop|skip|cancel|leave)(?: (?:it|that|this|about (?:it|that)|the (?:e?-?mail|message|text|table|room|booking|payment|transfer|refund|expense|request|whole thing)))?\s*[.,;!:-]+\s+(?:and |but )?(?=\S)(?!the\b)/i

/** `Never mind the e-mail. What's pending?`: lets go of the open question, then goes on. */
function givenUpAndMore(heard: Heard, past: Past, report: (calls: Call[]) => Plan): Plan | null {
  const lead = past.isAsking && heard.mails.length === 0 ? givenUp.exec(heard.text)?.[0] : undefined
  if (!lead) return null
  const rest = hear(heard.text.slice(lead.length))
  const isOwn = rest.clauses.some(({ mood, asks }) => mood === 'question' || asks)
  if (past.isFree && !isOwn) return null
  const plan = answer(rest, { ...past, isAsking: false, isFree: false }, undefined, report)
  return { ...plan, closes: true }
}

const backAnd =
  /^((?:(?:no|ok|okay|actually|wait|sorry|please|oh|hm+)[, ]+)*(?:withdraw|cancel|forget|drop|scrap|scratch|undo|take back|never ?mind|skip|pull|retract|remove|(?:do not|don't|dont) (?:delete|export|pay|send|book|refund|cancel|submit|email|do))(?: (?:that|it|this|them|those|these|about (?:it|that)|the [\w$. ]{2,30}?|that one|[\w -]{2,20}?))?)(?:,? and(?: then)?|,? then|[,;.!] ?(?:and|then)?) (?:then |please |just |rather )*(?=(?:pay|settle|send|transfer|refund|book|reserve|submit|email|e-mail|give|export|expense|delete|make (?:member|reviewer|manager|auditor|admin)\w*)\b)(.+)$/i

/** `Withdraw that and send $60 to Harbor Print instead`: one thing back, another asked for. */
function takenBackAndMore(
  heard: Heard,
  past: Past,
  open: Plan['hear'],
  report: (calls: Call[]) => Plan,
): Plan | null {
  const [, back, more] = heard.mails.length === 0 ? (backAnd.exec(heard.text) ?? []) : []
  // `Never mind the room, pay that invoice`: of what was only talked about nothing is to be taken back.
  const isLetGo =
    back &&
    more &&
    past.known === undefined &&
    /\b(?:never ?mind|forget|skip) (?:about )?the (?!invoice|bill)/i.test(back) &&
    !proposals(past.calls).some(isOpen)
  if (isLetGo) {
    const next = answer(hear(more), past, open, report)
    return next.calls && next.calls.length > 0 ? next : null
  }
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
