import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { NOON, somebody } from '../../testing/business.ts'
import { seedBusiness } from '../seed.ts'
import { exportBookings, exportFor } from './export.ts'
import { bookTable, EVENING, factsOf } from './testing.ts'

const db = env.DB
const member = somebody('member')

beforeEach(() => seedBusiness(db, NOON))

describe('exporting', () => {
  test('writes what fits the filter, once, for one person', async () => {
    await bookTable('k', 2, { name: '=HYPERLINK("x")', at: NOON })
    const filter = { status: 'confirmed', from: EVENING, to: EVENING } as const
    const written = await exportBookings(db, { key: 'x', filter, by: member, at: NOON })
    expect(written).toEqual({
      outcome: 'written',
      row: { id: 'EXP-1', key: 'x', rows: 2, madeBy: 'member' },
    })
    const csv = await exportFor(db, 'EXP-1', 'member')
    expect(csv?.split('\r\n')).toEqual([
      'id,kind,place,table_or_room,date,time,until,time_zone,party_size,name,purpose,status,booked_by,booked_at,deposit_usd,cancelled_at,cancellation_fee_usd',
      'BKG-1007,room,Birch,Birch,2026-11-24,09:00,10:30,America/New_York,,,Budget,confirmed,Reviewer,2026-11-16T12:00:00.000Z,0.00,,',
      `BKG-1008,table,Luma,Table 1,2026-11-24,19:00,21:00,America/New_York,2,"'=HYPERLINK(""x"")",,confirmed,member,2026-11-22T12:00:00.000Z,0.00,,`,
      '',
    ])
    await bookTable('l', 2)
    expect(await exportBookings(db, { key: 'x', filter, by: member, at: NOON })).toMatchObject({
      outcome: 'repeated',
      row: { rows: 2 },
    })
    expect(await exportFor(db, 'EXP-1', 'member')).toBe(csv)
    expect(await exportFor(db, 'EXP-1', 'reviewer')).toBeNull()
    expect(await exportFor(db, 'EXP-x', 'member')).toBeNull()
    expect(await factsOf('bookings.exported')).toMatchObject([{ rows: 2, from: EVENING }])
  })
})
