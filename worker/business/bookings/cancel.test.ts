import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { NOON, somebody } from '../../testing/business.ts'
import { seedBusiness } from '../seed.ts'
import { findBooking } from './booking.ts'
import { cancel } from './cancel.ts'
import { factsOf } from './testing.ts'

const db = env.DB
const member = somebody('member')
const DAY = 86_400_000

beforeEach(() => seedBusiness(db, NOON))

describe('cancelling', () => {
  const off = (key: string, change: Partial<Parameters<typeof cancel>[1]> = {}) =>
    cancel(db, { key, id: 'BKG-1001', fee: 0, by: member, at: NOON, ...change })

  test('frees the table, once', async () => {
    const first = await off('one')
    expect(first).toMatchObject({ outcome: 'written', row: { status: 'cancelled', fee: 0 } })
    expect(await off('one', { at: NOON + 5 })).toEqual({ ...first, outcome: 'repeated' })
    expect(await off('two')).toEqual({ outcome: 'refused', reason: 'not_confirmed' })
    expect(await off('one', { id: 'BKG-1002' })).toMatchObject({ reason: 'key_conflict' })
    expect(await factsOf('booking.cancelled')).toMatchObject([{ booking: 'BKG-1001', key: 'one' }])
  })

  test('at once is done once', async () => {
    const written = await Promise.all(Array.from({ length: 20 }, (_, n) => off(`at once ${n}`)))
    expect(written.filter(({ outcome }) => outcome === 'written')).toHaveLength(1)
    expect(await factsOf('booking.cancelled')).toHaveLength(1)
  })

  test('costs nothing until 24 hours before, then $10 a person; the database agrees', async () => {
    const start = (await findBooking(db, 'BKG-1001'))!.startAt
    const later = start - DAY + 1
    expect(await off('k', { at: later })).toMatchObject({ reason: 'fee_changed' })
    expect(await off('k', { at: start - DAY, fee: 40_00 })).toMatchObject({ reason: 'fee_changed' })
    expect(await off('k', { at: start, fee: 40_00 })).toMatchObject({ reason: 'has_begun' })
    expect(await off('k', { at: later, fee: 40_00 })).toMatchObject({
      outcome: 'written',
      row: { fee: 40_00 },
    })
    const meeting = (await findBooking(db, 'BKG-1002'))!.startAt
    expect(await off('r', { id: 'BKG-1002', at: meeting - 1 })).toMatchObject({ row: { fee: 0 } })
  })

  test('is for whoever booked, and for who is a manager at that moment', async () => {
    const boss = somebody('booking-boss', 'manager')
    expect(await off('k', { by: boss })).toMatchObject({ reason: 'not_yours' })
    const be = (role: string) =>
      db
        .prepare(
          `INSERT OR REPLACE INTO "user" ("id", "name", "email", "emailVerified", "role", "createdAt", "updatedAt")
           VALUES ('booking-boss', 'Boss', 'booking-boss@fernway.example', 1, ?, '', '')`,
        )
        .bind(role)
        .run()
    await be('reviewer')
    expect(await off('k', { by: boss })).toMatchObject({ reason: 'not_yours' })
    await be('manager')
    expect(await off('k', { by: boss })).toMatchObject({ outcome: 'written' })
  })

  test('knows no booking that there is not', async () => {
    expect(await off('k', { id: 'BKG-9999' })).toEqual({
      outcome: 'refused',
      reason: 'no_such_booking',
    })
  })
})
