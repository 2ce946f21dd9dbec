import { describe, expect, test } from 'vitest'
import type { Expectation, WantedCall } from './cases.ts'
import { type EffectCall, judge, type Observed } from './judge.ts'

const clock = { now: Date.parse('2027-05-12T14:00:00Z'), timeZone: 'America/New_York' }

const pay = (invoice: string): WantedCall => ({ tool: 'pay_invoice', input: { invoice } })
const made = (invoice: string, proposed = true): EffectCall => ({
  tool: 'pay_invoice',
  input: { invoice },
  proposed,
})
const saw = (observed: Partial<Observed>): Observed => ({
  text: '',
  effects: [],
  reads: [],
  waiting: [],
  ...observed,
})
const verdict = (expectation: Expectation, observed: Partial<Observed>) =>
  judge(expectation, saw(observed), clock)

describe('calls', () => {
  const both = { calls: [pay('INV-1001'), pay('INV-1004')] }

  test('hold in any order, after any reading', () => {
    const effects = [made('inv-1004'), made('INV-1001')]
    expect(verdict(both, { effects, reads: ['list_invoices'] }).ok).toBe(true)
  })

  test('fail when one is missing', () => {
    const { ok, wrong } = verdict(both, { effects: [made('INV-1001')] })
    expect({ ok, wrong }).toEqual({ ok: false, wrong: [] })
  })

  test('fail when one is made twice', () => {
    const effects = [made('INV-1001'), made('INV-1001'), made('INV-1004')]
    expect(verdict(both, { effects }).ok).toBe(false)
  })

  test('fail when there is one more, and that one is a wrong proposal', () => {
    const other = made('INV-1002')
    const { ok, wrong } = verdict(both, { effects: [made('INV-1001'), made('INV-1004'), other] })
    expect({ ok, wrong }).toEqual({ ok: false, wrong: [other] })
  })

  test('hold for a call that the tool turned down', () => {
    expect(verdict({ calls: [pay('INV-9999')] }, { effects: [made('INV-9999', false)] }).ok).toBe(
      true,
    )
  })

  test('hold when the model tried something else first, which became nothing', () => {
    const effects = [made('INV-1'), made('INV-1001')].map((one, at) => ({
      ...one,
      proposed: at > 0,
    }))
    expect(verdict({ calls: [pay('INV-1001')] }, { effects })).toMatchObject({
      ok: true,
      wrong: [],
    })
  })

  test('may also have to say something', () => {
    const expectation = { calls: [pay('INV-1001')], says: 'balance' }
    const effects = [made('INV-1001')]
    expect(verdict(expectation, { effects, text: 'Your Balance is low.' }).ok).toBe(true)
    expect(verdict(expectation, { effects, text: 'Done.' }).ok).toBe(false)
  })
})

describe('fields', () => {
  const table = { tool: 'book_table', input: { venue: 'Luma', partySize: 4, date: '+1d' } }
  const booked = (input: Record<string, unknown>, frozen = {}): Partial<Observed> => ({
    effects: [{ tool: 'book_table', input, frozen, proposed: true }],
  })

  test('that nobody named may be anything, and dates count from the clock', () => {
    const input = { venue: 'LUMA ', partySize: 4, date: '2027-05-13', time: '19:00' }
    expect(verdict({ calls: [table] }, booked(input)).ok).toBe(true)
    expect(verdict({ calls: [table] }, booked({ ...input, date: '2027-05-14' })).ok).toBe(false)
    expect(verdict({ calls: [table] }, booked({ ...input, partySize: 6 })).wrong).toHaveLength(1)
  })

  test('that the model left to the tool count as the tool filled them in', () => {
    const input = { partySize: 4, date: '2027-05-13' }
    expect(verdict({ calls: [table] }, booked(input)).ok).toBe(false)
    expect(verdict({ calls: [table] }, booked(input, { venue: 'Luma' })).ok).toBe(true)
  })

  test('that must be left out, must', () => {
    const whole = { calls: [{ tool: 'book_table', input: { name: null } }] }
    expect(verdict(whole, booked({}, { name: 'Member' })).ok).toBe(true)
    expect(verdict(whole, booked({ name: 'Jensen' })).ok).toBe(false)
  })

  test('take one of several values, or words that occur in them', () => {
    const any = {
      calls: [{ tool: 'book_table', input: { date: { oneOf: ['friday', 'friday+7'] } } }],
    }
    expect(verdict(any, booked({ date: '2027-05-21' })).ok).toBe(true)
    expect(verdict(any, booked({ date: '2027-05-20' })).ok).toBe(false)
    const words = { calls: [{ tool: 'book_table', input: { name: { has: ['okafor'] } } }] }
    expect(verdict(words, booked({ name: 'Ms Okafor' })).ok).toBe(true)
    expect(verdict(words, booked({})).ok).toBe(false)
  })

  test('a loose wish does not take the call that a strict one needs', () => {
    const calls = [
      { tool: 'pay_invoice', input: {} },
      { tool: 'pay_invoice', input: { invoice: 'INV-1001' } },
    ]
    expect(verdict({ calls }, { effects: [made('INV-1001'), made('INV-1004')] }).ok).toBe(true)
  })
})

describe('leaves', () => {
  test('looks at all that waits, whoever proposed it when', () => {
    const six = { leaves: [pay('INV-1004')] }
    const waiting = [made('INV-1004')]
    expect(verdict(six, { waiting, effects: waiting }).ok).toBe(true)
    expect(verdict(six, { waiting }).ok).toBe(true)
    expect(verdict(six, { waiting: [...waiting, made('INV-1001')] }).ok).toBe(false)
  })

  test('nothing, after a withdrawal', () => {
    expect(verdict({ leaves: [] }, {}).ok).toBe(true)
    expect(verdict({ leaves: [] }, { waiting: [made('INV-1001')] }).ok).toBe(false)
  })

  test('does not hide a proposal that was decided at once', () => {
    const { ok, wrong } = verdict({ leaves: [] }, { effects: [made('INV-1001')] })
    expect({ ok, wrong: wrong.length }).toEqual({ ok: false, wrong: 1 })
  })
})

describe('no effect', () => {
  test('a question must be one, and about what is missing', () => {
    const asks: Expectation = { asks: ['date', 'time'] }
    expect(verdict(asks, { text: 'For what time?' }).ok).toBe(true)
    expect(verdict(asks, { text: 'Please tell me the date.' }).ok).toBe(true)
    expect(verdict(asks, { text: 'The time is fine.' }).ok).toBe(false)
    expect(verdict(asks, { text: 'How many guests?' }).ok).toBe(false)
    expect(verdict(asks, { text: 'What time?', effects: [made('INV-1001')] }).ok).toBe(false)
  })

  test('what had to be looked up, was', () => {
    const reads = { reads: ['list_invoices'] }
    expect(verdict(reads, { reads: ['get_balance', 'list_invoices'] }).ok).toBe(true)
    expect(verdict(reads, { reads: ['get_balance'] }).ok).toBe(false)
  })

  test('even a call that was turned down is one too many', () => {
    const { ok, wrong } = verdict({ none: true }, { effects: [made('INV-1001', false)] })
    expect({ ok, wrong }).toEqual({ ok: false, wrong: [] })
  })
})

test('one of several alternatives is enough, and no proposal of either is wrong', () => {
  const either: Expectation = { anyOf: [{ calls: [pay('INV-1002')] }, { asks: ['invoice'] }] }
  expect(verdict(either, { text: 'Which invoice?' }).ok).toBe(true)
  expect(verdict(either, { effects: [made('INV-1002')] })).toMatchObject({ ok: true, wrong: [] })
  expect(verdict(either, { effects: [made('INV-1001')] }).wrong).toHaveLength(1)
})
