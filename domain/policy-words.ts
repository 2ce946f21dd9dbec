import type { Condition } from './condition.ts'
import { durationInWords, inList } from './durations.ts'
import { formatMoney, usd } from './money.ts'
import type { Policy, Rule, Ruling } from './policy.ts'
import { approversInWords } from './quorum.ts'
import { aRole } from './roles.ts'

/** `pay_invoice` → `Pay invoice`; `send_*` → `Everything that starts with “send_”`. */
export function toolInWords(pattern: string): string {
  if (pattern === '*') return 'Everything'
  if (pattern.endsWith('*')) return `Everything that starts with “${pattern.slice(0, -1)}”`
  const words = pattern.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const isMoney = (fact: string): boolean => fact === 'amount' || fact === 'rollingAmount'

/** Beyond it a double no longer tells cents apart. */
const READABLE = 1_000_000_000_000_00

/** Text in JSON's quotes, so that no value can pretend to end and go on as another condition. */
const valueInWords = (fact: string, value: number | string | boolean): string => {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const money = isMoney(fact) && Number.isInteger(value) && Math.abs(value) <= READABLE
  return money ? formatMoney(usd(value)) : String(value)
}

const comparisons: Record<Exclude<Condition['op'], 'in'>, string> = {
  lte: 'is at most',
  lt: 'is less than',
  gte: 'is at least',
  gt: 'is more than',
  eq: 'is',
  neq: 'is not',
  starts_with: 'starts with',
  ends_with: 'ends with',
}

/** `the amount is at most $250.00`, `payee is one of "A" or "B"`. */
export function conditionInWords(condition: Condition): string {
  const { fact } = condition
  const subject = fact === 'rollingAmount' ? 'what the requester spends in 24 hours' : fact
  if (condition.op === 'in') {
    const values = condition.value.map((value) => valueInWords(fact, value))
    return `${subject} is one of ${inList(values, 'or')}`
  }
  return `${subject} ${comparisons[condition.op]} ${valueInWords(fact, condition.value)}`
}

/** When a rule speaks: its conditions as one phrase, or null when it always does. */
export const whenInWords = ({ when }: Pick<Rule, 'when'>): string | null =>
  when.length === 0 ? null : inList(when.map(conditionInWords))

/** What a rule does: `a reviewer must approve`, `it is refused`. */
export function outcomeInWords({
  outcome,
  approvers,
}: Pick<Rule, 'outcome'> & Pick<Ruling, 'approvers'>): string {
  switch (outcome) {
    case 'allow':
      return 'it runs without asking'
    case 'ask':
      return `${approversInWords(approvers)} must approve`
    case 'deny':
      return 'it is refused'
  }
}

type Delays = { [K in keyof Ruling['timers']]?: Ruling['timers'][K] | undefined }

/** `brings a reminder after 4 hours`, …: what the clock does while nobody answers, in order. */
export function timersInWords(timers: Delays): string[] {
  const { remindAfter, escalateAfter, escalateTo, expireAfter } = timers
  const to = escalateTo ? aRole(escalateTo) : 'somebody else'
  return [
    ...(remindAfter === undefined
      ? []
      : [`brings a reminder after ${durationInWords(remindAfter)}`]),
    ...(escalateAfter === undefined
      ? []
      : [`can be answered by ${to} too after ${durationInWords(escalateAfter)}`]),
    ...(escalateAfter === undefined && escalateTo ? [`goes on to ${to}`] : []),
    ...(expireAfter === undefined ? [] : [`expires after ${durationInWords(expireAfter)}`]),
  ]
}

/** What else a rule says, a sentence each. */
export function marksInWords(rule: Rule): string[] {
  const timers = timersInWords(rule.timers ?? {})
  return [
    ...(rule.reasonRequired ? ['Whoever answers gives a reason.'] : []),
    ...(rule.forbidsGrants ? ['No grant stands in for an answer.'] : []),
    ...(timers.length > 0 ? [`Unanswered, it ${inList(timers)}.`] : []),
    ...(rule.onExpiry === 'approve' ? ['When nobody answers in time, it counts as approved.'] : []),
  ]
}

/**
 * A whole rule as people read it. Nothing is left out: two rules that differ read differently, so that
 * whoever approves a change has seen all of it.
 */
export function ruleInWords(rule: Rule): string {
  const when = whenInWords(rule)
  const what = `${toolInWords(rule.tool)} (${rule.tool})`
  return [
    `${what}${when === null ? '' : `, when ${when}`}: ${outcomeInWords(rule)}.`,
    ...marksInWords(rule),
    `People read: ${JSON.stringify(rule.reason)}`,
  ].join(' ')
}

/** The timers of every rule that sets none of its own. */
export const documentTimersInWords = ({ timers }: Pick<Policy, 'timers'>): string =>
  `A request that nobody answers ${inList(timersInWords(timers))}, as denied.`

/** What a ruling means for the person who asks. */
export function rulingInWords({ outcome, approvers, grant, reasonRequired }: Ruling): string {
  switch (outcome) {
    case 'deny':
      return 'It would be refused.'
    case 'allow':
      return grant === undefined
        ? 'It would run without asking anybody.'
        : 'It would run without asking, because of a grant.'
    case 'ask': {
      const own = approvers.some(({ role }) => role === 'requester')
      const reason = reasonRequired ? ', with a reason' : ''
      if (own && approvers.length === 1) return `You would have to confirm it yourself${reason}.`
      const who = approversInWords(approvers).replace('the requester', 'you')
      const others = own ? '' : ' Your own yes does not count.'
      return `It would wait for a yes from ${who}${reason}.${others}`
    }
  }
}
