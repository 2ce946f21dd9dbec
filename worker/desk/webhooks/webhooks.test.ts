import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { webhookMessage, webhooksPage } from '../../../domain/webhook.ts'
import type { Person } from '../../../domain/roles.ts'
import { factOf, freshDesk, HOUR, mona, NOW, requestOf } from '../testing/desks.ts'
import { SECRET, World } from './testing.ts'

const DAY = 24 * HOUR
const admin: Person = { id: 'ada', name: 'Ada', role: 'admin' }
const ID = 'c_conversation_one1_1'

const story = (tell: (world: World) => Promise<void>) => () =>
  freshDesk().inside(({ sql }) => tell(new World(sql)))
const statusOf = (world: World, id = ID) => world.store.get(id)?.status

describe('a message', () => {
  it(
    'arrives once, signed, with a link to the card',
    story(async (world) => {
      await world.receive()
      await world.send()
      await world.send()
      const [first, ...rest] = world.heard
      if (!first) throw new Error('Nothing arrived.')
      expect(rest).toEqual([])
      const { headers, body } = first
      const id = headers.get('webhook-id')
      const signed = `${id}.${headers.get('webhook-timestamp')}.${body}`
      const key = Buffer.from(SECRET.slice('whsec_'.length), 'base64')
      const mac = createHmac('sha256', key).update(signed).digest('base64')
      expect(headers.get('webhook-signature')).toBe(`v1,${mac}`)
      expect(headers.get('content-type')).toBe('application/json')
      const message = webhookMessage.parse(JSON.parse(body))
      expect(message).toMatchObject({ id, type: 'request.pending' })
      expect(message.url).toBe(`https://desk.example.com/review/${requestOf().id}`)
      expect(world.store.get(ID)).toMatchObject({ status: 'delivered', attempts: 1, nextAt: null })
    }),
  )

  it(
    'is one, however often its fact is told',
    story(async (world) => {
      await world.receive()
      await world.receive()
      await world.send()
      expect(world.heard).toHaveLength(1)
      // Long after it was forgotten, the desk's watermark still knows the fact.
      world.now += 8 * DAY
      await world.send()
      expect(world.store.get(ID)).toBeNull()
      await world.receive(undefined, undefined, 1)
      await world.send()
      expect(world.heard).toHaveLength(1)
    }),
  )

  it(
    'that the endpoint cannot take comes again, later each time, with a signature of that moment',
    story(async (world) => {
      world.answers(500, 'broken')
      await world.receive()
      await world.send()
      expect(world.store.get(ID)).toMatchObject({
        status: 'waiting',
        reason: 'The endpoint answered 500.',
        nextAt: NOW + 5_000,
      })
      await world.ring()
      await world.ring()
      expect(world.store.get(ID)?.reason).toBe('The endpoint could not be reached.')
      while (statusOf(world) === 'waiting') await world.ring()
      expect(world.heard.map(({ at }) => (at - NOW) / 1000)).toEqual([0, 5, 35])
      const stamps = world.heard.map(({ headers }) => Number(headers.get('webhook-timestamp')))
      expect(stamps).toEqual([0, 5, 35].map((seconds) => NOW / 1000 + seconds))
      expect(new Set(world.heard.map(({ headers }) => headers.get('webhook-id'))).size).toBe(1)
      expect(statusOf(world)).toBe('delivered')
    }),
  )

  it(
    'is given up after nine attempts, and no alarm stays armed for it',
    story(async (world) => {
      world.always(503)
      await world.receive()
      await world.send()
      while (world.alarm !== null) await world.ring()
      expect(world.heard).toHaveLength(9)
      expect(world.heard.at(-1)?.at).toBeGreaterThan(NOW + 54 * HOUR)
      expect(world.store.get(ID)).toMatchObject({ status: 'dead', attempts: 9, nextAt: null })
    }),
  )

  it(
    'is given up at once when the endpoint is gone for good',
    story(async (world) => {
      world.answers(410)
      await world.receive()
      await world.send()
      expect(world.store.get(ID)).toMatchObject({ status: 'dead', attempts: 1 })
      expect(world.store.get(ID)?.reason).toContain('410')
    }),
  )

  it(
    'follows no redirect',
    story(async (world) => {
      world.answers({ status: 307, headers: { location: 'https://elsewhere.example.com' } })
      await world.receive()
      await world.send()
      expect(world.heard.map(({ redirect }) => redirect)).toEqual(['manual'])
      expect(world.store.get(ID)?.reason).toContain('redirect')
    }),
  )

  it(
    'leaves the endpoint alone for as long as it wishes, and others do too',
    story(async (world) => {
      world.answers(500)
      await world.receive()
      await world.send()
      world.answers({ status: 429, headers: { 'retry-after': '3600' } })
      await world.receive([factOf(2, { type: 'request.reminded' })])
      await world.send()
      const due = world.store.waiting(9).map(({ nextAt }) => nextAt)
      expect(due).toEqual([NOW + HOUR, NOW + HOUR])
      while (world.heard.length < 4) await world.ring()
      expect(world.heard.slice(2).every(({ at }) => at >= NOW + HOUR)).toBe(true)
    }),
  )
})

describe('an endpoint that does not answer', () => {
  it(
    'keeps nobody waiting, and holds a few attempts at most',
    story(async (world) => {
      world.always('hangs')
      const facts = Array.from({ length: 30 }, (_, index) => factOf(index + 1))
      await world.receive(facts)
      await world.webhooks.wake()
      await world.webhooks.wake()
      expect(world.heard).toHaveLength(4)
      expect(world.alarm).toBeGreaterThan(world.now)
      world.always(204)
      world.runOutOfPatience()
      await world.settled()
      expect(world.store.count('waiting')).toBe(4)
      expect(world.store.waiting(1)[0]?.reason).toBe('No answer within 10 seconds.')
      expect(world.heard).toHaveLength(30)
    }),
  )
})

describe('killed', () => {
  it(
    'between the commit and the first attempt, it arrives by the alarm',
    story(async (world) => {
      await world.receive()
      world.crash()
      expect(world.alarm).toBe(NOW + 2_000)
      await world.ring()
      expect(world.heard).toHaveLength(1)
      expect(statusOf(world)).toBe('delivered')
    }),
  )

  it(
    'in the middle of an attempt, it arrives again under the same id',
    story(async (world) => {
      world.answers('hangs')
      await world.receive()
      await world.webhooks.wake()
      expect(world.heard).toHaveLength(1)
      world.crash()
      while (statusOf(world) === 'waiting') await world.ring()
      expect(world.heard.map(({ headers }) => headers.get('webhook-id'))).toEqual([ID, ID])
      expect(world.heard[1]?.at).toBeLessThan(NOW + 30_000)
    }),
  )

  it(
    'in the middle of its last attempt, it is given up only when that was tried to the end',
    story(async (world) => {
      world.always(500)
      await world.receive()
      await world.send()
      while (world.heard.length < 8) await world.ring()
      world.answers('hangs')
      world.now = world.store.get(ID)?.nextAt ?? 0
      await world.webhooks.wake()
      world.crash()
      while (statusOf(world) === 'waiting') await world.ring()
      expect([statusOf(world), world.heard.length]).toEqual(['dead', 10])
    }),
  )
})

describe('sending again', () => {
  it(
    'tries a dead letter at once, with all its attempts anew',
    story(async (world) => {
      world.answers(410, 502)
      await world.receive()
      await world.send()
      const failed = await world.webhooks.sendAgain(admin, ID)
      expect(failed).toMatchObject({
        ok: true,
        value: { status: 'waiting', attempts: 1, reason: 'The endpoint answered 502.' },
      })
      const again = await world.webhooks.sendAgain(admin, ID)
      expect(again).toMatchObject({ ok: true, value: { status: 'delivered', attempts: 2 } })
      const third = await world.webhooks.sendAgain(admin, ID)
      expect(third).toMatchObject({ ok: false, error: { code: 'conflict' } })
      expect(world.heard).toHaveLength(3)
      expect(await world.webhooks.sendAgain(admin, 'no_such')).toMatchObject({
        error: { code: 'not_found' },
      })
    }),
  )

  it(
    'joins an attempt that is under way',
    story(async (world) => {
      world.answers('hangs')
      await world.receive()
      await world.webhooks.wake()
      const asked = world.webhooks.sendAgain(admin, ID)
      world.runOutOfPatience()
      expect(await asked).toMatchObject({ value: { status: 'waiting', attempts: 1 } })
      expect(world.heard).toHaveLength(1)
    }),
  )
})

describe('the page', () => {
  it(
    'shows what waits, what arrived and what was given up, the title only to whom it is due',
    story(async (world) => {
      const own = requestOf({ approvers: [{ role: 'requester', count: 1 }] })
      world.answers(200, 410, 500)
      for (const seq of [1, 2, 3]) {
        await world.receive([factOf(seq, { body: own })], [own])
        await world.send()
      }
      const page = webhooksPage.parse(world.webhooks.page(admin))
      expect(page).toMatchObject({
        endpoint: { state: 'connected', host: 'hooks.example.com' },
        counts: { waiting: 1, dead: 1 },
        lastDeliveredAt: new Date(NOW).toISOString(),
        dead: [{ attempts: 1, title: own.title }],
        waiting: [{ reason: 'The endpoint answered 500.' }],
        delivered: [{ id: ID }],
      })
      const seen = world.webhooks.page(mona)
      expect(seen.dead[0]).toMatchObject({ requestId: own.id, mayOpen: false })
      expect(seen.dead[0]?.title).toBeUndefined()
      expect(page.dead[0]?.mayOpen).toBe(false)
      const [asks] = world.webhooks.page(own.requester).dead
      expect(asks).toMatchObject({ title: own.title, mayOpen: true })
    }),
  )

  it(
    'forgets what was delivered after a week, by an alarm of its own',
    story(async (world) => {
      await world.receive()
      await world.send()
      while (world.store.get(ID)) await world.ring()
      expect(world.now).toBe(NOW + 7 * DAY)
      expect(world.alarm).toBeNull()
    }),
  )
})
