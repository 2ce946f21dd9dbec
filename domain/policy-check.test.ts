import { describe, expect, test } from 'vitest'
import { defaultPolicy } from './default-policy.ts'
import { type Policy, type Rule } from './policy.ts'
import { checkPolicy } from './policy-check.ts'
import { catalogue } from './testing/catalogue.ts'
import { DAY, HOUR, policyOf, rule } from './testing/policies.ts'

const changing = defaultPolicy.rules.at(-1)!
const asks = (change: Partial<Rule> = {}) => rule('asks', { tool: 'send_payment', ...change })

/** The faults of a document as `place: reason`. */
function faultsIn(document: unknown): string[] {
  const checked = checkPolicy(document, catalogue)
  return checked.ok ? [] : checked.faults.map(({ place, reason }) => `${place}: ${reason}`)
}
const faultsOf = (...rules: unknown[]) =>
  faultsIn({ ...defaultPolicy, rules: [...rules, changing] })

test('the default policy has no fault', () => {
  expect(checkPolicy(defaultPolicy, catalogue)).toEqual({ ok: true, policy: defaultPolicy })
})

test('a document needs no version of its own, and gets its defaults', () => {
  const { version: _, ...document } = defaultPolicy
  const checked = checkPolicy(
    {
      ...document,
      rules: [{ id: 'never', tool: 'send_*', outcome: 'deny', reason: 'No.' }, changing],
    },
    catalogue,
  )
  expect(checked).toMatchObject({
    ok: true,
    policy: { rules: [{ when: [], approvers: [], onExpiry: 'deny', forbidsGrants: false }, {}] },
  })
})

describe('faults of form', () => {
  test.each<[string, unknown, string]>([
    ['no document', 'rules', 'document: The document must be an object.'],
    ['nothing', undefined, 'document: The document is missing.'],
    [
      'a misspelt field',
      { ...defaultPolicy, rules: [{ ...changing, aprovers: [] }] },
      'rules[0]: `aprovers` is not known here; leave it out or correct its name.',
    ],
    ['no rules', { timers: { expireAfter: DAY } }, 'rules: `rules` is missing.'],
    [
      'an unknown outcome',
      { ...defaultPolicy, rules: [{ ...changing, outcome: 'maybe' }] },
      'rules[0].outcome: `outcome` must be `allow`, `ask` or `deny`.',
    ],
    [
      'an auditor who decides',
      { ...defaultPolicy, rules: [{ ...changing, approvers: [{ role: 'auditor', count: 1 }] }] },
      'rules[0].approvers[0].role: `role` must be `requester`, `reviewer` or `manager`.',
    ],
    [
      'a text as a delay',
      { ...defaultPolicy, timers: { expireAfter: '7 days' } },
      'timers.expireAfter: `expireAfter` must be a number.',
    ],
    [
      'an unknown comparison',
      { ...defaultPolicy, rules: [{ ...changing, when: [{ fact: 'base', op: '<', value: 1 }] }] },
      'rules[0].when[0].op: `op` must be',
    ],
    [
      'an object to compare with',
      { ...defaultPolicy, rules: [{ ...changing, when: [{ fact: 'base', op: 'eq', value: {} }] }] },
      'rules[0].when[0].value: `value` must be a number, a text, or true or false.',
    ],
    [
      'capitals in an id',
      { ...defaultPolicy, rules: [{ ...changing, id: 'Mine' }] },
      'rules[0].id: `id` must be written in small letters, digits, - and _.',
    ],
    [
      'an empty sentence',
      { ...defaultPolicy, rules: [{ ...changing, reason: '' }] },
      'rules[0].reason: `reason` must not be empty.',
    ],
  ])('%s', (_what, document, fault) => {
    expect(faultsIn(document)).toContainEqual(expect.stringContaining(fault))
  })

  test('are all told, with their rule', () => {
    const document = { ...defaultPolicy, rules: [{ ...changing, outcome: 'x', reason: 5 }] }
    expect(checkPolicy(document, catalogue)).toMatchObject({
      ok: false,
      faults: [
        { place: 'rules[0].outcome', rule: 'change_policy-manager' },
        { place: 'rules[0].reason', rule: 'change_policy-manager' },
      ],
    })
  })
})

describe('faults of meaning', () => {
  test.each<[string, Partial<Rule>, string]>([
    [
      'asks nobody',
      { approvers: [] },
      'rules[0].approvers: A rule that asks must say who is asked.',
    ],
    [
      'allows and asks',
      { outcome: 'allow', approvers: [{ role: 'reviewer', count: 1 }] },
      'rules[0].approvers: Only a rule that asks has people who answer; leave them out here.',
    ],
    [
      'asks two requesters',
      { approvers: [{ role: 'requester', count: 2 }] },
      'rules[0].approvers: There is only one requester to ask.',
    ],
    [
      'means no action',
      { tool: 'send_rocket' },
      'rules[0].tool: There is no action `send_rocket`.',
    ],
    ['means no action at all', { tool: 'x*' }, 'rules[0].tool: There is no action `x*`.'],
    [
      'looks at no field',
      { when: [{ fact: 'pay', op: 'eq', value: 'x' }] },
      'rules[0].when[0].fact: `send_payment` has no field `pay`.',
    ],
    [
      'reminds too late',
      { timers: { remindAfter: 7 * DAY } },
      'rules[0].timers.remindAfter: `remindAfter` must be shorter than `expireAfter`.',
    ],
    [
      'escalates too late',
      { timers: { escalateAfter: DAY, expireAfter: DAY } },
      'rules[0].timers.escalateAfter: `escalateAfter` must be shorter than `expireAfter`.',
    ],
    [
      'reminds after it escalates',
      { timers: { remindAfter: 2 * HOUR, escalateAfter: HOUR } },
      'rules[0].timers.remindAfter: `remindAfter` must be shorter than `escalateAfter`.',
    ],
    [
      'is approved by silence, without a cap',
      { tool: 'book_table', onExpiry: 'approve' },
      'rules[0].onExpiry: Silence approves only what is capped; add a condition `lte` on `rollingAmount` or `amount`.',
    ],
    [
      'is approved by silence, without a way back',
      { onExpiry: 'approve', when: [{ fact: 'amount', op: 'lte', value: 100 }] },
      'rules[0].onExpiry: Silence approves only one named action that can be undone; `send_payment` is not.',
    ],
    [
      'is approved by silence, with actions to come',
      { tool: 'book_*', onExpiry: 'approve', when: [{ fact: 'amount', op: 'lte', value: 100 }] },
      'rules[0].onExpiry: Silence approves only one named action that can be undone; `book_*` is not.',
    ],
    [
      'is refused by silence and by itself',
      { outcome: 'deny', onExpiry: 'approve' },
      'rules[0].onExpiry: Only a rule that asks can run out of time.',
    ],
  ])('a rule that %s', (_what, change, fault) => {
    expect(faultsOf(asks(change))).toEqual([fault])
  })

  test.each<[string, Partial<Rule>]>([
    [
      'is approved by silence, capped, with a way back',
      {
        tool: 'book_table',
        onExpiry: 'approve',
        when: [{ fact: 'rollingAmount', op: 'lte', value: 100 }],
      },
    ],
    ['expires before the others are reminded', { timers: { expireAfter: HOUR } }],
    ['escalates before the others are reminded', { timers: { escalateAfter: HOUR } }],
    ['looks at a field that one of its actions has', asksAboutMemo()],
    ['asks the requester and another', bothAreAsked()],
  ])('none in a rule that %s', (_what, change) => {
    expect(faultsOf(asks(change))).toEqual([])
  })

  test('two rules of one name', () => {
    const others = [asks({ when: [{ fact: 'amount', op: 'lte', value: 1 }] }), asks()]
    expect(faultsOf(...others)).toEqual([
      'rules[1].id: Another rule is called `asks` already; each needs a name of its own.',
    ])
  })

  test('an escalation to nobody, or at no time', () => {
    const timed = (timers: Policy['timers']) => faultsIn({ ...defaultPolicy, timers })
    expect(timed({ escalateAfter: HOUR, expireAfter: DAY })).toEqual([
      'timers.escalateAfter: `escalateAfter` needs `escalateTo` beside it.',
    ])
    expect(timed({ escalateTo: 'manager', expireAfter: DAY })).toEqual([
      'timers.escalateTo: `escalateTo` needs `escalateAfter` beside it.',
    ])
  })
})

describe('a rule that is never reached', () => {
  const lte = (value: number) => ({ fact: 'amount', op: 'lte', value }) as const
  const small = rule('small', { tool: 'send_payment', when: [lte(100)] })
  const never = (...rules: Rule[]) => faultsOf(...rules)
  const decides = (id: string) => `This rule is never reached: \`${id}\` decides every such case.`

  test('stands after another about the same', () => {
    const again = rule('again', { tool: 'send_payment', when: [lte(100)] })
    expect(never(small, again)).toEqual([`rules[1]: ${decides('small')}`])
  })

  test('stands after another about more', () => {
    expect(never(rule('all'), small)).toEqual([`rules[1]: ${decides('all')}`])
    const larger = rule('larger', { tool: 'send_payment', when: [lte(200)] })
    expect(never(larger, small)).toEqual([`rules[1]: ${decides('larger')}`])
    expect(never(small, larger)).toEqual([])
  })

  test('stands anywhere beside a deny', () => {
    const deny = rule('no', { outcome: 'deny' })
    expect(never(small, deny)).toEqual([`rules[0]: ${decides('no')}`])
    expect(never(deny, { ...deny, id: 'no-too' })).toEqual([`rules[1]: ${decides('no')}`])
  })

  test('is not a deny, nor a mark that forbids grants', () => {
    expect(never(rule('all'), rule('no', { outcome: 'deny', when: [lte(5)] }))).toEqual([])
    expect(never(rule('all'), { ...small, forbidsGrants: true })).toEqual([])
  })
})

describe('a change of the policy', () => {
  const faultsWith = (...rules: Rule[]) => faultsIn(policyOf(...rules))

  test('must be asked of somebody', () => {
    expect(faultsWith(asks())).toEqual([
      'rules: A rule without conditions must say who confirms `change_policy`.',
    ])
  })

  test('is never allowed, by no pattern', () => {
    const roles = rule('roles', { tool: 'change_access' })
    const all = rule('all', { tool: '*', outcome: 'allow' })
    expect(faultsWith(roles, all)).toEqual([
      'rules[1].outcome: A change of the policy is never allowed without asking.',
    ])
    expect(faultsWith(roles, changing, all)).toEqual([])
  })

  test('can be answered in time, else the policy could never be changed again', () => {
    const short = { ...changing, timers: { expireAfter: 1 } }
    const fault =
      'Nobody could answer a change of the policy in time; let `expireAfter` be an hour at least.'
    expect(faultsWith(short)).toEqual([`rules[0].timers.expireAfter: ${fault}`])
    const hasty = { ...policyOf(changing), timers: { expireAfter: 60_000 } }
    expect(faultsIn(hasty)).toEqual([`timers.expireAfter: ${fault}`])
    expect(faultsWith({ ...changing, timers: { expireAfter: HOUR } })).toEqual([])
  })

  test('is never its author’s alone', () => {
    const own = { ...changing, approvers: [{ role: 'requester' as const, count: 1 }] }
    expect(faultsWith(own)).toEqual([
      'rules[0].approvers: A change of the policy needs a yes of somebody else than its author.',
    ])
  })

  test('is never granted', () => {
    expect(faultsWith({ ...changing, forbidsGrants: false })).toEqual([
      'rules[0].forbidsGrants: This rule covers changes of the policy, so `forbidsGrants` must be true.',
    ])
  })

  test('stays possible', () => {
    const all = rule('all', { tool: '*', outcome: 'deny' })
    expect(faultsWith(changing, all)).toContain(
      'rules[1].outcome: This rule would refuse every later change of the policy too; name the actions it is for.',
    )
    const dear = { ...all, when: [{ fact: 'rollingAmount', op: 'gt', value: 1 }] as const }
    expect(faultsWith(changing, { ...dear, when: [...dear.when] })).toEqual([])
  })
})

function asksAboutMemo(): Partial<Rule> {
  return { tool: '*', when: [{ fact: 'memo', op: 'eq', value: 'x' }] }
}

function bothAreAsked(): Partial<Rule> {
  return {
    approvers: [
      { role: 'requester', count: 1 },
      { role: 'manager', count: 1 },
    ],
  }
}
