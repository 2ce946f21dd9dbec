import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import { somebody } from '../testing/business.ts'
import { deskOf, type Judgement } from '../desk/stub.ts'
import type { Action } from '../rpc.ts'
import { asksRequester, asksReviewer, type Disk, Life } from './testing/life.ts'
import { DAY, HOUR, onDisk, START } from './testing/stage.ts'
import { World } from './testing/world.ts'

const member = somebody('hana')
const reviewer = somebody('hugo', 'reviewer')
const manager = somebody('hilde', 'manager')
const payment = { payee: 'Harbor Print', amount: 40_00 }

/** One life of a host. */
const stage = (
  story: (life: Life, disk: Disk) => Promise<void>,
  change: Partial<Disk> = {},
): Promise<void> => onDisk((disk) => story(new Life(disk), disk), change)

const yes = ({ version, digest }: ApprovalRequest): Action => ({
  kind: 'decide',
  verdict: 'approve',
  version,
  digest,
})

/** An action with everything that it sets in motion. */
const act = async (life: Life, by: typeof member, request: ApprovalRequest, action: Action) => {
  const result = await life.until(() => life.host.act(by, request.id, action))
  if ('crashedAt' in result) throw new Error(`crashed at ${result.crashedAt}`)
  return result.done
}

const latest = (life: Life, { id }: ApprovalRequest): ApprovalRequest => {
  const record = life.host.approvals.store.get(id)
  return life.host.approvals.view(record!)
}

const facts = (disk: Disk): string[] =>
  disk.storage.sql
    .exec('SELECT type FROM fact ORDER BY seq')
    .toArray()
    .map(({ type }) => String(type))

describe('the clock', () => {
  it('reminds, escalates and expires once each, each at its time, with one alarm', () =>
    stage(async (life, disk) => {
      const request = await life.propose(member, payment)
      // A look whether the desk has heard of it, then the first timer.
      expect(disk.alarm).toBe(START + 4_000)
      await life.until(async () => undefined)
      await life.ring()
      expect(disk.alarm).toBe(START + 4 * HOUR)
      const iso = (after: number) => new Date(START + after).toISOString()
      while (disk.alarm !== null) await life.ring()
      expect(latest(life, request)).toMatchObject({
        status: 'expired',
        remindedAt: iso(4 * HOUR),
        escalatedAt: iso(DAY),
        decidedAt: iso(7 * DAY),
        approvers: [{ role: 'reviewer', count: 1, or: 'manager' }],
      })
      expect(facts(disk)).toEqual([
        'request.proposed',
        'request.reminded',
        'request.escalated',
        'request.expired',
      ])
    }))

  it('lets the desk hear within seconds what a crash kept from it, long before any timer', () =>
    onDisk(async (disk) => {
      const first = new Life(disk, 3)
      await first.propose(member, payment)
      expect(first.crossed).toEqual(['before alarm', 'after alarm', 'before sync'])
      const next = new Life(disk)
      await next.ring()
      expect(next.host.approvals.store.undelivered(1)).toEqual([])
      expect(disk.now).toBeLessThan(START + 10_000)
    }))

  it('sends again what the desk had when the host was gone before it noted that, each fact once in the chain', () =>
    onDisk(async (disk) => {
      const first = new Life(disk)
      const { store } = first.host.approvals
      // More than one delivery holds.
      store.transact(() => {
        for (let count = 0; count < 150; count += 1) {
          store.addFact('excerpt.viewed', null, { count }, disk.now)
        }
      })
      await first.host.drain()
      expect(store.undelivered(1)).toEqual([])
      // Gone: what was in memory is not on the disk.
      const next = new Life(disk)
      expect(next.host.approvals.store.undelivered(1)).toMatchObject([{ seq: 1 }])
      await next.host.wake()
      expect(next.host.approvals.store.undelivered(1)).toEqual([])
      expect(new Life(disk).host.approvals.store.undelivered(1)).toEqual([])
      const body = { source: disk.id, facts: [], requests: [] }
      expect(await deskOf(env).receive(body)).toBe(150)
    }))

  it('goes on after a restart in the middle, without a visitor', () =>
    stage(async (life, disk) => {
      const request = await life.propose(member, payment)
      while (disk.now < START + 4 * HOUR) await life.ring()
      let next = new Life(disk)
      while (await next.ring()) next = new Life(disk)
      expect(latest(next, request).status).toBe('expired')
      expect(facts(disk).filter((type) => type === 'request.reminded')).toHaveLength(1)
    }))

  it('refuses an answer that comes after the end, although no alarm has rung yet', () =>
    stage(async (life, disk) => {
      const request = await life.propose(member, payment)
      disk.now += 8 * DAY
      expect(await act(life, reviewer, request, yes(request))).toMatchObject({
        ok: false,
        error: {
          code: 'already_decided',
          status: 'expired',
          message: expect.stringContaining('expired'),
        },
      })
      expect(disk.world.payments).toBe(0)
    }))

  it('waits longer when it is given more time', () =>
    stage(async (life, disk) => {
      const request = await life.propose(member, payment)
      const later = START + 30 * DAY
      const extended = await act(life, member, request, { kind: 'extend', expiresAt: later })
      expect(extended).toMatchObject({
        ok: true,
        value: { expiresAt: new Date(later).toISOString() },
      })
      disk.now = START + 8 * DAY
      await life.ring()
      expect(latest(life, request).status).toBe('pending')
      while (await life.ring());
      expect(latest(life, request)).toMatchObject({
        status: 'expired',
        decidedAt: new Date(later).toISOString(),
      })
    }))
})

describe('facts that move', () => {
  it('ask again at the next version with what changed, before any attempt', () =>
    stage(async (life, disk) => {
      const request = await life.propose(member, payment)
      disk.world.price = 55_00
      await act(life, reviewer, request, yes(request))
      const again = latest(life, request)
      expect(again).toMatchObject({
        status: 'pending',
        version: 2,
        input: { amount: 55_00 },
        requested: { amount: 40_00 },
        change: {
          cause: 'moved',
          fields: [{ label: 'Amount', before: '4000', after: '5500' }],
        },
      })
      expect(again).not.toHaveProperty('effect')
      expect(disk.world.payments).toBe(0)

      // The old yes counts for nothing; a new one pays what was seen, once.
      expect(await act(life, reviewer, request, yes(request))).toMatchObject({
        error: { code: 'stale', version: 2 },
      })
      await act(life, reviewer, again, yes(again))
      expect(latest(life, request).status).toBe('succeeded')
      expect([...disk.world.paid]).toEqual([[`${request.id}.2.1`, 1]])
    }))

  it('end it when a rule forbids what it would be now', () =>
    stage(async (life, disk) => {
      const request = await life.propose(member, payment)
      disk.world.price = 90_000_00
      disk.ruling = { ...asksReviewer, outcome: 'deny' }
      await act(life, reviewer, request, yes(request))
      expect(latest(life, request)).toMatchObject({
        status: 'failed',
        effect: { error: expect.stringContaining('The facts changed') },
      })
      expect(disk.world.payments).toBe(0)
    }))
})

describe('an edit', () => {
  const edit = ({ version, digest }: ApprovalRequest, input: object): Action => ({
    kind: 'edit',
    version,
    digest,
    input: { ...input },
  })

  it('by the requester asks policy and everybody again', () =>
    stage(async (life, disk) => {
      const request = await life.propose(member, payment)
      const answer = await act(life, member, request, edit(request, { amount: 60_00 }))
      disk.world.price = 60_00
      expect(answer).toMatchObject({
        ok: true,
        value: { version: 2, status: 'pending', change: { cause: 'edited', by: { id: 'hana' } } },
      })
      const now = latest(life, request)
      expect(now).not.toHaveProperty('editor')
      await act(life, reviewer, now, yes(now))
      expect([...disk.world.paid]).toEqual([[`${request.id}.2.1`, 1]])
    }))

  it('by the reviewer makes them a requester of it: the member and another reviewer answer', () =>
    stage(async (life, disk) => {
      const request = await life.propose(member, payment)
      await act(life, reviewer, request, edit(request, { amount: 30_00 }))
      disk.world.price = 30_00
      const now = latest(life, request)
      expect(now).toMatchObject({
        editor: { id: 'hugo' },
        approvers: [
          { role: 'requester', count: 1 },
          { role: 'reviewer', count: 1 },
        ],
      })
      expect(await act(life, reviewer, now, yes(now))).toMatchObject({
        error: { code: 'not_allowed', message: expect.stringContaining('You changed this') },
      })
      await act(life, manager, now, yes(now))
      expect(latest(life, request).status).toBe('pending')
      await act(life, member, now, yes(now))
      expect(latest(life, request).status).toBe('succeeded')
    }))

  it.each([
    ['a field that there is none of', { invoice: 'INV-1' }, 'input.invoice'],
    ['a value that the form does not take', { amount: -5 }, 'input.amount'],
    ['nothing at all', { amount: 40_00 }, 'input'],
  ])('is refused with its field: %s', (_what, input, field) =>
    stage(async (life) => {
      const request = await life.propose(member, payment)
      expect(await act(life, member, request, edit(request, input))).toMatchObject({
        error: { code: 'invalid', field },
      })
      expect(latest(life, request).version).toBe(1)
    }),
  )

  it('asks the member again when money would go elsewhere, although nobody wrote that', () =>
    stage(async (life, disk) => {
      let account = 'acct_1'
      const call = z.looseObject({ payee: z.string(), amount: z.int() })
      const plain = disk.world.tool()
      disk.tool = {
        ...plain,
        arguments: call,
        describe: async (value, context) => {
          const { payee, amount } = call.parse(value)
          const proposal = await plain.describe({ payee, amount }, context)
          return { ...proposal, arguments: { payee, amount, account } } as typeof proposal
        },
        edit: { ...plain.edit!, material: ['payee'], input: (value) => value },
      }
      const request = await life.propose(member, payment)
      account = 'acct_2'
      await act(life, reviewer, request, edit(request, { amount: 41_00 }))
      const [asked] = latest(life, request).approvers
      expect(asked).toEqual({ role: 'requester', count: 1 })
    }))

  it.each(['an edit', 'facts that move'])(
    'and %s: what strangers’ words brought about stays so in every version',
    (what) => {
      const judged: Judgement[] = []
      return stage(
        async (life, disk) => {
          const request = await life.propose(member, payment, { untrusted: true })
          disk.world.price = 55_00
          const next = what === 'an edit' ? edit(request, { amount: 55_00 }) : yes(request)
          await act(life, what === 'an edit' ? member : reviewer, request, next)
          expect(judged).toMatchObject([{ version: 2, untrusted: true }])
        },
        { judged },
      )
    },
  )

  it('loses against a decision that came while policy was asked', () =>
    stage(async (life, disk) => {
      const request = await life.propose(member, payment)
      const editing = life.host.act(member, request.id, edit(request, { amount: 60_00 }))
      const deciding = life.host.act(reviewer, request.id, {
        kind: 'decide',
        verdict: 'deny',
        version: 1,
        digest: request.digest,
      })
      const [edited, decided] = await Promise.all([editing, deciding])
      expect([edited.ok, decided.ok].filter(Boolean)).toHaveLength(1)
      expect(disk.world.payments).toBe(0)
    }))

  it('is refused above the limit, with the rule', () =>
    stage(async (life, disk) => {
      const request = await life.propose(member, payment)
      disk.ruling = {
        ...asksReviewer,
        outcome: 'deny',
        rule: { id: 'too-much', reason: 'Too much.', policyVersion: 1 },
      }
      expect(await act(life, member, request, edit(request, { amount: 60_00 }))).toMatchObject({
        error: { code: 'not_allowed', rule: { id: 'too-much' } },
      })
    }))
})

describe('undo', () => {
  it('holds the effect back for its window, and prevents it', () =>
    stage(
      async (life, disk) => {
        const request = await life.propose(member, payment, { undoMs: 10_000 })
        await act(life, member, request, yes(request))
        expect(latest(life, request)).toMatchObject({
          status: 'approved',
          undoUntil: new Date(START + 10_000).toISOString(),
        })
        expect(disk.world.payments).toBe(0)
        expect(await act(life, member, request, { kind: 'undo' })).toMatchObject({
          value: { status: 'undone', closedBy: { id: 'hana' } },
        })
        while (await life.ring());
        expect(disk.world.payments).toBe(0)
        expect(latest(life, request).status).toBe('undone')
      },
      { ruling: asksRequester },
    ))

  it('is too late afterwards; the alarm has carried it out without a visitor', () =>
    stage(
      async (life, disk) => {
        const request = await life.propose(member, payment, { undoMs: 10_000 })
        await act(life, member, request, yes(request))
        const second = new Life(disk)
        while (disk.world.payments === 0 && (await second.ring()));
        expect(disk.now).toBeGreaterThanOrEqual(START + 10_000)
        expect(latest(second, request).status).toBe('succeeded')
        expect(await act(second, member, request, { kind: 'undo' })).toMatchObject({
          error: { code: 'already_decided' },
        })
      },
      { ruling: asksRequester },
    ))
})

describe('an effect that gives no answer', () => {
  const stubborn = () => {
    const world = new World()
    world.script = ['is away']
    return world
  }

  it('becomes unknown after six attempts, is looked up when asked, and settles by itself', () =>
    stage(
      async (life, disk) => {
        const request = await life.propose(member, payment)
        await act(life, reviewer, request, yes(request))
        while (latest(life, request).status !== 'unknown') await life.ring()
        expect(latest(life, request).effect).toMatchObject({
          attempts: 6,
          nextAt: expect.any(String),
        })
        disk.world.script = ['pays']
        expect(await act(life, member, request, { kind: 'check' })).toMatchObject({
          value: { status: 'succeeded' },
        })
        expect(disk.world.payments).toBe(1)
      },
      { world: stubborn() },
    ))

  it('that never answers holds nothing else back, and is looked up', () => {
    const world = new World()
    world.script = ['hangs']
    return stage(
      async (life, disk) => {
        const request = await life.propose(member, payment)
        await act(life, reviewer, request, yes(request))
        expect(latest(life, request)).toMatchObject({
          status: 'executing',
          effect: { attempts: 1 },
        })
        await life.ring()
        expect(latest(life, request)).toMatchObject({
          status: 'succeeded',
          effect: { attempts: 2 },
        })
        expect(disk.world.payments).toBe(1)
      },
      { world, silence: 5 },
    )
  })

  it('can be settled by a manager with a reason, and stays settled', () =>
    stage(
      async (life, disk) => {
        const request = await life.propose(member, payment)
        await act(life, reviewer, request, yes(request))
        while (latest(life, request).status !== 'unknown') await life.ring()
        const settle = {
          kind: 'settle',
          outcome: 'failed',
          reason: 'The bank shows nothing.',
        } as const
        expect(await act(life, reviewer, request, settle)).toMatchObject({
          error: { code: 'not_allowed' },
        })
        await act(life, manager, request, settle)
        expect(latest(life, request)).toMatchObject({
          status: 'failed',
          effect: { settled: { by: { id: 'hilde' }, reason: 'The bank shows nothing.' } },
        })
        disk.world.script = ['pays']
        while (await life.ring());
        expect(disk.world.payments).toBe(0)
      },
      { world: stubborn() },
    ))

  it('cannot be sent while a manager settles it', () => {
    const world = stubborn()
    return stage(
      async (life, disk) => {
        const request = await life.propose(member, payment)
        await act(life, reviewer, request, yes(request))
        while (latest(life, request).status !== 'unknown') await life.ring()
        disk.now += DAY
        world.script = ['pays']
        let waking: Promise<unknown> = Promise.resolve()
        disk.tool = world.tool({
          settle: async () => {
            waking = life.host.wake()
            // As long as an attempt would take.
            for (let turns = 0; turns < 200; turns += 1) await Promise.resolve()
            return null
          },
        })
        const reason = 'The bank shows nothing.'
        await act(life, manager, request, { kind: 'settle', outcome: 'failed', reason })
        await waking
        expect(latest(life, request).status).toBe('failed')
        expect(world.payments).toBe(0)
      },
      { world },
    )
  })

  it('is not sent again once its provider may have forgotten the key', () => {
    const world = stubborn()
    world.idempotent = false
    world.retention = 60_000
    return stage(
      async (life, disk) => {
        const request = await life.propose(member, payment)
        await act(life, reviewer, request, yes(request))
        disk.now += 61_000
        disk.world.script = ['pays']
        await life.ring()
        expect(disk.world.payments).toBe(0)
        while (latest(life, request).status !== 'unknown') await life.ring()
        expect(disk.world.payments).toBe(0)
      },
      { world },
    )
  })

  it('that is surely not done is tried again with the same key', () => {
    const world = new World()
    world.script = ['is busy', 'is busy', 'pays']
    return stage(
      async (life, disk) => {
        const request = await life.propose(member, payment)
        await act(life, reviewer, request, yes(request))
        expect(latest(life, request)).toMatchObject({
          status: 'executing',
          effect: { error: 'The provider is busy.', nextAt: expect.any(String) },
        })
        while (latest(life, request).status === 'executing') await life.ring()
        expect(latest(life, request)).toMatchObject({
          status: 'succeeded',
          effect: { attempts: 3 },
        })
        expect([...disk.world.paid.keys()]).toEqual([`${request.id}.1.1`])
      },
      { world },
    )
  })
})

it('a newer ask of the member takes the place of one that waits', () =>
  stage(async (life) => {
    const first = await life.propose(member, payment)
    const second = await life.propose(member, { ...payment, amount: 60_00 }, { replaces: first.id })
    expect(latest(life, first)).toMatchObject({
      status: 'superseded',
      replacedBy: second.id,
      closedBy: { id: 'hana' },
    })
    expect(await act(life, reviewer, first, yes(first))).toMatchObject({
      error: { code: 'already_decided', message: expect.stringContaining('newer one') },
    })
  }))
