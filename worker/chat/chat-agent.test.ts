import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Person } from '../../domain/roles.ts'
import type { ChatAgent } from './chat-agent.ts'
import { seedBusiness } from '../business/seed.ts'
import { readLedger } from '../business/ledger.ts'
import { deskOf } from '../desk/stub.ts'
import { type ChatHost, PERSON_HEADER, SESSION_HEADER } from '../rpc.ts'

const now = Date.parse('2026-11-20T09:00:00Z')
const mira: Person = { id: 'mira', name: 'Mira', role: 'member' }
const rob: Person = { id: 'rob', name: 'Rob', role: 'reviewer' }
const max: Person = { id: 'max', name: 'Max', role: 'manager' }

let number = 0

/** The object of the conversation that was opened last. */
const object = () => env.ChatAgent.getByName(`conversation${number}aaaa`)

/** A new conversation of Mira's, in its own object. */
async function conversation(): Promise<ChatHost> {
  number += 1
  const chat = object() as unknown as ChatHost
  await chat.open(mira, 'any')
  return chat
}

const only = async (chat: ChatHost, viewer: Person = mira): Promise<ApprovalRequest> => {
  const [request, ...more] = await chat.requests(viewer)
  expect(more).toEqual([])
  return request!
}

const until = <T>(check: () => Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 10_000, interval: 20 })

/** Says something and waits until it has become a request. */
async function ask(chat: ChatHost, text: string): Promise<ApprovalRequest> {
  await chat.submit(mira, text, 'Europe/Berlin')
  return until(async () => {
    const [newest] = await chat.requests(mira)
    expect(newest).toBeDefined()
    return newest!
  })
}

const status = (chat: ChatHost, wanted: ApprovalRequest['status']) =>
  until(async () => {
    const request = await only(chat)
    expect(request.status).toBe(wanted)
    return request
  })

const lastWords = (chat: ChatHost, pattern: RegExp) =>
  until(async () => {
    const { items } = await chat.transcript({ latest: true })
    const text = items
      .at(-1)!
      .parts.map((part) => (part.type === 'text' ? part.text : ''))
      .join('')
    expect(items.at(-1)!.role).toBe('assistant')
    expect(text).toMatch(pattern)
  })

const approve = (chat: ChatHost, who: Person, { id, version, digest }: ApprovalRequest) =>
  chat.act(who, id, { kind: 'decide', verdict: 'approve', version, digest })

beforeEach(async () => {
  await env.DB.batch(
    [mira, rob, max].map((one) =>
      env.DB.prepare(
        `INSERT OR IGNORE INTO "user" (id, name, email, emailVerified, createdAt, updatedAt, role)
         VALUES (?1, ?2, ?1 || '@fernway.example', 1, ?3, ?3, ?4)`,
      ).bind(one.id, one.name, new Date(now).toISOString(), one.role),
    ),
  )
  await seedBusiness(env.DB, now)
  await deskOf(env).wipe()
})

describe('a small invoice', () => {
  it('waits for the member, is paid once after the yes, and the assistant goes on', async () => {
    const chat = await conversation()
    const request = await ask(chat, 'Pay invoice INV-1001')
    expect(request).toMatchObject({
      status: 'pending',
      title: 'Pay $120.00 to Harbor Print for invoice INV-1001',
      approvers: [{ role: 'requester', count: 1 }],
      requester: mira,
    })
    expect((await readLedger(env.DB)).balance).toBe(50_000_00)

    const answer = await approve(chat, mira, request)
    expect(answer).toMatchObject({ ok: true, value: { status: 'approved' } })
    const done = await status(chat, 'succeeded')
    expect(done.effect).toMatchObject({
      status: 'succeeded',
      attempts: 1,
      key: `${request.id}.1.1`,
    })
    await lastWords(chat, /paid|done/i)
    const ledger = await readLedger(env.DB)
    expect(ledger.balance).toBe(49_880_00)
    expect(ledger.entries.filter((entry) => entry.key === `${request.id}.1.1`)).toHaveLength(1)
  })

  it('is not paid after a no, and the reason reaches the assistant', async () => {
    const chat = await conversation()
    const { id, version, digest } = await ask(chat, 'Pay invoice INV-1001')
    await chat.act(mira, id, {
      kind: 'decide',
      verdict: 'deny',
      version,
      digest,
      reason: 'Wrong month.',
    })
    await status(chat, 'denied')
    await lastWords(chat, /wrong month/i)
    expect((await readLedger(env.DB)).balance).toBe(50_000_00)
  })

  it('answers a second click and the opposite one without a second payment', async () => {
    const chat = await conversation()
    const request = await ask(chat, 'Pay invoice INV-1001')
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => approve(chat, mira, request)),
    )
    expect(answers.every((answer) => answer.ok)).toBe(true)
    const { id, version, digest } = request
    const opposite = await chat.act(mira, id, { kind: 'decide', verdict: 'deny', version, digest })
    expect(opposite).toMatchObject({
      ok: false,
      error: { code: 'already_decided', decidedBy: { id: 'mira' } },
    })
    await status(chat, 'succeeded')
    expect((await readLedger(env.DB)).balance).toBe(49_880_00)
  })

  it('refuses what was not seen', async () => {
    const chat = await conversation()
    const { id } = await ask(chat, 'Pay invoice INV-1001')
    const stale = await chat.act(mira, id, {
      kind: 'decide',
      verdict: 'approve',
      version: 1,
      digest: '0'.repeat(64),
    })
    expect(stale).toMatchObject({ ok: false, error: { code: 'stale' } })
    expect((await only(chat)).status).toBe('pending')
  })
})

describe('two calls in one step', () => {
  it('are two requests; each runs when approved, and the assistant speaks when both are settled', async () => {
    const chat = await conversation()
    await chat.submit(mira, 'Pay invoices INV-1001 and INV-1004')
    const both = await until(async () => {
      const requests = await chat.requests(mira)
      expect(requests).toHaveLength(2)
      return requests
    })
    await approve(chat, mira, both[0]!)
    await until(async () =>
      expect((await chat.requests(mira)).map((one) => one.status).sort()).toEqual([
        'pending',
        'succeeded',
      ]),
    )
    const { id, version, digest } = both[1]!
    await chat.act(mira, id, {
      kind: 'decide',
      verdict: 'deny',
      version,
      digest,
      reason: 'Not this one.',
    })
    await lastWords(chat, /not this one/i)
  })

  const askForTwo = async (chat: ChatHost): Promise<[ApprovalRequest, ApprovalRequest]> => {
    await chat.submit(mira, 'Pay invoices INV-1001 and INV-1004')
    const [second, first] = await until(async () => {
      const requests = await chat.requests(mira)
      expect(requests).toHaveLength(2)
      return requests
    })
    await approve(chat, mira, first!)
    await until(async () => {
      const answer = await chat.request(mira, first!.id)
      expect(answer).toMatchObject({ ok: true, value: { status: 'succeeded' } })
    })
    return [first!, second!]
  }

  it('and the outcome of one is told when the other is withdrawn', async () => {
    const chat = await conversation()
    const [, second] = await askForTwo(chat)
    await chat.act(mira, second.id, { kind: 'withdraw' })
    await lastWords(chat, /Done: paid/i)
  })

  it('and the outcome of one is told when the member speaks of something else', async () => {
    const chat = await conversation()
    const [first] = await askForTwo(chat)
    await chat.submit(mira, 'What is my balance?')
    await until(async () => {
      const { items } = await chat.transcript({ latest: true })
      const events = items.filter((message) => message.role === 'system')
      expect(events).toMatchObject([{ metadata: { event: { requestId: first.id } } }])
    })
    await lastWords(chat, /Done: paid/i)
  })
})

describe('a larger invoice', () => {
  it('needs a reviewer; the requester and strangers cannot answer it', async () => {
    const chat = await conversation()
    const request = await ask(chat, 'Pay invoice INV-1002')
    expect(await approve(chat, mira, request)).toMatchObject({
      ok: false,
      error: { code: 'not_allowed' },
    })
    const stranger: Person = { id: 'zoe', name: 'Zoe', role: 'member' }
    expect(await approve(chat, stranger, request)).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    })
    await until(async () =>
      expect((await deskOf(env).list(rob, { status: 'pending' })).items).toHaveLength(1),
    )
    expect(await approve(chat, rob, request)).toMatchObject({ ok: true })
    await status(chat, 'succeeded')
  })

  it('above $5,000 waits for a manager and a second person', async () => {
    const chat = await conversation()
    const request = await ask(chat, 'Pay invoice INV-1003')
    expect(await approve(chat, rob, request)).toMatchObject({
      ok: true,
      value: { status: 'pending' },
    })
    const second: Person = { id: 'ria', name: 'Ria', role: 'reviewer' }
    expect(await approve(chat, second, request)).toMatchObject({
      ok: false,
      error: { code: 'not_allowed' },
    })
    expect(await approve(chat, max, request)).toMatchObject({
      ok: true,
      value: { status: 'approved' },
    })
    await status(chat, 'succeeded')
  })

  it('above $25,000 is refused by a rule, which is on record', async () => {
    const chat = await conversation()
    const request = await ask(chat, 'Pay invoice INV-1005')
    expect(request).toMatchObject({
      status: 'denied',
      votes: [],
      rule: { id: 'pay_invoice-too-much' },
    })
    await lastWords(chat, /\$25,000/)
  })
})

describe('a decision after the conversation moved on', () => {
  it('lands as an event row and a short turn', async () => {
    const chat = await conversation()
    const request = await ask(chat, 'Pay invoice INV-1002')
    await chat.submit(mira, 'What is my balance?')
    await lastWords(chat, /\$50,000\.00/)
    await approve(chat, rob, request)
    await lastWords(chat, /Northwind/)
    const { items } = await chat.transcript({ latest: true })
    expect(items.at(-2)).toMatchObject({
      role: 'system',
      metadata: { event: { requestId: request.id } },
    })
  })
})

describe('what cannot be proposed', () => {
  it('says why in one sentence, and asks nobody', async () => {
    const chat = await conversation()
    await chat.submit(mira, 'Pay invoice INV-9999')
    await lastWords(chat, /There is no invoice INV-9999/)
    const { items } = await chat.transcript({ latest: true })
    const errors = items
      .at(-1)!
      .parts.flatMap((part) => ('errorText' in part ? [part.errorText] : []))
    expect(errors).toEqual(['There is no invoice INV-9999; ask me to list the open invoices.'])
    expect(await chat.requests(mira)).toEqual([])
  })
})

describe('the same thing asked twice', () => {
  it('points at the request that is open', async () => {
    const chat = await conversation()
    await ask(chat, 'Pay invoice INV-1002')
    await chat.submit(mira, 'Pay invoice INV-1002')
    await lastWords(chat, /wait/i)
    await only(chat)
  })
})

describe('spend', () => {
  it('counts what else is open, so that a threshold cannot be split around', async () => {
    const chat = await conversation()
    await ask(chat, 'Send $200 to Harbor Print')
    const other = await conversation()
    const second = await ask(other, 'Send $60 to Harbor Print')
    expect(second.approvers).toEqual([{ role: 'reviewer', count: 1 }])
  })
})

describe('a payment that does not answer', () => {
  it('is tried again by alarms for as long as it takes, and made once', async () => {
    const chat = await conversation()
    const request = await ask(chat, 'Pay invoice INV-1001')
    await env.DB.exec(
      `CREATE TRIGGER outage BEFORE INSERT ON ledger_entry BEGIN SELECT RAISE(ABORT, 'outage'); END`,
    )
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
    try {
      await approve(chat, mira, request)
      const attempts = (wanted: number) =>
        until(async () => expect((await only(chat)).effect?.attempts).toBe(wanted))
      await attempts(1)
      for (const attempt of [2, 3, 4]) {
        vi.setSystemTime(Date.now() + 20_000)
        await runDurableObjectAlarm(object())
        await attempts(attempt)
      }
      await env.DB.exec('DROP TRIGGER outage')
      vi.setSystemTime(Date.now() + 20_000)
      await runDurableObjectAlarm(object())
      await status(chat, 'succeeded')
    } finally {
      vi.useRealTimers()
      await env.DB.exec('DROP TRIGGER IF EXISTS outage')
    }
    expect((await readLedger(env.DB)).balance).toBe(49_880_00)
  })
})

describe('a payment that gave no answer many times', () => {
  it('is honestly unknown, is checked again by alarm, and told when it is known', async () => {
    const chat = await conversation()
    const request = await ask(chat, 'Pay invoice INV-1001')
    await env.DB.exec(
      `CREATE TRIGGER outage BEFORE INSERT ON ledger_entry BEGIN SELECT RAISE(ABORT, 'outage'); END`,
    )
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
    try {
      await approve(chat, mira, request)
      for (const attempt of [1, 2, 3, 4, 5, 6]) {
        await until(async () => expect((await only(chat)).effect?.attempts).toBe(attempt))
        if (attempt === 6) break
        vi.setSystemTime(Date.now() + 20_000)
        await runDurableObjectAlarm(object())
      }
      await status(chat, 'unknown')
      await lastWords(chat, /not known|unknown/i)
      await env.DB.exec('DROP TRIGGER outage')
      await until(async () => {
        vi.setSystemTime(Date.now() + 30 * 60_000)
        await runDurableObjectAlarm(object())
        expect((await only(chat)).status).toBe('succeeded')
      })
      await lastWords(chat, /paid/i)
    } finally {
      vi.useRealTimers()
      await env.DB.exec('DROP TRIGGER IF EXISTS outage')
    }
    expect((await readLedger(env.DB)).balance).toBe(49_880_00)
  })
})

describe('a request that is older than the window', () => {
  it('keeps its card and its excerpt', async () => {
    const chat = await conversation()
    const request = await ask(chat, 'Pay invoice INV-1002')
    await lastWords(chat, /approv|confirm/i)
    await runInDurableObject(object(), (instance) => {
      const agent = instance as unknown as ChatAgent
      return agent.persistMessages([
        ...agent.messages,
        ...Array.from({ length: 45 }, (_, index) => ({
          id: `later${index}`,
          role: 'user' as const,
          parts: [{ type: 'text' as const, text: 'Later.' }],
        })),
      ])
    })
    const { value } = (await chat.excerpt(rob, request.id)) as { value: { items: unknown[] } }
    expect(value.items).toContainEqual(
      expect.objectContaining({ from: 'Mira', text: 'Pay invoice INV-1002' }),
    )
    await approve(chat, rob, request)
    await status(chat, 'succeeded')
    const { items } = await chat.transcript({})
    const parts = items.flatMap((message) => message.parts)
    expect(parts).toContainEqual(
      expect.objectContaining({ toolCallId: request.toolCallId, state: 'output-available' }),
    )
  })
})

describe('two messages with one id at once', () => {
  it('are one message; the later does not rewrite the first', async () => {
    const chat = await conversation()
    const { webSocket } = await object().fetch('https://countersign.test/', {
      headers: {
        upgrade: 'websocket',
        [PERSON_HEADER]: encodeURIComponent(JSON.stringify(mira)),
        [SESSION_HEADER]: 'session',
      },
    })
    const frames: string[] = []
    webSocket!.accept()
    webSocket!.addEventListener('message', ({ data }) => void frames.push(String(data)))
    for (const text of ['What is my balance?', 'Something else.']) {
      const messages = [{ id: 'same', role: 'user', parts: [{ type: 'text', text }] }]
      webSocket!.send(
        JSON.stringify({
          type: 'cf_agent_use_chat_request',
          id: crypto.randomUUID(),
          init: { method: 'POST', body: JSON.stringify({ messages }) },
        }),
      )
    }
    await lastWords(chat, /\$50,000\.00/)
    await until(async () =>
      expect(frames.filter((frame) => frame.includes('countersign_refused'))).toHaveLength(1),
    )
    const { items } = await chat.transcript({ latest: true })
    expect(items.filter((message) => message.role === 'user')).toMatchObject([
      { id: 'same', parts: [{ text: 'What is my balance?' }] },
    ])
    webSocket!.close()
  })
})

describe('a grant', () => {
  /** Sends money once with the member's yes, and grants the next such payments. */
  async function granted(chat: ChatHost): Promise<void> {
    const request = await ask(chat, 'Send $40 to Harbor Print')
    await approve(chat, mira, request)
    const done = await status(chat, 'succeeded')
    const desk = deskOf(env)
    const endsAt = new Date(Date.now() + 86_400_000).toISOString()
    const grant = await desk.giveGrant(mira, done, { uses: 3, endsAt })
    expect(grant).toMatchObject({ ok: true })
  }

  const newest = async (chat: ChatHost): Promise<ApprovalRequest> => (await chat.requests(mira))[0]!

  it('answers in the member’s place, and is on record as that', async () => {
    const chat = await conversation()
    await granted(chat)
    await chat.submit(mira, 'Send $30 to Harbor Print')
    await until(async () =>
      expect(await newest(chat)).toMatchObject({
        status: 'succeeded',
        title: 'Send $30.00 to Harbor Print',
        clearance: { by: 'grant' },
        votes: [],
      }),
    )
    await lastWords(chat, /sent \$30/i)
    // Told once, in the reply itself, and not again as an event.
    const { items } = await chat.transcript({ latest: true })
    expect(items.filter(({ role }) => role === 'system')).toEqual([])
    const words = JSON.stringify(
      items.map(({ parts }) => parts.filter(({ type }) => type === 'text')),
    )
    expect(words.match(/sent \$30/gi)).toHaveLength(1)
  })

  it('does not once the conversation holds words of strangers', async () => {
    const chat = await conversation()
    await granted(chat)
    await chat.submit(mira, 'What does INV-1004 say?')
    await lastWords(chat, /supplier's own words.*do not ask anybody/i)
    expect(await chat.requests(mira)).toHaveLength(1)
    await chat.submit(mira, 'Send $30 to Harbor Print')
    await until(async () =>
      expect(await newest(chat)).toMatchObject({
        status: 'pending',
        title: 'Send $30.00 to Harbor Print',
      }),
    )
  })
})
