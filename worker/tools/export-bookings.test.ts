import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { seedBusiness } from '../business/seed.ts'
import { contextOf, NOON, somebody } from '../testing/business.ts'
import { asked } from '../testing/proposing.ts'
import { exportBookings } from './export-bookings.ts'

const context = contextOf(somebody('member'))
const exporting = asked(exportBookings, context)

beforeEach(() => seedBusiness(env.DB, NOON))

describe('export_bookings', () => {
  test('says what leaves, and gives the file to who asked', async () => {
    const input = { status: 'confirmed', from: '2026-11-24', to: '2026-11-25' }
    const { title, summary, arguments: approved } = await exporting.proposal(input)
    expect(title).toBe(
      'Export confirmed bookings from Tuesday, 24 November 2026 to Wednesday, 25 November 2026 as a CSV file',
    )
    expect(summary[0]).toEqual({ label: 'Rows', value: '2 bookings as of now, of everybody' })
    expect(summary.find(({ label }) => label === 'Columns')?.value).toContain('party size')
    expect(approved).toEqual(input)
    const done = await exportBookings.run('k', approved, context)
    expect(done).toEqual({
      status: 'succeeded',
      receipt: {
        title: 'Exported 2 bookings',
        facts: [
          { label: 'File', value: 'bookings-EXP-1.csv', href: '/api/exports/EXP-1' },
          { label: 'Rows', value: '2' },
          { label: 'Reference', value: 'k' },
        ],
      },
    })
    expect(await exportBookings.find?.('k', context)).toEqual(done)
  })

  test.each<[object, string]>([
    [{}, 'Export all bookings as a CSV file'],
    [{ from: '2026-11-01' }, 'Export all bookings from Sunday, 1 November 2026 on as a CSV file'],
    [
      { from: '2027-10-01' },
      'There are no bookings from Friday, 1 October 2027 on, so there is nothing to export.',
    ],
    [
      { from: '2026-11-02', to: '2026-11-01' },
      '2026-11-02 comes after 2026-11-01; name a first day that is not after the last.',
    ],
  ])('%j: %s', async (input, words) => {
    expect(await exporting.problem(input)).toBe(words)
  })
})
