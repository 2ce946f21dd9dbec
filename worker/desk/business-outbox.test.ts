import { runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { verifyChain } from '../../domain/audit.ts'
import { post } from '../business/ledger.ts'
import { seedBusiness } from '../business/seed.ts'
import { BUSINESS_SOURCE, BusinessOutbox, requestOfKey } from './business-outbox.ts'
import { Chain } from './chain.ts'
import { factOf, freshDesk, NOW } from './testing/desks.ts'

const db = env.DB
let { desk, inside, object } = freshDesk()
beforeEach(async () => {
  await seedBusiness(db, NOW)
  ;({ desk, inside, object } = freshDesk())
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const pay = (key: string) => post(db, { key, payee: 'Harbor Print', amount: 1_00, at: NOW })
const booked = async () =>
  (await desk.chain()).items.filter(({ source }) => source === BUSINESS_SOURCE)
const tell = (seq: number) => desk.receive({ source: 'a', facts: [factOf(seq)], requests: [] })
/** Waits for what the delivery has set off. */
const drained = () => (desk as unknown as { drainBusiness(): Promise<void> }).drainBusiness()

describe('the business database', () => {
  it('is heard after each delivery, each fact once, with the request that its key names', async () => {
    await pay('c_conversation_one1.1.1')
    await tell(1)
    await drained()
    await pay('c_conversation_two2.3.1')
    await tell(2)
    await drained()
    await drained()
    expect((await booked()).map(({ seq, type, requestId }) => [seq, type, requestId])).toEqual([
      [1, 'ledger.posted', null],
      [2, 'ledger.posted', 'c_conversation_one1'],
      [3, 'ledger.posted', 'c_conversation_two2'],
    ])
    expect(verifyChain((await desk.chain()).items).ok).toBe(true)
  })

  it('is heard to the end when it has more than a batch, also by many at once', async () => {
    await db.batch(
      Array.from({ length: 250 }, (_, index) =>
        db
          .prepare(`INSERT INTO business_outbox (at, type, body) VALUES (?, 'x', '{}')`)
          .bind(index),
      ),
    )
    await Promise.all([tell(1), drained(), drained(), tell(1), drained()])
    await drained()
    expect(await inside(({ sql }) => new Chain(sql).watermark(BUSINESS_SOURCE))).toBe(251)
  })

  it('is heard later when it was away, by the desk’s own alarm', async () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    await drained()
    await pay('k1')
    await db.exec('ALTER TABLE business_outbox RENAME TO away')
    try {
      expect(await tell(1)).toBe(1)
      await drained()
      expect(await booked()).toHaveLength(1)
      expect(quiet).toHaveBeenCalled()
      // Still away when the alarm rings: it rings once more.
      vi.useFakeTimers({ now: Date.now() + 60_000, toFake: ['Date'] })
      expect(await runDurableObjectAlarm(object)).toBe(true)
      expect(await booked()).toHaveLength(1)
    } finally {
      await db.exec('ALTER TABLE away RENAME TO business_outbox')
    }
    vi.setSystemTime(Date.now() + 60_000)
    expect(await runDurableObjectAlarm(object)).toBe(true)
    expect(await booked()).toHaveLength(2)
  })
  it('that lacks a fact is not believed further', async () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    await drained()
    await db.exec(`UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'business_outbox'`)
    await pay('k1')
    await drained()
    expect(await booked()).toHaveLength(1)
    expect(String(quiet.mock.calls[0]?.[1])).toContain('Fact 2 of the business database is missing')
  })

  it('begins anew with the desk when the demo is put back, whoever reads meanwhile', async () => {
    await pay('k1')
    await pay('k2')
    await drained()
    await seedBusiness(db, NOW)
    // What is read before the wipe and would arrive after it.
    const reading = drained()
    await desk.wipe()
    await reading
    await pay('k3')
    await drained()
    const bodies = (await booked()).map(({ seq, body }) => [seq, (body as { key: string }).key])
    expect(bodies).toEqual([
      [1, 'opening'],
      [2, 'k3'],
    ])
  })
})

it('drops what it read for a chain that is no more', async () => {
  await pay('k1')
  let watermark = 0
  const taken: number[] = []
  const outbox = new BusinessOutbox(
    db,
    () => watermark,
    (facts) => {
      taken.push(...facts.map(({ seq }) => seq))
      watermark = facts.at(-1)?.seq ?? watermark
      return true
    },
  )
  const reading = outbox.drain()
  outbox.forget()
  watermark = 1
  await reading
  expect(taken).toEqual([2])
})

it.each([
  ['c_conversation_one1.2.1', 'c_conversation_one1'],
  ['d_workspace_abcd.1.1', 'd_workspace_abcd'],
  ['opening', null],
  ['c_short.1.1', null],
])('the key %s is of the request %s', (key, requestId) => {
  expect(requestOfKey(key)).toBe(requestId)
})
