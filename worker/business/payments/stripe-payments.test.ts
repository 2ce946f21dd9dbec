import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Fault } from '../../../e2e/stripe-api.ts'
import { NOON } from '../../testing/business.ts'
import { findInvoice } from '../invoices.ts'
import { available, balance, post, readLedger } from '../ledger.ts'
import { seedBusiness } from '../seed.ts'
import { ledgerPayments } from './ledger-payments.ts'
import { expectSoundBooks, HOUR, printing, rows, stripeWorld } from './testing.ts'

const db = env.DB
const { key } = printing
const never = new Promise<never>(() => undefined)

beforeEach(() => seedBusiness(db, NOON))

/** One transfer at Stripe and one entry here, both for INV-1001. */
async function expectPaidOnce({ api }: ReturnType<typeof stripeWorld>) {
  expect(api.transfers.made).toMatchObject([{ amount: 120_00, destination: printing.account }])
  expect((await readLedger(db)).entries).toMatchObject([{ key, amount: 120_00 }])
  expect(await findInvoice(db, 'INV-1001')).toMatchObject({ status: 'paid', paidKey: key })
  expect(await available(db)).toBe(49_880_00)
  await expectSoundBooks()
}

/** Nothing at Stripe, nothing in the books, nothing held. */
async function expectNothingPaid({ api }: ReturnType<typeof stripeWorld>) {
  expect(api.transfers.made).toEqual([])
  expect((await readLedger(db)).entries).toEqual([])
  expect(await findInvoice(db, 'INV-1001')).toMatchObject({ status: 'open', payingKey: null })
  expect(await available(db)).toBe(50_000_00)
  await expectSoundBooks()
}

describe('a payment through Stripe', () => {
  test('is one transfer, booked under the same key, and audited from claim to books', async () => {
    const world = stripeWorld()
    const paid = await world.payments().pay(printing)

    expect(paid).toMatchObject({
      status: 'succeeded',
      entry: {
        key,
        amount: 120_00,
        payee: 'Harbor Print',
        account: printing.account,
        providerId: 'tr_000000000000000000000001',
      },
    })
    const [request] = world.api.requests
    expect(request?.parameters).toEqual({
      amount: '12000',
      currency: 'usd',
      destination: printing.account,
      transfer_group: key,
      'metadata[countersign_key]': key,
      description: 'Invoice INV-1001',
    })
    expect(Object.fromEntries(request?.headers ?? [])).toMatchObject({
      'idempotency-key': key,
      authorization: 'Bearer sk_test_local',
      'content-type': expect.stringMatching(/^application\/x-www-form-urlencoded/),
      'stripe-version': expect.stringMatching(/^\d{4}-\d\d-\d\d\.\w+$/),
    })
    await expectPaidOnce(world)
    expect(await rows('SELECT type FROM business_outbox WHERE seq > 1 ORDER BY seq')).toEqual([
      { type: 'transfer.started' },
      { type: 'ledger.posted' },
      { type: 'transfer.succeeded' },
    ])
  })

  test('is answered from the books when its key comes again, however late', async () => {
    const world = stripeWorld()
    const first = await world.payments().pay(printing)
    world.clock.now += 90 * 24 * HOUR

    expect(await world.payments().pay({ ...printing, at: world.clock.now })).toEqual(first)
    expect(await world.payments().find(key)).toEqual(first)
    expect(world.api.requests).toHaveLength(1)
  })

  test('does not take the key of another payment', async () => {
    const world = stripeWorld()
    await world.payments().pay(printing)

    expect(await world.payments().pay({ ...printing, amount: 1 })).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('different payment'),
    })
    await expectPaidOnce(world)
  })
})

describe('when nobody knows', () => {
  const doubtful: [string, Fault][] = [
    ['the connection breaks before Stripe hears of it', 'unreachable'],
    ['the answer is lost', 'lost'],
    ['the answer breaks off', 'cut'],
    ['something else answers', 'garbled'],
    ['Stripe fails after it paid', 'failed after'],
    ['a gateway is down', 'unavailable'],
    ['the answer takes too long', { answers: 'late', until: never }],
    ['another request with the key is under way', 'in use'],
  ]

  test.each(doubtful)('%s: it says so, and settles to one transfer', async (_what, fault) => {
    const world = stripeWorld()
    world.api.misbehave([fault])
    await expect(world.payments({ timeoutMs: 20 }).pay(printing)).rejects.toThrow(/^Stripe /)

    expect(await findInvoice(db, 'INV-1001')).toMatchObject({ status: 'open', payingKey: key })
    expect(await available(db)).toBe(49_880_00)
    const again = world.payments()
    expect((await again.find(key)) ?? (await again.pay(printing))).toMatchObject({
      status: 'succeeded',
    })
    await expectPaidOnce(world)
  })

  test.each(doubtful)('%s: sending again without a look is as good', async (_what, fault) => {
    const world = stripeWorld()
    world.api.misbehave([fault])
    await expect(world.payments({ timeoutMs: 20 }).pay(printing)).rejects.toThrow()
    await world
      .payments()
      .pay(printing)
      // The stored answer of a failed server is given again; the look finds the transfer.
      .catch(() => world.payments().find(key))
    await expectPaidOnce(world)
  })

  test.each(['limited', 'locked', 'revoked', 'in use'] as const)(
    'a later attempt that is turned away (%s) does not speak for the first one',
    async (fault) => {
      const world = stripeWorld()
      world.api.misbehave(['lost', fault])
      await expect(world.payments().pay(printing)).rejects.toThrow()
      await expect(world.payments().pay(printing)).rejects.toThrow()

      expect(await findInvoice(db, 'INV-1001')).toMatchObject({ payingKey: key })
      expect(await world.payments().find(key)).toMatchObject({ status: 'succeeded' })
      await expectPaidOnce(world)
    },
  )

  test('a refusal of the key itself speaks for all attempts', async () => {
    const world = stripeWorld({ balance: 0 })
    world.api.misbehave(['lost'])
    await expect(world.payments().pay(printing)).rejects.toThrow()

    expect(await world.payments().pay(printing)).toMatchObject({ status: 'failed' })
    await expectNothingPaid(world)
  })

  test('a look-up that fails says nothing either', async () => {
    const world = stripeWorld()
    world.api.misbehave(['lost'])
    await expect(world.payments().pay(printing)).rejects.toThrow()
    world.api.misbehave(['unavailable', 'revoked', 'limited', 'garbled', 'failed before'], 'GET')
    for (let look = 0; look < 5; look++) {
      await expect(world.payments().find(key)).rejects.toThrow(/^Stripe /)
    }
    expect(await world.payments().find(key)).toMatchObject({ status: 'succeeded' })
  })

  test('what Stripe holds under the key must be what was asked for', async () => {
    const world = stripeWorld()
    world.api.misbehave(['lost'])
    await expect(world.payments().pay(printing)).rejects.toThrow()
    const [made] = world.api.transfers.made
    Object.assign(made ?? {}, { amount_reversed: 120_00, reversed: true })

    await expect(world.payments().find(key)).rejects.toThrow('look at it there')
    await expect(world.payments().pay(printing)).rejects.toThrow()
    expect(await findInvoice(db, 'INV-1001')).toMatchObject({ status: 'open', payingKey: key })
  })

  test('no message holds the secret key', async () => {
    const world = stripeWorld({ apiKey: 'sk_test_other' })
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const failed = await world.payments().pay(printing)
    world.api.misbehave(['unreachable'])
    const unknown = await world
      .payments()
      .pay({ ...printing, key: 'k2' })
      .catch((error: unknown) => error)
    const stored = await rows('SELECT * FROM transfer')
    const facts = await rows('SELECT * FROM business_outbox')
    const said = JSON.stringify([failed, String(unknown), stored, facts, logged.mock.calls])
    expect(said).not.toMatch(/sk_test_/)
    logged.mockRestore()
  })
})

describe('when Stripe is busy', () => {
  test.each(['limited', 'locked'] as const)('(%s) nothing is held meanwhile', async (fault) => {
    const world = stripeWorld()
    world.api.misbehave([fault, fault])
    for (let time = 0; time < 2; time++) {
      expect(await world.payments().pay(printing)).toEqual({
        status: 'retry',
        error: 'Stripe is too busy just now, so nothing was paid yet.',
        ...(fault === 'limited' && { after: 2_000 }),
      })
      await expectNothingPaid(world)
    }
    // However long it took: nothing was ever sent, so nothing can be forgotten.
    world.clock.now += 48 * HOUR
    expect(await world.payments().find(key)).toBeNull()
    expect(await world.payments().pay(printing)).toMatchObject({ status: 'succeeded' })
    await expectPaidOnce(world)
  })

  test('another payment may take the invoice, and this one then says so', async () => {
    const world = stripeWorld()
    world.api.misbehave(['limited'])
    await world.payments().pay(printing)
    await world.payments().pay({ ...printing, key: 'other' })

    expect(await world.payments().pay(printing)).toEqual({
      status: 'failed',
      error: 'Invoice INV-1001 has been paid already, so nothing was paid a second time.',
    })
    expect(world.api.transfers.made).toHaveLength(1)
  })
})

describe('when Stripe refuses', () => {
  test('for want of money there, it says so, frees the invoice and keeps to it', async () => {
    const world = stripeWorld({ balance: 1_00 })
    const failed = await world.payments().pay(printing)

    expect(failed).toEqual({
      status: 'failed',
      error:
        'The balance at Stripe does not cover $120.00, so nothing was paid; add funds there, then ask again.',
    })
    await expectNothingPaid(world)
    world.api.transfers.balance = 1_000_00
    expect(await world.payments().pay(printing)).toEqual(failed)
    expect(await world.payments().find(key)).toEqual(failed)
    expect(world.posts()).toBe(1)
    expect(await world.payments().pay({ ...printing, key: 'asked-again' })).toMatchObject({
      status: 'succeeded',
    })
  })

  test.each([
    ['an account that it does not know', { accounts: [] }, /cannot pay Harbor Print at acct_/],
    ['the key', { apiKey: 'sk_test_mended' }, /check STRIPE_API_KEY/],
  ])('because of %s, it says so', async (_what, options, sentence) => {
    const world = stripeWorld(options)
    expect(await world.payments().pay(printing)).toEqual({
      status: 'failed',
      error: expect.stringMatching(sentence),
    })
    await expectNothingPaid(world)
  })

  test('because somebody else used the key there, it pays nothing', async () => {
    const world = stripeWorld()
    await world.api.fetch('https://stripe.test/v1/transfers', {
      method: 'POST',
      headers: { 'idempotency-key': key, authorization: 'Bearer sk_test_local' },
      body: new URLSearchParams({ amount: '1', currency: 'usd', destination: 'acct_other' }),
    })
    expect(await world.payments().pay(printing)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('a different payment'),
    })
    expect(world.api.transfers.made).toMatchObject([{ amount: 1 }])
    expect(await findInvoice(db, 'INV-1001')).toMatchObject({ payingKey: null })
  })
})

describe('the memory of the key', () => {
  test('ends: after that Stripe would pay again, so nothing is sent', async () => {
    const world = stripeWorld()
    world.api.misbehave(['unreachable'])
    await expect(world.payments().pay(printing)).rejects.toThrow()
    world.clock.now += 23 * HOUR

    expect(await world.payments().find(key)).toBeNull()
    await expect(world.payments().pay(printing)).rejects.toThrow('may have been paid')
    expect(world.posts()).toBe(1)
    expect(await findInvoice(db, 'INV-1001')).toMatchObject({ payingKey: key })
  })

  test('ends, and what was made is found all the same', async () => {
    const world = stripeWorld()
    world.api.misbehave(['lost'])
    await expect(world.payments().pay(printing)).rejects.toThrow()
    world.clock.now += 60 * 24 * HOUR

    expect(await world.payments().pay(printing)).toMatchObject({ status: 'succeeded' })
    expect(world.posts()).toBe(1)
    await expectPaidOnce(world)
  })

  test('lasts until just before, and counts from the first attempt', async () => {
    const world = stripeWorld()
    world.api.misbehave(['unreachable', 'unreachable'])
    await expect(world.payments().pay(printing)).rejects.toThrow()
    world.clock.now += 22 * HOUR
    await expect(world.payments().pay(printing)).rejects.toThrow()
    world.clock.now += HOUR - 1
    expect(await world.payments().pay(printing)).toMatchObject({ status: 'succeeded' })
    expect(world.posts()).toBe(3)
    await expectPaidOnce(world)
  })

  test('is that of one account: with another key nothing is sent', async () => {
    const world = stripeWorld()
    world.api.misbehave(['lost'])
    await expect(world.payments().pay(printing)).rejects.toThrow()
    const other = stripeWorld({ apiKey: 'sk_test_new' })
    const changed = { apiKey: 'sk_test_new', fetch: other.api.fetch }

    await expect(world.payments(changed).find(key)).rejects.toThrow('another Stripe key')
    await expect(world.payments(changed).pay(printing)).rejects.toThrow('another Stripe key')
    expect(other.posts()).toBe(0)
    // A new key of the same account sees the same transfers.
    expect(await world.payments({ baseUrl: 'https://other.test' }).find(key)).toMatchObject({
      status: 'succeeded',
    })
  })

  test('keeps a failure too: it stays unknown until a manager settles it', async () => {
    const world = stripeWorld()
    world.api.misbehave(['failed before'])
    for (let time = 0; time < 3; time++) {
      await expect(world.payments().pay(printing)).rejects.toThrow('Stripe answered 500')
      expect(await world.payments().find(key)).toBeNull()
    }
    expect(await world.payments().settle(key, 'failed')).toBeNull()

    await expectNothingPaid(world)
    expect(await world.payments().find(key)).toMatchObject({ status: 'failed' })
    expect(await world.payments().pay({ ...printing, key: 'asked-again' })).toMatchObject({
      status: 'succeeded',
    })
  })
})

describe('a manager’s word', () => {
  test('gives way to what Stripe knows', async () => {
    const world = stripeWorld()
    world.api.misbehave(['lost'])
    await expect(world.payments().pay(printing)).rejects.toThrow()

    expect(await world.payments().settle(key, 'failed')).toMatchObject({ status: 'succeeded' })
    await expectPaidOnce(world)
  })

  test('counts when Stripe cannot say, and is booked', async () => {
    const world = stripeWorld()
    world.api.misbehave(['lost'])
    await expect(world.payments().pay(printing)).rejects.toThrow()
    world.api.misbehave(['unavailable'], 'GET')

    expect(await world.payments().settle(key, 'succeeded')).toBeNull()
    expect(await world.payments().settle(key, 'succeeded')).toMatchObject({ status: 'succeeded' })
    await expectPaidOnce(world)
  })
})

describe('one invoice', () => {
  test('asked for in ten conversations at once is paid once', async () => {
    const world = stripeWorld()
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        world.payments().pay({ ...printing, key: `racer-${index}` }),
      ),
    )
    expect(results.filter(({ status }) => status === 'succeeded')).toHaveLength(1)
    expect(results.filter(({ status }) => status === 'failed')).toHaveLength(9)
    expect(world.api.transfers.made).toHaveLength(1)
    expect(await balance(db)).toBe(49_880_00)
    await expectSoundBooks()
  })

  test('sent twice at once under one key is paid once', async () => {
    const world = stripeWorld()
    const answered = Promise.withResolvers<void>()
    world.api.misbehave([{ answers: 'slowly', until: answered.promise }])
    const first = world.payments().pay(printing)
    await vi.waitFor(() => expect(world.posts()).toBe(1))
    await expect(world.payments().pay(printing)).rejects.toThrow('409')
    answered.resolve()

    expect(await first).toMatchObject({ status: 'succeeded' })
    await expectPaidOnce(world)
  })

  test('on its way through Stripe is not paid by another key, whatever the provider', async () => {
    const world = stripeWorld()
    world.api.misbehave(['lost'])
    await expect(world.payments().pay(printing)).rejects.toThrow()
    const refused = {
      status: 'failed',
      error: 'Another payment of invoice INV-1001 is under way, so nothing was paid a second time.',
    }
    const { account: _account, ...other } = { ...printing, key: 'other' }

    expect(await world.payments().pay({ ...printing, key: 'other' })).toEqual(refused)
    expect(await ledgerPayments(db).pay(other)).toEqual(refused)
    expect(world.posts()).toBe(1)
    await expectSoundBooks()
  })
})

describe('money on its way', () => {
  const gift = { payee: 'Harbor Print', account: printing.account, at: NOON }

  test('cannot be spent again, by either provider', async () => {
    const world = stripeWorld({ balance: 100_000_00 })
    world.api.misbehave(['lost'])
    await expect(world.payments().pay({ ...gift, key: 'big', amount: 49_950_00 })).rejects.toThrow()

    expect(await balance(db)).toBe(50_000_00)
    const error =
      'The operating account holds $50.00, less than the $120.00 needed, so nothing was paid.'
    expect(await world.payments().pay(printing)).toEqual({ status: 'failed', error })
    expect(await post(db, { key: 'k', payee: 'Harbor Print', amount: 50_01, at: NOON })).toEqual({
      outcome: 'refused',
      reason: 'insufficient_balance',
    })
    expect(
      await post(db, { key: 'k', payee: 'Harbor Print', amount: 50_00, at: NOON }),
    ).toMatchObject({ outcome: 'posted' })
    expect(await world.payments().find('big')).toMatchObject({ status: 'succeeded' })
    expect(await balance(db)).toBe(0)
    await expectSoundBooks()
  })

  test('goes where people saw it going, or nowhere', async () => {
    const world = stripeWorld()
    await db
      .prepare("UPDATE payee_account SET account = 'acct_mallory' WHERE payee = 'Harbor Print'")
      .run()
    expect(await world.payments().pay(printing)).toEqual({
      status: 'failed',
      error:
        'Harbor Print is no longer paid at acct_1DemoHarborPrint000, so nothing was paid; ask again to see the account as it is now.',
    })
    await expectNothingPaid(world)
  })
})

describe('when the operator changes the provider', () => {
  test('what was sent through Stripe is not paid from the ledger', async () => {
    const world = stripeWorld()
    world.api.misbehave(['lost'])
    await expect(world.payments().pay(printing)).rejects.toThrow()
    const ledger = ledgerPayments(db)
    const { account: _account, ...bare } = printing

    await expect(ledger.find(key)).rejects.toThrow('only Stripe can say')
    await expect(ledger.pay(printing)).rejects.toThrow('only Stripe can say')
    await expect(ledger.pay(bare)).rejects.toThrow('transfer_unsettled')
    expect(await world.payments().find(key)).toMatchObject({ status: 'succeeded' })
    expect(await ledger.find(key)).toMatchObject({ status: 'succeeded' })
    await expectPaidOnce(world)
  })

  test('what was approved for one way does not go another', async () => {
    const world = stripeWorld()
    const { account: _account, ...bare } = printing

    expect(await world.payments().pay(bare)).toMatchObject({ status: 'failed' })
    expect(await ledgerPayments(db).pay(printing)).toMatchObject({ status: 'failed' })
    await expectNothingPaid(world)
    expect(world.posts()).toBe(0)
  })
})
