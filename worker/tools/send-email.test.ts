import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { cloudflareMail } from '../business/mail/cloudflare-mail.ts'
import { findMail } from '../business/mail/outbox.ts'
import { PlayedBinding } from '../business/mail/testing.ts'
import { seedBusiness } from '../business/seed.ts'
import { contextOf, NOON, somebody } from '../testing/business.ts'
import { catalogue } from './catalogue.ts'
import { sendEmail } from './send-email.ts'
import type { ToolContext } from './tool.ts'

const context = contextOf(somebody('member'))

beforeEach(() => seedBusiness(env.DB, NOON))

const approved = {
  to: 'sam@example.com',
  subject: 'Lunch',
  body: 'Dear Sam,\n\nlunch moves to Friday.',
  inside: false,
}

function connected(): { binding: PlayedBinding; context: ToolContext } {
  const binding = new PlayedBinding()
  return { binding, context: { ...context, mail: cloudflareMail(binding, 'a@fernway.example') } }
}

const describeIt = (input: Record<string, unknown>, within = context) =>
  sendEmail.describe(sendEmail.input.parse(input), within)

describe('a proposed e-mail', () => {
  test('shows all of it, where it goes, and that it can be undone', async () => {
    const { inside: _, ...call } = approved
    expect(await describeIt(call, connected().context)).toEqual({
      title: 'Send the e-mail “Lunch” to sam@example.com',
      summary: [
        { label: 'To', value: 'sam@example.com' },
        { label: 'Subject', value: 'Lunch' },
        { label: 'Text', value: 'Dear Sam,\n\nlunch moves to Friday.' },
        { label: 'Goes where', value: 'Leaves the company' },
        { label: 'Sent from', value: 'a@fernway.example' },
        { label: 'Undo', value: 'Can be undone for 10 seconds after it is approved' },
      ],
      risk: 'medium',
      arguments: approved,
      grantable: [{ fact: 'to', op: 'eq', value: 'sam@example.com' }],
    })
    expect(sendEmail.undoMs).toBe(10_000)
  })

  test('says beforehand that nothing will leave', async () => {
    const proposal = await describeIt({ to: 'sam@example.com', body: 'Hello' })
    expect(proposal).toMatchObject({
      summary: expect.arrayContaining([
        { label: 'Sent from', value: 'No mail provider is connected: it will be queued, not sent' },
      ]),
    })
  })

  test.each([
    ['mia@Fernway.Example', true],
    ['mia@fernway.example.com', false],
    ['mia@eu.fernway.example', false],
  ])('%s is inside: %s, whatever the model says', async (to, inside) => {
    const proposal = await describeIt({ to, body: 'Hello', inside: !inside })
    expect(proposal).toMatchObject({ arguments: { inside } })
  })

  test('takes its subject from the first words', async () => {
    const body = 'Lunch moves to Friday. See you there!'
    expect(await describeIt({ to: 'sam@example.com', body })).toMatchObject({
      arguments: { subject: 'Lunch moves to Friday', body },
    })
  })

  test.each([
    'sam',
    'sam@example.com, max@example.com',
    'Sam <sam@example.com>',
    'sam@example.com\r\nBcc: max@example.com',
  ])('%j is not one address', async (to) => {
    expect(await describeIt({ to, body: 'Hello' })).toEqual({
      problem: expect.stringContaining('is not one e-mail address'),
    })
  })

  test('a subject cannot begin another header, nor a text turn around', async () => {
    const call = {
      to: 'sam@example.com',
      subject: 'Lunch\r\nBcc: max@example.com\u0000',
      body: 'See\u202E you\u0007\r\nsoon',
    }
    expect(await describeIt(call)).toMatchObject({
      arguments: { subject: 'Lunch Bcc: max@example.com', body: 'See you\nsoon' },
    })
  })

  test.each([{ body: '' }, { body: ' \u200B\n' }, { body: 'x'.repeat(5_001) }])(
    'refuses a text of nothing or too much',
    (change) => {
      expect(sendEmail.input.safeParse({ to: 'sam@example.com', ...change }).success).toBe(false)
    },
  )

  test('two messages to one person are two asks', () => {
    const target = (body: string) => sendEmail.target({ to: ' Sam@example.com', body })
    expect(target('Lunch moves. Friday!')).toBe('mail:sam@example.com:lunch moves')
    expect(target('Lunch moves. Thursday!')).toBe(target('Lunch moves. Friday!'))
    expect(target('The report is done.')).not.toBe(target('Lunch moves.'))
  })
})

describe('an approved e-mail', () => {
  test('is queued, and says so, when no provider is connected', async () => {
    const first = await sendEmail.run('c_a_1.1.1', approved, context)
    expect(first).toEqual({
      status: 'succeeded',
      receipt: {
        title: 'Queued, no mail provider connected',
        facts: [
          { label: 'To', value: 'sam@example.com' },
          { label: 'Subject', value: 'Lunch' },
          { label: 'Reference', value: 'c_a_1.1.1' },
        ],
      },
    })
    expect(await sendEmail.run('c_a_1.1.1', approved, context)).toEqual(first)
    expect(await sendEmail.find?.('c_a_1.1.1', context)).toEqual(first)
    expect(await findMail(env.DB, 'c_a_1.1.1')).toMatchObject({
      status: 'queued',
      person: 'member',
    })
  })

  test('is sent when the binding has taken it', async () => {
    const { binding, context } = connected()
    const sent = await sendEmail.run('c_a_1.1.1', approved, context)
    expect(sent).toMatchObject({
      status: 'succeeded',
      receipt: { title: 'Sent the e-mail “Lunch” to sam@example.com' },
    })
    expect(await sendEmail.find?.('c_a_1.1.1', context)).toEqual(sent)
    expect(binding.taken.map(({ text }) => text)).toEqual([approved.body])
  })

  test('has failed when the binding refused it', async () => {
    const { binding, context } = connected()
    binding.misbehave('E_SENDER_NOT_VERIFIED')
    expect(await sendEmail.run('k', approved, context)).toEqual({
      status: 'failed',
      error: 'It was not sent: the sender’s domain is not verified with Cloudflare.',
    })
  })

  test('is unknown when no answer came, until a manager settles it', async () => {
    const { binding, context } = connected()
    binding.misbehave('lost')
    await expect(sendEmail.run('k', approved, context)).rejects.toThrow()
    await expect(sendEmail.find?.('k', context)).rejects.toThrow()
    expect(await sendEmail.settle?.('k', 'succeeded', context)).toBeNull()
    expect(await sendEmail.find?.('k', context)).toMatchObject({ status: 'succeeded' })
    expect(binding.taken).toHaveLength(1)
  })
})

test('people may change address, subject and text; where it goes follows', async () => {
  const { edit } = sendEmail
  expect(edit?.material).toEqual(['to', 'body'])
  const input = edit?.input({ ...approved, to: 'mia@fernway.example' })
  expect(await sendEmail.describe(input!, context)).toMatchObject({ arguments: { inside: true } })
  expect(edit?.fields.safeParse({ inside: true }).success).toBe(false)
  const subject = { to: 'a@b.example', subject: 's', body: 'b' }
  expect(edit?.fields.safeParse(subject).success).toBe(true)
  expect(edit?.fields.safeParse({ ...subject, to: 'a@b.example,c@d.example' }).success).toBe(false)
})

test('policy can speak of where it goes', () => {
  expect(catalogue.find(({ tool }) => tool === 'send_email')).toEqual({
    tool: 'send_email',
    fields: ['to', 'subject', 'body', 'inside'],
    numbers: [],
    undoable: true,
  })
})
