import type { ChangedField } from './changes.ts'
import { canonicalJson } from './digest.ts'
import { inList } from './durations.ts'
import type { Policy, Rule } from './policy.ts'
import { documentTimersInWords, ruleInWords } from './policy-words.ts'

const idsOf = (policy: Policy): string[] => policy.rules.map(({ id }) => id)

const same = (one: unknown, other: unknown): boolean => canonicalJson(one) === canonicalJson(other)

/** Whether the rules that stand in both stand in another order: the first match decides. */
function isReordered(before: Policy, after: Policy): boolean {
  const [old, now] = [idsOf(before), idsOf(after)]
  return !same(
    old.filter((id) => now.includes(id)),
    now.filter((id) => old.includes(id)),
  )
}

/** A new rule in words, and where it stands among the others. */
function newcomer(rule: Rule, { rules }: Policy): string {
  const next = rules[rules.indexOf(rule) + 1]
  const place = next ? `It stands before ${next.id}.` : 'It stands last.'
  return `${ruleInWords(rule)} ${place}`
}

/**
 * What a new policy changes, in words: a field for each rule that came, went or differs, one for the order
 * if that changed, one for the timers. Every difference is told, versions aside.
 */
export function policyChanges(before: Policy, after: Policy): ChangedField[] {
  const find = ({ rules }: Policy, id: string) => rules.find((rule) => rule.id === id)
  const changes = [...new Set([...idsOf(before), ...idsOf(after)])].flatMap((id) => {
    const [old, now] = [find(before, id), find(after, id)]
    if (same(old ?? null, now ?? null)) return []
    return [
      {
        label: `Rule ${id}`,
        ...(old && { before: ruleInWords(old) }),
        ...(now && { after: old ? ruleInWords(now) : newcomer(now, after) }),
      },
    ]
  })
  const order = { before: idsOf(before).join(', '), after: idsOf(after).join(', ') }
  const timers = { before: documentTimersInWords(before), after: documentTimersInWords(after) }
  return [
    ...changes,
    ...(isReordered(before, after) ? [{ label: 'Order of the rules', ...order }] : []),
    ...(same(before.timers, after.timers) ? [] : [{ label: 'Timers', ...timers }]),
  ]
}

const countOf = (count: number, what: string): string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? 'rule' : 'rules'} ${what}`]

/** `2 rules changed, 1 rule added and new timers`: a title's worth of the differences. */
export function changesInBrief(changes: readonly ChangedField[]): string {
  const rules = changes.filter(({ label }) => label.startsWith('Rule '))
  const added = rules.filter(({ before }) => before === undefined).length
  const removed = rules.filter(({ after }) => after === undefined).length
  return inList([
    ...countOf(rules.length - added - removed, 'changed'),
    ...countOf(added, 'added'),
    ...countOf(removed, 'removed'),
    ...(changes.some(({ label }) => label === 'Order of the rules') ? ['a new order'] : []),
    ...(changes.some(({ label }) => label === 'Timers') ? ['new timers'] : []),
  ])
}

/** A difference as one value beside its label. */
export const changeInWords = ({ before, after }: ChangedField): string => {
  if (before === undefined) return `New. ${after ?? ''}`
  if (after === undefined) return `Removed. It said: ${before}`
  return `Was: ${before}\nBecomes: ${after}`
}
