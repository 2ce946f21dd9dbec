import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../scripts/server.mjs'
import { isClean } from './axe.ts'
import { expect, test as base } from './fixtures.ts'
import { WebhooksPage } from './pages/webhooks-page.ts'
import { WebhookReceiver } from './webhook-receiver.ts'

// Above the ports of the servers that other tests kill.
const FIRST_PORT = 5340

type Bench = {
  receiver: WebhookReceiver
  url: string
  kill(): Promise<void>
  restart(): Promise<void>
}

/** A server that tells a company's own system on this machine what happens. */
const test = base.extend<object, { bench: Bench }>({
  bench: [
    async ({}, use, { parallelIndex }) => {
      const stateDir = mkdtempSync(join(tmpdir(), 'countersign-e2e-webhooks-'))
      const receiver = await WebhookReceiver.start('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
      const env = { WEBHOOK_URL: receiver.url, WEBHOOK_SECRET: receiver.secret }
      const start = () =>
        startServer({ port: FIRST_PORT + parallelIndex, stateDir, config: 'e2e', env })
      let server = await start()
      await use({
        receiver,
        url: server.url,
        kill: () => server.kill9(),
        restart: async () => void (server = await start()),
      })
      await server.stop()
      await receiver.close()
      rmSync(stateDir, { recursive: true, force: true, maxRetries: 5 })
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ bench }, use) => use(bench.url),
})

test.describe.configure({ mode: 'serial', timeout: 120_000 })
const soon = { timeout: 60_000 }

test('a request that waits and its outcome arrive, signed, and the link opens the card', async ({
  bench: { receiver, url },
  member,
  reviewer,
  workshop,
}) => {
  const { number } = await workshop.invoice(600_00)
  await member.chat.start(`Pay invoice ${number}`)
  const id = await member.chat.card(number).requestId()
  const told = () => receiver.about(id).map(({ message }) => message.type)
  await expect.poll(told).toEqual(['request.pending'])
  const [arrival] = receiver.about(id)
  expect(arrival?.verified).toBe(true)
  expect(arrival?.message.request).toMatchObject({
    status: 'pending',
    requester: member.person,
    approvers: [{ role: 'reviewer', count: 1 }],
  })
  expect(arrival?.message.request.title).toContain(number)

  const link = arrival?.message.url ?? ''
  expect(link).toBe(`${url}/review/${id}`)
  await reviewer.page.goto(link)
  await reviewer.review.card(number).approve()
  await reviewer.review.card(number).is('succeeded')
  await expect.poll(told).toEqual(['request.pending', 'request.succeeded'])
  expect(receiver.about(id).every(({ verified }) => verified)).toBe(true)
})

test('a failure, then it arrives by itself; the same message each time', async ({
  bench: { receiver },
  member,
  workshop,
}) => {
  const { number } = await workshop.invoice(610_00)
  receiver.answers((_, earlier) => (earlier < 1 ? 500 : 200))
  const conversation = await member.chat.start(`Pay invoice ${number}`)
  const id = await member.chat.card(number).requestId()
  // The endpoint that fails keeps nobody from deciding.
  await member.chat.card(number).withdraw()
  await member.chat.card(number).is('withdrawn')
  expect((await member.requestsOf(conversation))[0]?.status).toBe('withdrawn')
  const answers = (type: string) =>
    receiver.about(id).flatMap(({ message, answered }) => (message.type === type ? answered : []))
  for (const type of ['request.pending', 'request.withdrawn']) {
    await expect.poll(() => answers(type), soon).toEqual([500, 200])
  }
  expect(receiver.about(id).every(({ verified }) => verified)).toBe(true)
})

test('kill -9 before the endpoint has answered: it arrives after the restart, without a visitor', async ({
  bench: { receiver, kill, restart },
  member,
  workshop,
}) => {
  const { number } = await workshop.invoice(620_00)
  receiver.answers((_, earlier) => (earlier === 0 ? 'silence' : 200))
  await member.chat.start(`Pay invoice ${number}`)
  const id = await member.chat.card(number).requestId()
  await expect.poll(() => receiver.about(id).length).toBe(1)
  await member.page.goto('about:blank')
  await kill()
  await restart()
  await expect.poll(() => receiver.about(id).map(({ answered }) => answered), soon).toContain(200)
  const ids = receiver.about(id).map(({ message }) => message.id)
  expect(new Set(ids).size).toBe(1)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`what was given up, ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 360, height: 740 } })
    test('is shown with its reason and sent again', async ({
      bench: { receiver },
      admin,
      member,
      workshop,
    }) => {
      const { number } = await workshop.invoice(630_00)
      receiver.answers((_, earlier) => (earlier === 0 ? 410 : 200))
      await member.chat.start(`Pay invoice ${number}`)
      const id = await member.chat.card(number).requestId()
      await expect.poll(() => receiver.about(id).length).toBe(1)

      await admin.page.goto('/')
      const webhooks = new WebhooksPage(admin.page)
      await webhooks.open()
      await expect(webhooks.endpoint).toContainText('127.0.0.1')
      await expect(webhooks.givenUp.filter({ hasText: number })).toContainText('410')
      await isClean(admin.page)
      const width = await admin.page.evaluate(() => document.documentElement.scrollWidth)
      expect(width).toBeLessThanOrEqual(360)

      await webhooks.sendAgain(number)
      await expect(webhooks.said).toHaveText('The message was delivered.')
      await expect(webhooks.delivered.filter({ hasText: number })).toHaveCount(1)
      await expect(webhooks.givenUp.filter({ hasText: number })).toHaveCount(0)
      expect(receiver.about(id).map(({ answered }) => answered)).toEqual([410, 200])
    })
  })
}
