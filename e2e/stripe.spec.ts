import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../scripts/server.mjs'
import { expect, test as base } from './fixtures.ts'
import { startStripeServer, type StripeServer } from './stripe-server.ts'

// Above the ports of the servers that other tests kill.
const FIRST_PORT = 5330

type Bench = { stripe: StripeServer; url: string; killAndRestart(): Promise<void> }

/** A server that pays through a Stripe on this machine. */
const test = base.extend<object, { bench: Bench }>({
  bench: [
    async ({}, use, { parallelIndex }) => {
      const stateDir = mkdtempSync(join(tmpdir(), 'countersign-e2e-stripe-'))
      const stripe = await startStripeServer()
      const env = { STRIPE_API_KEY: 'sk_test_local', STRIPE_BASE_URL: stripe.url }
      const start = () =>
        startServer({ port: FIRST_PORT + parallelIndex, stateDir, config: 'e2e', env })
      let server = await start()
      await use({
        stripe,
        url: server.url,
        async killAndRestart() {
          await server.kill9()
          server = await start()
        },
      })
      await server.stop()
      await stripe.close()
      rmSync(stateDir, { recursive: true, force: true, maxRetries: 5 })
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ bench }, use) => use(bench.url),
})

test.describe.configure({ mode: 'serial', timeout: 90_000 })
const soon = { timeout: 30_000 }

test('a payment through Stripe says so on the card, and is transferred and booked once', async ({
  bench,
  member,
  workshop,
}) => {
  const { number } = await workshop.invoice(61_00)
  await member.chat.start(`Pay invoice ${number}`)
  const card = member.chat.card(number)
  await expect(card.root).toContainText('Stripe')
  const id = await card.requestId()
  await card.approve()
  await card.is('succeeded')
  await expect(card.root).toContainText('tr_')
  expect(await workshop.paymentsFor(id)).toHaveLength(1)
  const made = bench.stripe.api.transfers.made.filter((one) => one.transfer_group === `${id}.1.1`)
  expect(made).toHaveLength(1)
  expect(made[0]).toMatchObject({ amount: 61_00, currency: 'usd' })
})

test('an answer that is lost is looked up by its key: one transfer, and the card says so', async ({
  bench,
  member,
  workshop,
}) => {
  const { number } = await workshop.invoice(62_00)
  await member.chat.start(`Pay invoice ${number}`)
  const card = member.chat.card(number)
  const id = await card.requestId()
  bench.stripe.api.misbehave(['lost'], 'POST')
  await card.approve()
  await card.is('succeeded', soon)
  const { effect } = await member.request(id)
  expect(effect?.attempts).toBeGreaterThan(1)
  expect(
    bench.stripe.api.transfers.made.filter((one) => one.transfer_group === `${id}.1.1`),
  ).toHaveLength(1)
  expect(await workshop.paymentsFor(id)).toHaveLength(1)
})

test('kill -9 after the transfer, before its answer: found after the restart, never sent twice', async ({
  bench,
  member,
  workshop,
}) => {
  const { number } = await workshop.invoice(63_00)
  await member.chat.start(`Pay invoice ${number}`)
  const card = member.chat.card(number)
  const id = await card.requestId()
  const answer = Promise.withResolvers<void>()
  bench.stripe.api.misbehave([{ answers: 'late', until: answer.promise }], 'POST')
  const made = () =>
    bench.stripe.api.transfers.made.filter((one) => one.transfer_group === `${id}.1.1`)
  await card.approve()
  await expect.poll(() => made().length).toBe(1)
  await member.page.goto('about:blank')
  await bench.killAndRestart()
  answer.resolve()
  await expect.poll(() => workshop.paymentsFor(id), soon).toHaveLength(1)
  expect(made()).toHaveLength(1)
  expect(await member.request(id)).toMatchObject({ status: 'succeeded' })
})
