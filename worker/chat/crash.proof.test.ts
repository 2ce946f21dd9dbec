import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { UIMessage } from 'ai'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import { replay } from '../../domain/replay.ts'
import { asksReviewer, type Disk, Life } from '../approvals/testing/life.ts'
import { type Behaviour, World } from '../approvals/testing/world.ts'
import { deskOf } from '../desk/stub.ts'
import { somebody } from '../testing/business.ts'
import { whole } from '../testing/whole.ts'
import { Telling } from './telling.ts'

/**
 * Proof b: a process is killed at every boundary of decide → effect → projection → outbox, once and (in
 * the whole proof) twice in a row, for every way in which a provider can behave. Whatever happens: the
 * money moves once or not at all, an acknowledged decision is kept, and it ends settled or `unknown`.
 */
const member = somebody('cora')
const reviewer = somebody('carl', 'reviewer')
const START = Date.parse('2026-11-22T09:00:00Z')

type Provider = {
  script: Behaviour[]
  idempotent?: boolean
  retention?: number
  answersQuestions?: boolean
}

const providers: Record<string, Provider> = {
  'pays at once': { script: ['pays'] },
  'commits and drops the answer': { script: ['drops the answer'] },
  'commits, drops the answer, and cannot be asked': {
    script: ['drops the answer', 'pays'],
    answersQuestions: false,
  },
  'is away, then pays': { script: ['is away', 'pays'] },
  'is busy, then drops the answer': { script: ['is busy', 'drops the answer', 'pays'] },
  refuses: { script: ['refuses'] },
  'forgets keys at once, and can be asked': {
    script: ['drops the answer'],
    idempotent: false,
    retention: 0,
  },
}

/** What a crash leaves of a conversation: its stored messages. */
type Paper = { messages: UIMessage[]; told: string[] }

function converse(life: Life, disk: Disk, paper: Paper): void {
  const telling: Telling = new Telling(life.host.approvals.store, {
    messages: () => paper.messages,
    update: life.wrap('update', async (message: UIMessage) => {
      paper.messages = paper.messages.map((one) => (one.id === message.id ? message : one))
    }),
    idle: async () => undefined,
    speakOf: life.wrap('speak', async (rows: readonly UIMessage[]) => {
      const known = new Set(paper.messages.map(({ id }) => id))
      paper.messages = [...paper.messages, ...rows.filter(({ id }) => !known.has(id))]
      telling.begin(false)
      await life.boundary('in the turn')
      paper.told.push(...rows.map(({ id }) => id))
      telling.end()
    }),
    goOn: life.wrap('go on', async () => {
      telling.begin(true)
      await life.boundary('in the turn')
      paper.told.push('reply')
      telling.end()
    }),
    now: () => disk.now,
  })
  life.settled = () => telling.advance()
}

const question: UIMessage = { id: 'question', role: 'user', parts: [{ type: 'text', text: 'Pay' }] }
const answerWith = (toolCallId: string): UIMessage => ({
  id: 'answer',
  role: 'assistant',
  parts: [{ type: 'tool-world_pay', toolCallId, state: 'input-available', input: {} }],
})

let number = 0

/** One story with crashes at these boundaries of its lives; gives the boundaries of the last life that it needed. */
async function story(
  provider: Provider,
  crashes: readonly number[],
  losesAlarms = false,
): Promise<number> {
  number += 1
  const id = `crash${String(number).padStart(6, '0')}`
  return runInDurableObject(env.ChatAgent.getByName(id), async (_, { storage }) => {
    const { script, idempotent = true, retention, answersQuestions = true } = provider
    const world = Object.assign(new World(), {
      script: [...script],
      idempotent,
      retention,
      answersQuestions,
    })
    const disk: Disk = {
      storage,
      id,
      world,
      now: START,
      alarm: null,
      ruling: asksReviewer,
      tool: world.tool(),
      random: 0,
      losesAlarms,
    }
    const paper: Paper = { messages: [question, answerWith('call')], told: [] }
    const setUp = new Life(disk)
    const request = await setUp.propose(
      member,
      { payee: 'Harbor Print', amount: 40_00 },
      { toolCallId: 'call' },
    )
    await setUp.until(async () => undefined)

    const [first = Infinity, ...later] = crashes
    let life = new Life(disk, first)
    converse(life, disk, paper)
    let acknowledged = false
    const { version, digest } = request
    await life.until(async () => {
      const answer = await life.host.act(reviewer, request.id, {
        kind: 'decide',
        verdict: 'approve',
        version,
        digest,
      })
      acknowledged = answer.ok
    })
    const boundaries = life.crossed.length
    for (const crash of [...later, Infinity]) {
      // Nobody visits: only an alarm starts the process again.
      life = new Life(disk, crash)
      converse(life, disk, paper)
      for (let rings = 0; rings < 12 && !life.isDead && (await life.ring()); rings += 1);
    }
    await check(life, disk, paper, request, acknowledged)
    return boundaries
  })
}

async function check(
  life: Life,
  disk: Disk,
  paper: Paper,
  request: ApprovalRequest,
  acknowledged: boolean,
): Promise<void> {
  const { world, storage, id } = disk
  const record = life.host.approvals.store.get(request.id)!
  const voted = record.votes.length === 1
  if (acknowledged) expect(voted, 'an acknowledged decision is kept').toBe(true)
  expect(world.payments, 'never twice').toBeLessThanOrEqual(1)
  if (!voted) {
    expect(record.status === 'pending' || record.status === 'expired').toBe(true)
    expect(world.payments).toBe(0)
    return
  }
  switch (record.status) {
    case 'succeeded':
      expect(world.payments, 'done is done').toBe(1)
      break
    case 'failed':
      expect(world.payments, 'failed is not done').toBe(0)
      break
    default:
      expect(record.status, 'settled or honestly unknown').toBe('unknown')
  }
  expect(record.told, 'people were told').toBe(true)
  expect(paper.told.length).toBeGreaterThan(0)
  const [part] = paper.messages[1]!.parts
  expect(part).toMatchObject({
    state: record.status === 'succeeded' ? 'output-available' : 'output-error',
  })

  // Every fact of the host is in the chain, once, in order; and the facts tell the same story.
  const facts = storage.sql
    .exec('SELECT seq, at, type, body FROM fact ORDER BY seq')
    .toArray()
    .map(({ seq, at, type, body }) => ({
      seq: Number(seq),
      at: Number(at),
      type: String(type),
      body: JSON.parse(String(body)),
    }))
  expect(facts.map(({ seq }) => seq)).toEqual(facts.map((_, index) => index + 1))
  expect(life.host.approvals.store.undelivered(1), 'the desk was told, and it is known').toEqual([])
  expect(await watermark(id)).toBe(facts.length)
  expect(replay(facts)).toMatchObject({ status: record.status, problems: [] })
}

/** How far the desk has come with this source: facts again from the start are all known to it. */
const watermark = (source: string): Promise<number> =>
  deskOf(env).receive({
    source,
    facts: [{ seq: 1, at: 0, type: 'request.proposed', requestId: null, body: {} }],
    requests: [],
  })

let quiet: ReturnType<typeof vi.spyOn>
beforeAll(() => {
  // Providers that are away by design would fill the report.
  quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterAll(() => quiet.mockRestore())

describe('the proof itself', () => {
  const atEveryBoundary = async (provider: Provider, losesAlarms?: boolean) => {
    const boundaries = await story(provider, [], losesAlarms)
    for (let at = 1; at <= boundaries; at += 1) await story(provider, [at], losesAlarms)
  }

  it('notices a platform that loses alarms', async () => {
    await expect(atEveryBoundary({ script: ['pays'] }, true)).rejects.toThrow(/settled|told/)
  })

  it('notices a provider that pays the same key twice and cannot be asked', async () => {
    const careless: Provider = { script: ['pays'], idempotent: false, answersQuestions: false }
    await expect(atEveryBoundary(careless)).rejects.toThrow('never twice')
  })
})

const minutes = (count: number) => ({ timeout: count * 60_000 })

describe.each(Object.entries(providers))('a provider that %s', (_name, provider) => {
  it('killed once, at every boundary', minutes(whole ? 5 : 1), async () => {
    const boundaries = await story(provider, [])
    expect(boundaries).toBeGreaterThan(15)
    for (let at = 1; at <= boundaries; at += 1) await story(provider, [at])
  })

  // Where in the second life it strikes again: everywhere in the whole proof, here and there otherwise.
  it('killed again while it recovers', minutes(whole ? 30 : 1), async () => {
    const boundaries = await story(provider, [])
    const step = whole ? 1 : 5
    for (let at = 1; at <= boundaries; at += step) {
      for (let again = 1; again <= 24; again += step) await story(provider, [at, again])
    }
  })
})
