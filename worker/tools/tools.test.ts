import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Person } from '../../domain/roles.ts'
import { balance } from '../business/ledger.ts'
import { seedBusiness } from '../business/seed.ts'
import { contextOf, NOON, somebody } from '../testing/business.ts'
import { getBalance } from './balance.ts'
import { toolNamed, tools } from './index.ts'
import { listInvoices } from './list-invoices.ts'
import { listRequests } from './list-requests.ts'
import { listWaiting } from './list-waiting.ts'
import { payInvoice } from './pay-invoice.ts'
import { sendPayment } from './send-payment.ts'

const member = somebody('member')
const context = contextOf(member)

beforeEach(() => seedBusiness(env.DB, NOON))

/** What people saw and approved for INV-1001. */
const approved = { invoice: 'INV-1001', payee: 'Harbor Print', amount: 120_00 }

describe('pay_invoice', () => {
  test('says exactly what will happen', async () => {
    expect(await payInvoice.describe({ invoice: 'INV-1001' }, context)).toEqual({
      title: 'Pay $120.00 to Harbor Print for invoice INV-1001',
      summary: [
        { label: 'Payee', value: 'Harbor Print' },
        { label: 'Amount', value: '$120.00' },
        { label: 'Invoice', value: 'INV-1001' },
        { label: 'Due', value: '6 December 2026' },
        { label: 'From', value: 'Operating account, $49,880.00 left afterwards' },
        { label: 'Undo', value: 'Cannot be undone; a refund would be a new request' },
      ],
      risk: 'low',
      arguments: approved,
      amount: { amount: 120_00, currency: 'USD' },
      grantable: [
        { fact: 'payee', op: 'eq', value: 'Harbor Print' },
        { fact: 'amount', op: 'lte', value: 120_00 },
      ],
    })
  })

  test('takes the number as people write it', () => {
    expect(payInvoice.input.parse({ invoice: ' inv 1001 ' })).toEqual({ invoice: 'INV-1001' })
    expect(payInvoice.target({ invoice: 'inv-1001' })).toBe('invoice:INV-1001')
    expect(payInvoice.input.safeParse({ invoice: '' }).success).toBe(false)
    expect(payInvoice.input.safeParse({ invoice: 'x'.repeat(41) }).success).toBe(false)
  })

  test('names the way on when there is no such invoice', async () => {
    expect(await payInvoice.describe({ invoice: 'inv-9999' }, context)).toEqual({
      problem: 'There is no invoice INV-9999; ask me to list the open invoices.',
    })
  })

  test('pays once, and answers a repeated key with the same receipt', async () => {
    const first = await payInvoice.run('c_a_1.1.0', approved, context)

    expect(first).toEqual({
      status: 'succeeded',
      receipt: {
        title: 'Paid $120.00 to Harbor Print',
        facts: [
          { label: 'Payee', value: 'Harbor Print' },
          { label: 'Amount', value: '$120.00' },
          { label: 'Invoice', value: 'INV-1001' },
          { label: 'From', value: 'Operating account' },
          { label: 'Reference', value: 'c_a_1.1.0' },
        ],
      },
    })
    const later = { ...context, now: NOON + 1_000 }
    expect(await payInvoice.run('c_a_1.1.0', approved, later)).toEqual(first)
    expect(await payInvoice.find?.('c_a_1.1.0', context)).toEqual(first)
    expect(await payInvoice.find?.('c_a_2.1.0', context)).toBeNull()
    expect(await balance(env.DB)).toBe(49_880_00)
  })

  test('pays nothing when the invoice is no longer the one that people saw', async () => {
    expect(await payInvoice.run('k', { ...approved, amount: 1_00 }, context)).toEqual({
      status: 'failed',
      error:
        'Invoice INV-1001 changed after this was approved, so nothing was paid; ask again to see it as it is now.',
    })
    expect(await balance(env.DB)).toBe(50_000_00)
  })

  test('does not propose or pay what is paid already', async () => {
    await payInvoice.run('first', approved, context)

    expect(await payInvoice.describe({ invoice: 'INV-1001' }, context)).toEqual({
      problem: 'Invoice INV-1001 was paid already, on 22 November 2026.',
    })
    expect(await payInvoice.run('second', approved, context)).toEqual({
      status: 'failed',
      error: 'Invoice INV-1001 has been paid already, so nothing was paid a second time.',
    })
  })

  test('says what is there and what it needs when the money does not suffice', async () => {
    await sendPayment.run('drain', { payee: 'Harbor Print', amount: 49_900_00 }, context)

    expect(await payInvoice.describe({ invoice: 'INV-1001' }, context)).toEqual({
      problem:
        'The operating account holds $100.00; this payment needs $120.00, so it cannot be made now.',
    })
    expect(await payInvoice.run('late', approved, context)).toEqual({
      status: 'failed',
      error:
        'The operating account holds $100.00, less than the $120.00 needed, so nothing was paid.',
    })
  })
})

describe('send_payment', () => {
  test('says exactly what will happen, with the payee as the books spell it', async () => {
    const input = sendPayment.input.parse({ payee: ' harbor print', amount: 40_00, memo: 'Flyers' })

    expect(await sendPayment.describe(input, context)).toEqual({
      title: 'Send $40.00 to Harbor Print',
      summary: [
        { label: 'Payee', value: 'Harbor Print' },
        { label: 'Amount', value: '$40.00' },
        { label: 'Memo', value: 'Flyers' },
        { label: 'From', value: 'Operating account, $49,960.00 left afterwards' },
        { label: 'Undo', value: 'Cannot be undone; a refund would be a new request' },
      ],
      risk: 'low',
      arguments: { payee: 'Harbor Print', amount: 40_00, memo: 'Flyers' },
      amount: { amount: 40_00, currency: 'USD' },
      grantable: [
        { fact: 'payee', op: 'eq', value: 'Harbor Print' },
        { fact: 'amount', op: 'lte', value: 40_00 },
      ],
    })
    expect(sendPayment.target(input)).toBe('payee:harbor print')
    expect(await sendPayment.run('k', { ...input, payee: 'Harbor Print' }, context)).toMatchObject({
      status: 'succeeded',
      receipt: { title: 'Sent $40.00 to Harbor Print' },
    })
  })

  test('pays nobody who never sent an invoice', async () => {
    expect(await sendPayment.describe({ payee: 'Mallory', amount: 1 }, context)).toEqual({
      problem:
        'I know no payee called Mallory; I can pay Alder Construction, Harbor Print, Northwind Catering, Tidewater Linen.',
    })
  })

  test.each([0, -1, 10.5, 1e15, '40', Number.NaN])('refuses %j as an amount', (amount) => {
    expect(sendPayment.input.safeParse({ payee: 'Harbor Print', amount }).success).toBe(false)
  })

  test('a memo cannot turn the text around', () => {
    const memo = 'for\u202Egnp.exe\u0000\nflyers'
    expect(sendPayment.input.parse({ payee: 'Harbor Print', amount: 1, memo }).memo).toBe(
      'for gnp.exe flyers',
    )
  })
})

describe('reading', () => {
  test('lists what is open, not what is paid or unlisted', async () => {
    await payInvoice.run('k', approved, context)

    expect(await listInvoices.run({ payee: 'Harbor Print' }, context)).toEqual({
      invoices: [
        {
          number: 'INV-1004',
          payee: 'Harbor Print',
          amount: 75_50,
          currency: 'USD',
          amountText: '$75.50',
          due: '2026-12-20',
        },
      ],
    })
    expect(await listInvoices.run({ payee: 'Cobalt Courier' }, context)).toEqual({ invoices: [] })
  })

  test('knows the balance', async () => {
    expect(await getBalance.run({}, context)).toEqual({
      account: 'Operating account',
      balance: 50_000_00,
      currency: 'USD',
      balanceText: '$50,000.00',
    })
  })

  const ask = (id: string, requester: Person, change: Partial<ApprovalRequest> = {}) =>
    ({
      id,
      kind: 'tool',
      status: 'pending',
      version: 1,
      digest: 'd'.repeat(64),
      tool: 'pay_invoice',
      title: `Pay ${id}`,
      summary: [],
      input: {},
      risk: 'low',
      rule: { id: 'rule', reason: 'Because.', policyVersion: 1 },
      model: { id: 'builtin', promptVersion: '1' },
      requester,
      approvers: [{ role: 'reviewer', count: 1 }],
      votes: [],
      requestedAt: '2026-11-22T12:00:00.000Z',
      ...change,
    }) satisfies ApprovalRequest

  test('what waits for a reviewer is what others ask, and nothing decided', async () => {
    const reviewer = somebody('reviewer', 'reviewer')
    const requests = [
      ask('theirs', member),
      ask('own', reviewer),
      ask('self', member, { approvers: [{ role: 'requester', count: 1 }] }),
      ask('managers', member, { approvers: [{ role: 'manager', count: 1 }] }),
      ask('done', member, { status: 'succeeded' }),
    ]
    expect(await listWaiting.run({}, contextOf(reviewer, requests))).toEqual({
      requests: [
        {
          id: 'theirs',
          title: 'Pay theirs',
          requester: 'member',
          requestedAt: '2026-11-22T12:00:00.000Z',
          needs: 'a reviewer',
        },
      ],
    })
    const waiting = await listWaiting.run({}, contextOf(member, requests))
    expect(waiting.requests.map(({ id }) => id)).toEqual(['self'])
  })

  test('own requests come with what became of them, pending ones first', async () => {
    const reviewer = somebody('reviewer', 'reviewer')
    const vote = {
      by: reviewer,
      verdict: 'deny',
      at: '2026-11-22T12:00:00.000Z',
      version: 1,
    } as const
    const requests = [
      ask('denied', member, { status: 'denied', votes: [{ ...vote, reason: 'Too much.' }] }),
      ask('waiting', member),
      ask('foreign', reviewer),
    ]
    const own = await listRequests.run({}, contextOf(member, requests))
    expect(own.requests.map(({ id, status }) => [id, status])).toEqual([
      ['waiting', 'pending'],
      ['denied', 'denied'],
    ])
    expect(own.requests[1]?.votes).toEqual([
      { by: 'reviewer', verdict: 'deny', reason: 'Too much.' },
    ])
  })
})

describe('every tool', () => {
  test.each(tools.map((tool) => [tool.name, tool] as const))('%s fits a model', (name, tool) => {
    expect(name).toMatch(/^[a-z_]{3,40}$/)
    expect(tool.description.length).toBeLessThan(300)
    expect(z.toJSONSchema(tool.input, { io: 'input' })).toMatchObject({ type: 'object' })
    expect(z.toJSONSchema(tool.input)).toMatchObject({ type: 'object' })
    expect(toolNamed(name)).toBe(tool)
  })

  test('has a name of its own', () => {
    expect(new Set(tools.map(({ name }) => name)).size).toBe(tools.length)
    expect(toolNamed('launch_rocket')).toBeUndefined()
  })
})
