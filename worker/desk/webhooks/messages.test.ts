import { describe, expect, it } from 'vitest'
import { webhookRequest } from '../../../domain/webhook.ts'
import { factOf, milo, mira, mona, NOW, ravi, requestOf } from '../testing/desks.ts'
import { messagesFrom } from './messages.ts'

const { id } = requestOf()
const unknownBefore = () => null
const typesOf = (...types: string[]) =>
  types.map((type, index) => factOf(index + 1, { type, body: {} }))

describe('messages', () => {
  it('tell that a request waits, as it was when it was asked', () => {
    const asked = requestOf()
    const [message, ...rest] = messagesFrom(
      [factOf(1, { body: asked }), factOf(2, { type: 'vote.cast' })],
      [requestOf({ status: 'approved' })],
      unknownBefore,
    )
    expect(rest).toEqual([])
    expect(message).toEqual({
      id: `${id}_1`,
      type: 'request.pending',
      at: new Date(NOW + 1).toISOString(),
      workspace: 'main',
      request: webhookRequest.parse(asked),
    })
  })

  it('tell reminders, escalations and what became of it, each by its own fact', () => {
    const told = typesOf(
      'request.reminded',
      'request.escalated',
      'request.approved',
      'effect.started',
      'effect.delayed',
      'request.extended',
      'excerpt.viewed',
      'request.succeeded',
    )
    const messages = messagesFrom(told, [requestOf({ status: 'succeeded' })], unknownBefore)
    expect(messages.map((message) => [message.id, message.type])).toEqual([
      [`${id}_1`, 'request.reminded'],
      [`${id}_2`, 'request.escalated'],
      [`${id}_8`, 'request.succeeded'],
    ])
  })

  it.each(['failed', 'denied', 'expired', 'withdrawn', 'superseded', 'undone'] as const)(
    'tell that it was %s',
    (status) => {
      const facts = typesOf(`request.${status}`)
      const [message] = messagesFrom(facts, [requestOf({ status })], unknownBefore)
      expect(message).toMatchObject({ type: `request.${status}`, request: { status } })
    },
  )

  it('tell of a new version that it waits again', () => {
    const revised = factOf(4, { type: 'request.revised', body: { version: 2, cause: 'moved' } })
    const [message] = messagesFrom([revised], [requestOf({ version: 2 })], unknownBefore)
    expect(message).toMatchObject({ type: 'request.pending', request: { version: 2 } })
  })

  it('say nothing of waiting where a rule or a grant answered at once', () => {
    const clearance = { by: 'rule', id: 'r', at: NOW, version: 1 }
    const facts = [
      factOf(1, { body: requestOf() }),
      factOf(2, { type: 'request.denied', body: { clearance } }),
    ]
    const other = factOf(3, { type: 'request.revised', body: { clearance } })
    const messages = messagesFrom([...facts, other], [requestOf()], unknownBefore)
    expect(messages.map(({ type }) => type)).toEqual(['request.denied'])
  })

  it('do tell of waiting that ended by itself later', () => {
    const clearance = { by: 'expiry', id: 'r', at: NOW, version: 1 }
    const facts = [
      factOf(1, { body: requestOf() }),
      factOf(2, { type: 'request.approved', body: { clearance } }),
    ]
    expect(messagesFrom(facts, [requestOf()], unknownBefore)).toHaveLength(1)
  })

  it('tell once that nobody knows', () => {
    const facts = typesOf('request.unknown', 'request.unknown')
    const request = requestOf({ status: 'unknown' })
    expect(messagesFrom(facts, [request], () => 'executing')).toHaveLength(1)
    expect(messagesFrom(facts, [request], () => 'unknown')).toHaveLength(0)
  })

  it('carry no arguments, no reasons that people wrote, and nothing of what an effect said', () => {
    const secret = 'SECRET'
    const request = requestOf({
      status: 'failed',
      summary: [{ label: 'Memo', value: secret }],
      input: { memo: secret },
      rule: { id: 'r', reason: secret, policyVersion: 1 },
      model: { id: secret, promptVersion: '1' },
      votes: [
        {
          by: ravi,
          verdict: 'approve',
          reason: secret,
          at: new Date(NOW).toISOString(),
          version: 1,
        },
      ],
      effect: {
        status: 'failed',
        key: 'k',
        attempts: 1,
        error: secret,
        settled: { by: mona, reason: secret, at: new Date(NOW).toISOString() },
      },
      sharedWith: [{ name: secret, at: new Date(NOW).toISOString() }],
      conversationId: secret,
    })
    const facts = [...typesOf('request.failed'), factOf(2, { body: request })]
    const messages = messagesFrom(facts, [request], unknownBefore)
    expect(messages).toHaveLength(2)
    expect(JSON.stringify(messages)).not.toContain(secret)
    expect(messages[0]?.request.votes[0]?.by.name).toBe(ravi.name)
  })

  it('are about the request of the fact and no other', () => {
    const other = requestOf({ id: 'c_conversation_two2', requester: milo })
    const facts = [factOf(1, { requestId: other.id }), factOf(2, { requestId: null })]
    const messages = messagesFrom(facts, [requestOf(), other], unknownBefore)
    expect(messages.map(({ request }) => request.requester)).toEqual([milo])
    expect(messagesFrom(facts, [requestOf({ requester: mira })], unknownBefore)).toEqual([])
  })
})
