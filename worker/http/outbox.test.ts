import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { outboxItem, outboxPage } from '../../domain/outbox.ts'
import { cloudflareMail } from '../business/mail/cloudflare-mail.ts'
import { deliver } from '../business/mail/deliver.ts'
import { PlayedBinding } from '../business/mail/testing.ts'
import { seedBusiness } from '../business/seed.ts'
import type { Env } from '../env.ts'
import { NOON } from '../testing/business.ts'
import { actor, call, errorOf, testEnv } from './testing.ts'

const binding = new PlayedBinding()
const provider = cloudflareMail(binding, 'assistant@fernway.example')

/** A request's id names its host. */
const requestId = 'c_conversation1_request1'

async function mail(person: string, line: string, through = false): Promise<void> {
  const message = {
    key: `${requestId}.1.${line}`,
    person,
    name: person,
    to: 'sam@example.com',
    subject: `Number ${line}`,
    text: 'Hello',
    at: NOON,
  }
  await deliver(env.DB, message, through ? provider : undefined, NOON).catch(() => null)
}

const read = async (account: string, path = '/api/outbox') => {
  const response = await (await actor(account)).get(path)
  expect(response.status).toBe(200)
  return outboxPage.parse(await response.json())
}

// The first visitor finds the demo put back, which empties the outbox.
beforeAll(async () => void (await actor('member')))
beforeEach(() => seedBusiness(env.DB, NOON))

describe('the outbox', () => {
  it('shows what became of each message, in words', async () => {
    await mail('member', '1')
    await mail('member', '2', true)
    binding.misbehave('E_VALIDATION_ERROR', 'lost')
    await mail('member', '3', true)
    await mail('member', '4', true)

    const { items, nextCursor } = await read('member')
    expect(nextCursor).toBeNull()
    expect(items.map(({ subject, delivery }) => [subject, delivery])).toEqual([
      ['Number 4', 'Handed over, but no answer came back: nobody can say yet whether it was sent'],
      ['Number 3', 'It was not sent: Cloudflare found the message malformed.'],
      ['Number 2', 'Sent'],
      ['Number 1', 'Queued, no mail provider connected'],
    ])
    expect(items[2]).toEqual({
      id: expect.any(Number),
      from: { id: 'member', name: 'member' },
      to: 'sam@example.com',
      subject: 'Number 2',
      status: 'sent',
      delivery: 'Sent',
      maySend: false,
      at: '2026-11-22T12:00:00.000Z',
      sentAt: '2026-11-22T12:00:00.000Z',
      requestId,
    })
  })

  it.each([
    ['member', ['Number 1']],
    ['member2', ['Number 2']],
    ['reviewer', []],
    ['manager', ['Number 2', 'Number 1']],
    ['auditor', ['Number 2', 'Number 1']],
    ['admin', ['Number 2', 'Number 1']],
  ])('%s sees %j', async (account, subjects) => {
    await mail('member', '1')
    await mail('member2', '2')
    expect((await read(account)).items.map(({ subject }) => subject)).toEqual(subjects)
  })

  it('is read a page at a time', async () => {
    for (let line = 1; line <= 53; line += 1) await mail('member', String(line))
    const first = await read('member')
    expect(first.items).toHaveLength(50)
    const second = await read('member', `/api/outbox?cursor=${first.nextCursor}`)
    expect(second.items.map(({ subject }) => subject)).toEqual(['Number 3', 'Number 2', 'Number 1'])
    expect(second.nextCursor).toBeNull()
    expect((await read('member', '/api/outbox?cursor=x%27')).items).toHaveLength(50)
  })

  describe('what was queued while no provider was there', () => {
    const { DEMO: _, ...deployed } = testEnv
    const MAIL_FROM = 'assistant@fernway.example'
    const connected: Env = { ...deployed, EMAIL: binding as unknown as SendEmail, MAIL_FROM }
    const taken = () => binding.taken.filter(({ subject }) => subject === 'Number 7').length

    async function queued(account: string) {
      const before = taken()
      await mail('member', '7')
      const { id } = (await read('member')).items[0] ?? { id: 0 }
      const someone = await actor(account)
      const send = (use = connected) => someone.post(`/api/outbox/${id}/send`, {}, { env: use })
      return { id, someone, send, handedOver: () => taken() - before }
    }

    it('is handed over once, when the person whose it is says so', async () => {
      const { someone, send, handedOver } = await queued('member')
      const page = await someone.get('/api/outbox', { env: connected })
      expect(outboxPage.parse(await page.json()).items[0]).toMatchObject({
        delivery: 'Queued',
        maySend: true,
      })
      expect(handedOver()).toBe(0)
      const answers = await Promise.all([send(), send(), send()])
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
      const sent = outboxItem.parse(await (await send()).json())
      expect(sent).toMatchObject({ status: 'sent', delivery: 'Sent', maySend: false })
      expect(handedOver()).toBe(1)
    })

    it.each(['member2', 'manager', 'auditor'])('is not sent by %s', async (account) => {
      const { someone, send, handedOver } = await queued(account)
      const page = outboxPage.parse(
        await (await someone.get('/api/outbox', { env: connected })).json(),
      )
      expect(page.items.some(({ maySend }) => maySend)).toBe(false)
      const response = await send()
      expect([response.status, (await errorOf(response)).code]).toEqual([404, 'not_found'])
      expect(handedOver()).toBe(0)
    })

    it('stays queued while there is none', async () => {
      const { send } = await queued('member')
      const response = await send(testEnv)
      expect([response.status, (await errorOf(response)).code]).toEqual([409, 'not_connected'])
      expect((await read('member')).items[0]).toMatchObject({ status: 'queued', maySend: false })
    })

    it('says so when the provider refuses, puts it off, or never answers', async () => {
      const { send } = await queued('member')
      binding.misbehave('E_RATE_LIMIT_EXCEEDED', 'lost')
      expect(outboxItem.parse(await (await send()).json())).toMatchObject({
        delivery: 'Queued. Too many e-mails were sent just now; it has to wait.',
        maySend: true,
      })
      expect(outboxItem.parse(await (await send()).json())).toMatchObject({
        status: 'sending',
        maySend: false,
      })
    })
  })

  it('is for those who have signed in', async () => {
    expect((await call('GET', '/api/outbox')).status).toBe(401)
  })
})
