import { describe, expect, test } from 'vitest'
import { accessIsAsked, CHANGE_ACCESS } from './access-guard.ts'
import { defaultPolicy } from './default-policy.ts'
import type { Rule } from './policy.ts'
import { catalogue } from './testing/catalogue.ts'
import { policyOf, rule } from './testing/policies.ts'

const faults = (...rules: Rule[]) =>
  accessIsAsked(policyOf(...rules), catalogue).map(
    ({ path, reason }) => `${path.join('.')}: ${reason}`,
  )
const access = (id: string, change: Partial<Rule> = {}) =>
  rule(id, { tool: CHANGE_ACCESS, ...change })
const own = [{ role: 'requester' as const, count: 1 }]
const onlyFor = (fact: string) => [{ fact, op: 'eq' as const, value: 'member' }]

describe('a change of somebody’s role', () => {
  test('is as the default policy has it', () => {
    expect(accessIsAsked(defaultPolicy, catalogue)).toEqual([])
  })

  test('is never allowed, by no pattern', () => {
    const fault = 'A change of somebody’s role is never allowed without asking.'
    expect(faults(access('free', { outcome: 'allow' }))).toEqual([`rules.0.outcome: ${fault}`])
    expect(faults(rule('all', { tool: '*', outcome: 'allow' }))).toEqual([
      `rules.0.outcome: ${fault}`,
    ])
    const some = access('some', { outcome: 'allow', when: onlyFor('role') })
    expect(faults(some, access('asks'))).toEqual([`rules.0.outcome: ${fault}`])
  })

  test('is never the word alone of who asks for it', () => {
    expect(faults(access('own', { approvers: own }))).toEqual([
      'rules.0.approvers: A change of somebody’s role needs a yes of somebody else than who asks for it.',
    ])
    const both = [...own, { role: 'manager' as const, count: 1 }]
    expect(faults(access('both', { approvers: both }))).toEqual([])
  })

  test('is not what later rules speak of, nor rules about other things', () => {
    const all = rule('all', { tool: '*', outcome: 'allow' })
    expect(faults(access('asks'), all)).toEqual([])
    expect(faults(rule('memo', { tool: '*', outcome: 'allow', when: onlyFor('memo') }))).toEqual([])
    expect(faults(access('no', { outcome: 'deny' }))).toEqual([])
    expect(faults()).toEqual([])
  })
})
