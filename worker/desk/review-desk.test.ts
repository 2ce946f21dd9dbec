import { beforeEach, describe, expect, it } from 'vitest'
import type { Status } from '../../domain/approval.ts'
import { callOf, factOf, freshDesk, HOUR, milo, mira, NOW, requestOf } from './testing/desks.ts'

let { desk } = freshDesk()
beforeEach(() => {
  ;({ desk } = freshDesk())
})

const id = (name: string) => `c_conversation_${name}`
const deliver = (seq: number, status: Status, change = {}) =>
  desk.receive({
    source: 'conversation',
    facts: [factOf(seq, { at: NOW })],
    requests: [requestOf({ status, ...change })],
  })
const judge = (requestId: string, amount: number, change = {}) =>
  desk.judge(callOf({ requestId, amount, input: { amount }, ...change }))

describe('what was spent', () => {
  it('counts for 24 hours, even when an old delivery arrives again', async () => {
    await desk.judge(callOf())
    await deliver(1, 'pending')
    await deliver(2, 'succeeded')
    await deliver(1, 'pending')
    const soon = await judge(id('two2'), 60_00, { now: NOW + 23 * HOUR })
    expect(soon.rule.id).toBe('send_payment-reviewer')
    const later = await judge(id('three3'), 60_00, { now: NOW + 25 * HOUR })
    expect(later.rule.id).toBe('send_payment-own')
  })

  it('cannot be split: of many payments at once, only what fits is the member’s own to confirm', async () => {
    const rulings = await Promise.all(
      Array.from({ length: 12 }, (_, index) => judge(id(`at_once${index}`), 100_00)),
    )
    const rules = rulings.map(({ rule }) => rule.id)
    expect(rules.filter((rule) => rule === 'send_payment-own')).toHaveLength(2)
    expect(rules.filter((rule) => rule === 'send_payment-reviewer')).toHaveLength(10)
    expect((await judge(id('other'), 100_00, { requester: milo })).rule.id).toBe('send_payment-own')
  })

  it('is not what policy refuses, nor what somebody only wondered about', async () => {
    expect((await judge(id('huge'), 26_000_00)).outcome).toBe('deny')
    const wondered = { tool: 'send_payment', input: {}, amount: 200_00 }
    await desk.tryCall(mira, wondered)
    expect((await desk.tryCall(mira, wondered)).rule.id).toBe('send_payment-own')
    expect((await judge(id('two2'), 250_00)).rule.id).toBe('send_payment-own')
  })

  it('is the desk’s own word: an argument that claims to be it says nothing', async () => {
    await judge(id('one1'), 250_00)
    const claimed = await judge(id('two2'), 200_00, { input: { rollingAmount: 1 } })
    expect(claimed.rule.id).toBe('send_payment-reviewer')
    const without = { tool: 'send_payment', input: { rollingAmount: 1 } }
    expect((await desk.tryCall(mira, without)).rule.id).toBe('no-rule')
  })
})

describe('a request that is changed or replaced', () => {
  beforeEach(async () => {
    await desk.judge(callOf())
    await deliver(1, 'pending')
  })

  it('does not count against itself', async () => {
    const edited = await judge(requestOf().id, 240_00, { version: 2 })
    expect(edited.rule.id).toBe('send_payment-own')
    // Until its host shows which version stands, the larger one counts.
    expect((await judge(id('two2'), 20_00)).rule.id).toBe('send_payment-reviewer')
    await deliver(2, 'pending', { version: 2, input: { amount: 240_00 } })
    expect((await judge(id('three3'), 10_00)).rule.id).toBe('send_payment-reviewer')
  })

  it('does not count against what replaces it while it waits', async () => {
    const { id: replaces } = requestOf()
    expect((await judge(id('two2'), 240_00, { replaces })).rule.id).toBe('send_payment-own')
    await deliver(2, 'superseded')
    expect((await judge(id('three3'), 10_00)).rule.id).toBe('send_payment-own')
    expect((await judge(id('four4'), 10_00)).rule.id).toBe('send_payment-reviewer')
  })

  it('counts against what claims to replace it once it was approved or done', async () => {
    const { id: replaces } = requestOf()
    await deliver(2, 'approved')
    expect((await judge(id('two2'), 60_00, { replaces })).rule.id).toBe('send_payment-reviewer')
    await deliver(3, 'succeeded')
    expect((await judge(id('three3'), 60_00, { replaces })).rule.id).toBe('send_payment-reviewer')
  })
})
