import { expect, test } from 'vitest'
import type { Case } from './cases.ts'
import type { Result } from './play.ts'
import { asData, failures, passes, wrongProposals } from './report.ts'

const result = (set: string, id: string, over: Partial<Result> = {}): Result => {
  const about: Case = { id, set, topic: 'talk', isDialogue: false, now: 0, turns: [] }
  return { case: about, failure: undefined, wrong: [], ...over }
}
const failure = { turn: 1, said: 'secret words', problems: ['should ask for date'], reply: 'What?' }
const wrong = [{ tool: 'pay_invoice', input: { invoice: 'INV-1001' }, proposed: true }]
const many = (right: number, all: number, set = 'held-back') =>
  Array.from({ length: all }, (_, at) => result(set, `${at}`, at < right ? {} : { failure }))

test('nine of ten held-back cases are enough, and one less is not', () => {
  expect(passes(many(9, 10))).toBe(true)
  expect(passes(many(8, 10))).toBe(false)
})

test('the tuning half alone decides nothing, somebody else’s set does', () => {
  expect(passes(many(0, 10, 'tuning'))).toBe(true)
  expect(passes(many(8, 10, 'file'))).toBe(false)
})

test('one wrong proposal is one too many, wherever it was', () => {
  expect(passes([...many(10, 10), result('tuning', 'w', { wrong })])).toBe(false)
})

test('held-back cases stay unread, unless somebody insists', () => {
  const results = [result('held-back', 'h', { failure, wrong }), result('tuning', 't', { failure })]
  const hidden = [failures(results, false), JSON.stringify(asData(results.slice(0, 1), false))]
  expect(hidden.join()).toContain('Held back and failed: 1')
  expect(hidden[0]?.match(/secret words/g)).toHaveLength(1)
  expect(hidden[1]).not.toContain('secret words')
  expect(wrongProposals(results, false)).toBe('Wrong proposals: 1')
  expect(failures(results, true).match(/secret words/g)).toHaveLength(2)
  expect(wrongProposals(results, true)).toContain('INV-1001')
})
