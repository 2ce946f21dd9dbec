import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { outboxPage } from '../../domain/outbox.ts'
import { cloudflareMail } from '../business/mail/cloudflare-mail.ts'
import { deliver } from '../business/mail/deliver.ts'
import { PlayedBinding } from '../business/mail/testing.ts'
import { seedBusiness } from '../business/seed.ts'
import { NOON } from '../testing/business.ts'
import { actor, call } from './testing.ts'

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

  it('is for those who have signed in', async () => {
    expect((await call('GET', '/api/outbox')).status).toBe(401)
  })
})
