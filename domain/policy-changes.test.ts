import { describe, expect, test } from 'vitest'
import { changeInWords, changesInBrief, policyChanges } from './policy-changes.ts'
import { ruleInWords } from './policy-words.ts'
import { DAY, policyOf, rule } from './testing/policies.ts'

const [one, two, three] = [rule('one'), rule('two'), rule('three')]
const before = policyOf(one, two)

describe('what a new policy changes', () => {
  test('nothing, whatever its version', () => {
    expect(policyChanges(before, { ...before, version: 8 })).toEqual([])
  })

  test('a rule, as it was and as it becomes', () => {
    const stricter = { ...two, approvers: [{ role: 'manager' as const, count: 1 }] }
    expect(policyChanges(before, policyOf(one, stricter))).toEqual([
      { label: 'Rule two', before: ruleInWords(two), after: ruleInWords(stricter) },
    ])
  })

  test('a rule that comes before others, with its place', () => {
    expect(policyChanges(before, policyOf(one, three, two))).toEqual([
      { label: 'Rule three', after: `${ruleInWords(three)} It stands before two.` },
    ])
  })

  test('a rule that comes last, or goes', () => {
    expect(policyChanges(before, policyOf(one, two, three))).toEqual([
      { label: 'Rule three', after: `${ruleInWords(three)} It stands last.` },
    ])
    expect(policyChanges(before, policyOf(two))).toEqual([
      { label: 'Rule one', before: ruleInWords(one) },
    ])
  })

  test('the order, because the first match decides', () => {
    expect(policyChanges(before, policyOf(two, one))).toEqual([
      { label: 'Order of the rules', before: 'one, two', after: 'two, one' },
    ])
    expect(policyChanges(before, policyOf(three, two, one))).toContainEqual({
      label: 'Order of the rules',
      before: 'one, two',
      after: 'three, two, one',
    })
  })

  test('the timers', () => {
    const [change] = policyChanges(before, { ...before, timers: { expireAfter: DAY } })
    expect(change).toMatchObject({
      label: 'Timers',
      after: 'A request that nobody answers expires after 24 hours, as denied.',
    })
  })

  test('in brief', () => {
    const after = policyOf(three, { ...two, reason: 'Else.' }, rule('four'))
    const brief = changesInBrief(policyChanges(before, { ...after, timers: { expireAfter: DAY } }))
    expect(brief).toBe('1 rule changed, 2 rules added, 1 rule removed and new timers')
  })
})

test.each([
  [{ label: 'x', after: 'b' }, 'New. b'],
  [{ label: 'x', before: 'a' }, 'Removed. It said: a'],
  [{ label: 'x', before: 'a', after: 'b' }, 'Was: a\nBecomes: b'],
])('%j reads: %s', (change, words) => expect(changeInWords(change)).toBe(words))
