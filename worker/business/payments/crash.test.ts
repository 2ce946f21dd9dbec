import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Fault } from '../../../e2e/stripe-api.ts'
import { NOON } from '../../testing/business.ts'
import { findInvoice } from '../invoices.ts'
import { readLedger } from '../ledger.ts'
import { seedBusiness } from '../seed.ts'
import { attempt, expectSoundBooks, Fuse, HOUR, printing, stripeWorld } from './testing.ts'
import { findTransfer } from './transfers.ts'

const db = env.DB
const { key } = printing

beforeEach(() => seedBusiness(db, NOON))

/** Claim, request, booking, and the reading of the entry: what a payment does one after the other. */
const STEPS = 4

function worldWithFuse(fuse: Fuse, balance = 1_000_000_00) {
  const world = stripeWorld({ balance })
  const dying = world.payments({
    db: fuse.db,
    fetch: (address, init) => fuse.fetch(address, init, world.api.fetch),
  })
  return { world, dying }
}

describe.each(['before', 'after'] as const)('killed %s', (when) => {
  const steps = Array.from({ length: STEPS }, (_, step) => step)

  test.each(steps)('step %i, then tried again: one transfer, one entry', async (step) => {
    const fuse = new Fuse(step, when)
    const { world, dying } = worldWithFuse(fuse)
    await expect(dying.pay(printing)).rejects.toThrow()
    expect(fuse.blown).toBe(true)

    const healthy = world.payments()
    expect((await healthy.find(key)) ?? (await healthy.pay(printing))).toMatchObject({
      status: 'succeeded',
    })
    expect(world.api.transfers.made).toHaveLength(1)
    expect((await readLedger(db)).entries).toMatchObject([{ key }])
    await expectSoundBooks()
  })

  test.each(steps)('step %i, and first looked at a month later: never sent again', async (step) => {
    const { world, dying } = worldWithFuse(new Fuse(step, when))
    await expect(dying.pay(printing)).rejects.toThrow()
    const posts = world.posts()
    world.clock.now += 30 * 24 * HOUR

    const settled = await attempt(world.payments(), printing, world.clock.now, NOON)
    expect(world.posts()).toBe(posts)
    const made = world.api.transfers.made.length
    expect(settled?.status ?? 'unknown').toBe(made ? 'succeeded' : 'unknown')
    expect((await readLedger(db)).entries).toHaveLength(made)
    await expectSoundBooks()
  })

  test.each([0, 1, 2])('step %i of a refusal: nothing is paid, nothing held', async (step) => {
    const { world, dying } = worldWithFuse(new Fuse(step, when), 0)
    await expect(dying.pay(printing)).rejects.toThrow()

    const healthy = world.payments()
    expect((await healthy.find(key)) ?? (await healthy.pay(printing))).toMatchObject({
      status: 'failed',
    })
    expect(world.api.transfers.made).toEqual([])
    expect(await findInvoice(db, 'INV-1001')).toMatchObject({ status: 'open', payingKey: null })
    await expectSoundBooks()
  })
})

test('a payment has as many steps as are killed above', async () => {
  const last = new Fuse(STEPS, 'before')
  const { dying } = worldWithFuse(last)
  expect(await dying.pay(printing)).toMatchObject({ status: 'succeeded' })
  expect(last.blown).toBe(false)
})

const fault = fc.constantFrom<Fault[]>(
  [],
  ['unreachable'],
  ['lost'],
  ['cut'],
  ['garbled'],
  ['failed before'],
  ['failed after'],
  ['unavailable'],
  ['in use'],
  ['locked'],
  ['limited'],
  ['revoked'],
)

/** One life of a process: what goes wrong, where it is killed, and how long until the next one. */
const life = fc.record({
  post: fault,
  get: fc.constantFrom<Fault[]>([], [], ['unavailable'], ['lost'], ['revoked']),
  kill: fc.option(fc.record({ step: fc.nat(5), when: fc.constantFrom('before', 'after') })),
  pause: fc.constantFrom(1_000, HOUR, 12 * HOUR, 25 * HOUR),
  looksFirst: fc.boolean(),
})

test('whatever goes wrong in whatever order: never twice, never lost, never a lie', async () => {
  const property = fc.asyncProperty(
    fc.array(life, { minLength: 1, maxLength: 6 }),
    fc.constantFrom(1_000_000_00, 50_00),
    async (lives, balance) => {
      await seedBusiness(db, NOON)
      const world = stripeWorld({ balance })
      let told: string | undefined
      let startedAt: number | undefined
      for (const { post, get, kill, pause, looksFirst } of lives) {
        world.api.misbehave(post)
        world.api.misbehave(get, 'GET')
        const fuse = kill ? new Fuse(kill.step, kill.when as 'before' | 'after') : null
        const payments = world.payments(
          fuse
            ? { db: fuse.db, fetch: (at, init) => fuse.fetch(at, init, world.api.fetch) }
            : undefined,
        )
        const first = looksFirst ? startedAt : undefined
        startedAt ??= world.clock.now
        const result = await attempt(payments, printing, world.clock.now, first)
        await expectSoundBooks()
        if (result?.status === 'succeeded' || result?.status === 'failed') told = result.status
        if (told) break
        world.clock.now += pause
      }
      // In the end everything answers: what people are told is what happened.
      for (const method of ['POST', 'GET'] as const) world.api.clearFaults(method)
      const last = await attempt(world.payments(), printing, world.clock.now, startedAt)
      const made = world.api.transfers.made.length
      expect(made).toBeLessThanOrEqual(1)
      if (told && last) expect(last.status).toBe(told)
      if (last?.status === 'succeeded') expect(made).toBe(1)
      if (last?.status === 'failed' || last?.status === 'retry') expect(made).toBe(0)
      // Unknown is left only where Stripe never made it and may have forgotten the key.
      if (last === null) expect(made).toBe(0)
      expect((await readLedger(db)).entries).toHaveLength(made)
      // What nobody knows goes on holding its invoice; everything else lets go of it.
      const { status, payingKey } = (await findInvoice(db, 'INV-1001')) ?? {}
      const isHeld = (await findTransfer(db, key))?.state === 'started'
      expect([status, payingKey]).toEqual([made ? 'paid' : 'open', isHeld ? key : null])
      if (last) expect(isHeld).toBe(false)
      await expectSoundBooks()
    },
  )
  await fc.assert(property, { numRuns: 50 })
}, 120_000)
