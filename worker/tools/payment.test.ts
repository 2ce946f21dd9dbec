import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { HOUR, stripeWorld } from '../business/payments/testing.ts'
import { seedBusiness } from '../business/seed.ts'
import { contextOf, NOON, somebody } from '../testing/business.ts'
import { payInvoice } from './pay-invoice.ts'
import { sendPayment } from './send-payment.ts'
import type { Problem, Proposal, ToolContext } from './tool.ts'

const db = env.DB
const ledger = contextOf(somebody('member'))
const account = 'acct_1DemoHarborPrint000'

function throughStripe() {
  const world = stripeWorld()
  const context: ToolContext = { ...ledger, payments: world.payments() }
  return { ...world, context }
}

function proposed<A>(proposal: Proposal<A> | Problem): Proposal<A> {
  if ('problem' in proposal) throw new Error(proposal.problem)
  return proposal
}

const change = (statement: string) => db.prepare(statement).run()

beforeEach(() => seedBusiness(db, NOON))

describe('through Stripe', () => {
  test('people see the way and the account, and approve both', async () => {
    const { context } = throughStripe()
    const proposal = proposed(await payInvoice.describe({ invoice: 'INV-1001' }, context))

    expect(proposal.summary).toContainEqual({ label: 'Through', value: 'Stripe' })
    expect(proposal.summary).toContainEqual({ label: 'Account', value: account })
    expect(proposal.arguments).toEqual({
      invoice: 'INV-1001',
      payee: 'Harbor Print',
      amount: 120_00,
      account,
    })
    expect(proposal.grantable).toContainEqual({ fact: 'account', op: 'eq', value: account })
  })

  test('a payee without an account is a problem, not a request', async () => {
    await change("DELETE FROM payee_account WHERE payee = 'Harbor Print'")
    const problem = {
      problem:
        'Harbor Print has no account with Stripe on file, so it cannot be paid; ask an admin to add one.',
    }
    const { context } = throughStripe()
    expect(await payInvoice.describe({ invoice: 'INV-1001' }, context)).toEqual(problem)
    expect(await sendPayment.describe({ payee: 'Harbor Print', amount: 1 }, context)).toEqual(
      problem,
    )
    expect(await payInvoice.describe({ invoice: 'INV-1001' }, ledger)).not.toHaveProperty('problem')
  })

  test('the receipt says what Stripe calls it, and is the same whoever asks', async () => {
    const { context } = throughStripe()
    const { arguments: approved } = proposed(
      await sendPayment.describe({ payee: 'harbor print', amount: 40_00, memo: 'Flyers' }, context),
    )
    const paid = await sendPayment.run('k', approved, context)

    expect(paid).toEqual({
      status: 'succeeded',
      receipt: {
        title: 'Sent $40.00 to Harbor Print',
        facts: [
          { label: 'Payee', value: 'Harbor Print' },
          { label: 'Amount', value: '$40.00' },
          { label: 'Memo', value: 'Flyers' },
          { label: 'Through', value: 'Stripe' },
          { label: 'Account', value: account },
          { label: 'Transfer', value: 'tr_000000000000000000000001' },
          { label: 'From', value: 'Operating account' },
          { label: 'Reference', value: 'k' },
        ],
      },
    })
    expect(await sendPayment.find?.('k', context)).toEqual(paid)
    expect(await sendPayment.find?.('k', ledger)).toEqual(paid)
  })

  test('the journal is told how long a key may be sent again', () => {
    const { context } = throughStripe()
    expect(payInvoice.retention?.(context)).toBe(23 * HOUR)
    expect(sendPayment.retention?.(context)).toBe(23 * HOUR)
    expect(payInvoice.retention?.(ledger)).toBeUndefined()
  })

  test('an invoice on its way is not proposed again, and a manager can settle it', async () => {
    const { context, api } = throughStripe()
    const { arguments: approved } = proposed(
      await payInvoice.describe({ invoice: 'INV-1001' }, context),
    )
    api.misbehave(['unreachable'])
    await expect(payInvoice.run('k', approved, context)).rejects.toThrow()

    expect(await payInvoice.describe({ invoice: 'INV-1001' }, context)).toEqual({
      problem: 'A payment of invoice INV-1001 is under way; wait for its outcome.',
    })
    expect(await payInvoice.settle?.('k', 'failed', context)).toBeNull()
    expect(await payInvoice.find?.('k', context)).toEqual({
      status: 'failed',
      error: 'A manager settled this as not paid.',
    })
    proposed(await payInvoice.describe({ invoice: 'INV-1001' }, context))
  })
})

describe('just before it runs', () => {
  const approved = { invoice: 'INV-1001', payee: 'Harbor Print', amount: 120_00 }
  const check = (context = ledger, seen: typeof approved & { account?: string } = approved) =>
    payInvoice.check?.(seen, context)

  test('what has not moved is not proposed anew', async () => {
    expect(await check()).toBeNull()
    // What else the account holds is no part of what was approved.
    await sendPayment.run('k', { payee: 'Harbor Print', amount: 1_00 }, ledger)
    expect(await check()).toBeNull()
  })

  test.each([
    ['amount', 'amount = 13000', { amount: 130_00 }],
    ['payee', "payee = 'Tidewater Linen'", { payee: 'Tidewater Linen' }],
  ])('another %s is a new proposal', async (_what, set, moved) => {
    await change(`UPDATE invoice SET ${set} WHERE number = 'INV-1001'`)
    expect(await check()).toMatchObject({ arguments: { ...approved, ...moved } })
  })

  test('another way or another account is a new proposal', async () => {
    const { context } = throughStripe()
    expect(await check(context)).toMatchObject({ arguments: { ...approved, account } })
    expect(await check(context, { ...approved, account })).toBeNull()
    expect(await check(ledger, { ...approved, account })).toMatchObject({ arguments: approved })
    await change("UPDATE payee_account SET account = 'acct_new' WHERE payee = 'Harbor Print'")
    const moved = await check(context, { ...approved, account })
    expect(moved).toMatchObject({ arguments: { account: 'acct_new' } })
    expect(moved?.summary).toContainEqual({ label: 'Account', value: 'acct_new' })
    expect(
      await sendPayment.check?.({ payee: 'Harbor Print', amount: 1, account }, context),
    ).toMatchObject({ arguments: { account: 'acct_new' } })
  })

  test('a problem is left to the attempt, which says why', async () => {
    await payInvoice.run('first', approved, ledger)
    expect(await check()).toBeNull()
    expect(await payInvoice.run('second', approved, ledger)).toMatchObject({
      status: 'failed',
      error: 'Invoice INV-1001 has been paid already, so nothing was paid a second time.',
    })
  })
})

describe('an edit of a payment', () => {
  const { edit } = sendPayment

  test('may change payee, amount and memo, and nothing else', () => {
    expect(z.toJSONSchema(edit?.fields ?? z.object())).toMatchObject({
      properties: {
        payee: { title: 'Payee', type: 'string' },
        amount: { title: 'Amount', type: 'integer', format: 'usd-cents' },
        memo: { title: 'Memo', type: 'string' },
      },
      required: ['payee', 'amount'],
      additionalProperties: false,
    })
    expect(edit?.fields.safeParse({ payee: 'X', amount: 1, account }).success).toBe(false)
    expect(edit?.fields.safeParse({ payee: 'X', amount: 0 }).success).toBe(false)
    expect(edit?.material).toEqual(['payee', 'amount'])
  })

  test('is described anew, so that another payee brings its own account', async () => {
    const { context } = throughStripe()
    const approved = { payee: 'Tidewater Linen', amount: 50_00, memo: 'Towels', account }
    const input = edit?.input(approved)
    expect(input).toEqual({ payee: 'Tidewater Linen', amount: 50_00, memo: 'Towels' })
    expect(await sendPayment.describe(sendPayment.input.parse(input), context)).toMatchObject({
      arguments: { account: 'acct_1DemoTidewaterLinen' },
    })
  })

  test('an invoice is paid as it is', () => expect(payInvoice.edit).toBeUndefined())
})
