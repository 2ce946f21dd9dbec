import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { NOON } from '../../testing/business.ts'
import { seedBusiness } from '../seed.ts'
import { mailFor } from './choose.ts'
import { cloudflareMail } from './cloudflare-mail.ts'
import { deliver, findDelivery, settleDelivery } from './deliver.ts'
import { type Approved, claimMail, findMail } from './outbox.ts'
import { PlayedBinding } from './testing.ts'

const db = env.DB
const MINUTE = 60_000

beforeEach(() => seedBusiness(db, NOON))

const hello: Approved = {
  key: 'c_a_1.1.1',
  person: 'member',
  name: 'Member',
  to: 'sam@example.com',
  subject: 'Hello',
  text: 'Hello Sam,\n\nlunch moves to Friday.',
  at: NOON,
}

function connected() {
  const binding = new PlayedBinding()
  return { binding, provider: cloudflareMail(binding, 'assistant@fernway.example') }
}

const facts = async () =>
  (
    await db
      .prepare("SELECT type FROM business_outbox WHERE type LIKE 'mail.%' ORDER BY seq")
      .all<{ type: string }>()
  ).results.map(({ type }) => type)

describe('without a provider', () => {
  test('a message is kept once, queued, and nothing says that it was sent', async () => {
    const first = await deliver(db, hello, undefined, NOON)
    expect(first).toMatchObject({ status: 'queued', mail: { ...hello, sentAt: null } })
    expect(await deliver(db, { ...hello, at: NOON + 1 }, undefined, NOON + 1)).toEqual(first)
    expect(await findDelivery(db, hello.key, undefined)).toEqual(first)
    expect(await facts()).toEqual(['mail.queued'])
  })

  test('its key belongs to it', async () => {
    await deliver(db, hello, undefined, NOON)
    const other = await deliver(db, { ...hello, to: 'max@example.com' }, undefined, NOON)
    expect(other).toMatchObject({ status: 'failed', error: expect.stringContaining('different') })
  })

  test.each([
    ['subject', { subject: 'Hello\r\nBcc: max@example.com' }],
    ['address', { to: 'sam@example.com\nBcc: max@example.com' }],
    ['two addresses', { to: 'sam@example.com,max@example.com' }],
  ])('no line of a header is let in by the %s, whoever asks', async (_what, change) => {
    expect(await deliver(db, { ...hello, ...change }, undefined, NOON)).toMatchObject({
      status: 'failed',
    })
    expect(await findMail(db, hello.key)).toBeNull()
  })
})

describe('through Cloudflare', () => {
  test('it is sent once the binding has accepted it, and once only', async () => {
    const { binding, provider } = connected()
    const sent = await deliver(db, hello, provider, NOON)

    expect(sent).toMatchObject({
      status: 'sent',
      mail: { sentAt: NOON, provider: 'Cloudflare', messageId: '<1@mail.test>', attempts: 1 },
    })
    expect(binding.taken).toEqual([
      {
        from: 'assistant@fernway.example',
        to: 'sam@example.com',
        subject: 'Hello',
        text: hello.text,
      },
    ])
    expect(await deliver(db, hello, provider, NOON + 1)).toEqual(sent)
    expect(await findDelivery(db, hello.key, provider)).toEqual(sent)
    expect(binding.taken).toHaveLength(1)
    expect(await facts()).toEqual(['mail.queued', 'mail.sending', 'mail.sent'])
  })

  test('ten attempts at once hand it over once', async () => {
    const { binding, provider } = connected()
    const ends = await Promise.allSettled(
      Array.from({ length: 10 }, () => deliver(db, hello, provider, NOON)),
    )
    expect(binding.taken).toHaveLength(1)
    expect(ends.some(({ status }) => status === 'fulfilled')).toBe(true)
  })

  test('a refusal is final, in words', async () => {
    const { binding, provider } = connected()
    binding.misbehave('E_RECIPIENT_SUPPRESSED')
    const refused = await deliver(db, hello, provider, NOON)
    expect(refused).toEqual({
      status: 'failed',
      error:
        'It was not sent: mail to that address bounced before, so Cloudflare does not send to it.',
    })
    expect(await deliver(db, hello, provider, NOON)).toEqual(refused)
    expect(await findDelivery(db, hello.key, provider)).toEqual(refused)
    expect(binding.taken).toEqual([])
    expect(await facts()).toEqual(['mail.queued', 'mail.sending', 'mail.failed'])
  })

  test('what is put off goes back to the queue, and is sent later', async () => {
    const { binding, provider } = connected()
    binding.misbehave('E_RATE_LIMIT_EXCEEDED')
    expect(await deliver(db, hello, provider, NOON)).toMatchObject({
      status: 'retry',
      after: MINUTE,
    })
    expect(await findDelivery(db, hello.key, provider)).toBeNull()
    expect(await deliver(db, hello, provider, NOON + MINUTE)).toMatchObject({
      status: 'sent',
      mail: { attempts: 2, sentAt: NOON + MINUTE, error: null },
    })
  })

  test('what is always put off fails in the end, before the journal gives up', async () => {
    const { binding, provider } = connected()
    binding.misbehave(...Array.from({ length: 20 }, () => 'E_DAILY_LIMIT_EXCEEDED'))
    const outcomes: string[] = []
    for (let attempt = 0; attempt < 12; attempt += 1) {
      outcomes.push((await deliver(db, hello, provider, NOON + attempt)).status)
    }
    expect(outcomes).toEqual([...Array(9).fill('retry'), ...Array(3).fill('failed')])
    expect(binding.taken).toEqual([])
  })

  test.each(['lost', 'E_DELIVERY_FAILED', 'E_INTERNAL_SERVER_ERROR', 'E_NEW'])(
    'after %s nobody knows, and it is never handed over again',
    async (answer) => {
      const { binding, provider } = connected()
      binding.misbehave(answer)
      await expect(deliver(db, hello, provider, NOON)).rejects.toThrow()
      const taken = binding.taken.length

      await expect(findDelivery(db, hello.key, provider)).rejects.toThrow('nobody knows')
      await expect(deliver(db, hello, provider, NOON)).rejects.toThrow('nobody knows')
      await expect(findDelivery(db, hello.key, undefined)).rejects.toThrow('nobody knows')
      expect(binding.taken).toHaveLength(taken)
      expect(await findMail(db, hello.key)).toMatchObject({ status: 'sending', sentAt: null })
    },
  )

  test('who dies after the claim leaves it unknown, who dies before it leaves it to be sent', async () => {
    const { binding, provider } = connected()
    await deliver(db, hello, undefined, NOON)
    expect(await findDelivery(db, hello.key, provider)).toBeNull()
    await claimMail(db, hello.key, provider.name, NOON)
    await expect(deliver(db, hello, provider, NOON)).rejects.toThrow('nobody knows')
    expect(binding.taken).toEqual([])
  })
})

describe('a manager’s word', () => {
  const unknown = async () => {
    const { binding, provider } = connected()
    binding.misbehave('lost')
    await expect(deliver(db, hello, provider, NOON)).rejects.toThrow()
    return provider
  }

  test('settles what nobody knew', async () => {
    const provider = await unknown()
    expect(await settleDelivery(db, hello.key, 'failed', NOON)).toBeNull()
    const settled = { status: 'failed', error: 'A manager settled this as not sent.' }
    expect(await findDelivery(db, hello.key, provider)).toEqual(settled)
    expect(await settleDelivery(db, hello.key, 'succeeded', NOON)).toEqual(settled)
  })

  test('may say that it was sent', async () => {
    const provider = await unknown()
    expect(await settleDelivery(db, hello.key, 'succeeded', NOON)).toBeNull()
    expect(await findDelivery(db, hello.key, provider)).toMatchObject({
      status: 'sent',
      mail: { messageId: null },
    })
  })

  test('keeps what was never handed over from being so', async () => {
    const { binding, provider } = connected()
    await deliver(db, hello, undefined, NOON)
    expect(await settleDelivery(db, hello.key, 'failed', NOON)).toBeNull()
    expect(await deliver(db, hello, provider, NOON)).toMatchObject({ status: 'failed' })
    expect(binding.taken).toEqual([])
  })
})

test('what was approved is kept as it is, and an outcome stands', async () => {
  const { provider } = connected()
  await deliver(db, hello, provider, NOON)
  const change = (set: string) => db.prepare(`UPDATE mail_outbox SET ${set}`).run()
  await expect(change("status = 'queued'")).rejects.toThrow('mail_is_settled')
  await expect(db.prepare('DELETE FROM mail_outbox').run()).rejects.toThrow('mail_is_kept')
  await deliver(db, { ...hello, key: 'c_a_2.1.1' }, undefined, NOON)
  const second = (set: string) =>
    db.prepare(`UPDATE mail_outbox SET ${set} WHERE key = 'c_a_2.1.1'`).run()
  await expect(second("recipient = 'max@example.com'")).rejects.toThrow('mail_is_frozen')
  await expect(second("status = 'sent', sent_at = 1, provider = 'x'")).rejects.toThrow(
    'not_claimed',
  )
})

test('a provider is connected by binding and address, and never where the binding is only played', () => {
  const EMAIL = new PlayedBinding() as unknown as SendEmail
  const MAIL_FROM = 'assistant@fernway.example'
  expect(mailFor({ EMAIL, MAIL_FROM })).toMatchObject({ name: 'Cloudflare', from: MAIL_FROM })
  expect(mailFor({ MAIL_FROM })).toBeUndefined()
  expect(mailFor({ EMAIL })).toBeUndefined()
  expect(mailFor({ EMAIL, MAIL_FROM: 'Assistant <a@b.example>' })).toBeUndefined()
  expect(mailFor({ EMAIL, MAIL_FROM, DEMO: '1' })).toBeUndefined()
})
