import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Condition, condition, follows, holds } from './condition.ts'

const on = (op: string, value: unknown): Condition => condition.parse({ fact: 'x', op, value })

describe('a condition', () => {
  test.each([
    ['lte', 5, 5, true],
    ['lte', 5, 6, false],
    ['lt', 5, 4, true],
    ['lt', 5, 5, false],
    ['gte', 5, 5, true],
    ['gte', 5, 4, false],
    ['gt', 5, 6, true],
    ['gt', 5, 5, false],
    ['eq', 'a', 'a', true],
    ['eq', 'a', 'A', false],
    ['eq', 5, '5', false],
    ['neq', 'a', 'b', true],
    ['neq', 'a', 'a', false],
    ['in', ['a', 'b'], 'b', true],
    ['in', ['a', 'b'], 'c', false],
    ['in', [1, 2], '1', false],
    ['starts_with', 'INV-', 'INV-1', true],
    ['starts_with', 'INV-', 'XINV-1', false],
    ['ends_with', '@fernway.example', 'sam@fernway.example', true],
    ['ends_with', '@fernway.example', 'sam@fernway.example.evil', false],
    ['ends_with', '5', 5, false],
  ])('%s %j of %j: %s', (op, value, actual, expected) => {
    expect(holds(on(op, value), { x: actual })).toBe(expected)
  })

  test.each([
    ['missing', {}],
    ['NaN', { x: Number.NaN }],
    ['of another type', { x: '4' }],
    ['a list', { x: [4] }],
    ['null', { x: null }],
  ])('on a number does not hold when that is %s', (_what, facts) => {
    for (const op of ['lte', 'lt', 'gte', 'gt']) expect(holds(on(op, 4), facts)).toBe(false)
  })

  test('holds for no fact that is missing, `neq` neither, whatever objects inherit', () => {
    expect(holds(on('neq', 'a'), {})).toBe(false)
    expect(holds({ fact: 'constructor', op: 'neq', value: 'a' }, {})).toBe(false)
    expect(holds(on('neq', 'a'), { x: ['a'] })).toBe(false)
  })

  test.each([
    ['a text where a number belongs', { fact: 'x', op: 'lte', value: '5' }],
    ['an empty list', { fact: 'x', op: 'in', value: [] }],
    ['an unknown comparison', { fact: 'x', op: 'matches', value: '.*' }],
    ['a hidden character', { fact: 'x', op: 'eq', value: 'a\u202eb' }],
    ['a word too many', { fact: 'x', op: 'eq', value: 'a', or: 'b' }],
  ])('may not have %s', (_what, faulty) => {
    expect(condition.safeParse(faulty).success).toBe(false)
  })
})

test('what follows from a condition holds wherever it holds', () => {
  const small = fc.integer({ min: 0, max: 4 })
  const any = fc.oneof(
    fc.tuple(fc.constantFrom('lte', 'lt', 'gte', 'gt', 'eq', 'neq'), small),
    fc.tuple(fc.constant('in'), fc.array(small, { minLength: 1, maxLength: 3 })),
  )
  fc.assert(
    fc.property(any, any, ([op, value], [otherOp, other]) => {
      const [narrow, wide] = [on(op, value), on(otherOp, other)]
      if (!follows(narrow, wide)) return
      for (let x = -1; x <= 6; x += 0.5) {
        if (holds(narrow, { x })) expect(holds(wide, { x })).toBe(true)
      }
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  [on('lte', 5), on('lte', 5), true],
  [on('lte', 5), on('lte', 6), true],
  [on('lte', 6), on('lte', 5), false],
  [on('lte', 5), on('lt', 5), false],
  [on('lt', 5), on('lte', 5), true],
  [on('gt', 5), on('gte', 5), true],
  [on('eq', 5), on('lt', 6), true],
  [on('eq', 'a'), on('in', ['a', 'b']), true],
])('%j leads to %j: %s', (narrow, wide, expected) => {
  expect(follows(narrow, wide)).toBe(expected)
})
