import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { seedBusiness } from '../business/seed.ts'
import { contextOf, NOON, somebody } from '../testing/business.ts'
import { asked } from '../testing/proposing.ts'
import { bookTable } from './book-table.ts'

const db = env.DB
const context = contextOf(somebody('member'))
const tables = asked(bookTable, context)
const DAY = 86_400_000
const dinner = { venue: 'the Luma', partySize: 4, date: '2026-11-23', time: '19:00' }

/** Books such tables until none is left; gives the last refusal. */
async function fullHouse(party = 4, time = '19:00') {
  const { arguments: approved } = await tables.proposal({ ...dinner, partySize: party, time })
  for (let n = 0; ; n += 1) {
    const outcome = await bookTable.run(`full ${party} ${time} ${n}`, approved, context)
    if (outcome.status === 'failed') return outcome.error
  }
}

beforeEach(() => seedBusiness(db, NOON))

describe('book_table', () => {
  test('says exactly what will happen', async () => {
    expect(await tables.proposal({ ...dinner, name: 'Dana' })).toEqual({
      title: 'Book a table for 4 at Luma on Monday, 23 November 2026 at 19:00 (New York time)',
      summary: [
        { label: 'Where', value: 'Luma' },
        { label: 'When', value: 'Monday, 23 November 2026 from 19:00 to 21:00 (New York time)' },
        { label: 'Party', value: '4 people' },
        { label: 'Name', value: 'Dana' },
        { label: 'Table', value: 'The smallest free one that fits; the receipt says which' },
        { label: 'Cost', value: 'Free' },
        {
          label: 'Cancelling',
          value:
            'Free until Sunday, 22 November 2026 at 19:00 (New York time); then $40.00 ($10.00 per person), charged by Luma',
        },
        { label: 'Undo', value: 'Cancelling it would be a new request' },
      ],
      risk: 'low',
      arguments: {
        venue: 'Luma',
        partySize: 4,
        date: '2026-11-23',
        time: '19:00',
        until: '21:00',
        name: 'Dana',
        timeZone: 'America/New_York',
        startsAt: '2026-11-24T00:00:00.000Z',
        endsAt: '2026-11-24T02:00:00.000Z',
        amount: 0,
      },
      grantable: [
        { fact: 'venue', op: 'eq', value: 'Luma' },
        { fact: 'partySize', op: 'lte', value: 4 },
        { fact: 'amount', op: 'lte', value: 0 },
      ],
    })
    expect(bookTable.target(dinner)).toBe('table:luma:2026-11-23T19:00')
    expect(bookTable.target({ ...dinner, venue: 'LUMA' })).toBe('table:luma:2026-11-23T19:00')
  })

  test('above eight people it is the private room, whose deposit counts', async () => {
    const large = await tables.proposal({ ...dinner, partySize: 17 })
    expect(large).toMatchObject({
      title: expect.stringContaining('Book the private room for 17 at Luma on Monday'),
      risk: 'medium',
      amount: { amount: 1_020_00, currency: 'USD' },
      arguments: { amount: 1_020_00 },
    })
    expect(large.summary).toContainEqual({
      label: 'Cost',
      value: 'Deposit of $1,020.00 ($60.00 per person), charged by Luma',
    })
    expect((await tables.proposal({ ...dinner, partySize: 8 })).amount).toBeUndefined()
  })

  test.each<[string, object, string]>([
    ['another venue', { venue: 'Moon' }, 'I know no venue called Moon; I can book tables at Luma.'],
    ['a room', { venue: 'Atlas' }, 'Atlas is a room; ask me to book the room.'],
    [
      'too many',
      { partySize: 25 },
      'Luma has room for 24 people at most; name a smaller party, or book two.',
    ],
    [
      'a time when it is closed',
      { time: '09:00' },
      'Luma cannot be booked for 09:00; it takes tables from 11:00 to 22:00 (New York time).',
    ],
    [
      'a time too late to sit down',
      { time: '22:01' },
      'Luma cannot be booked for 22:01; it takes tables from 11:00 to 22:00 (New York time).',
    ],
    [
      'the past',
      { date: '2026-11-21' },
      'Saturday, 21 November 2026 at 19:00 (New York time) has passed already; name a time that is to come.',
    ],
    [
      'a far future',
      { date: '2028-11-21' },
      'Luma can be booked for a year ahead; name an earlier date than 2028-11-21.',
    ],
  ])('for %s names the way on', async (_what, change, problem) => {
    expect(await tables.problem({ ...dinner, ...change })).toBe(problem)
  })

  test.each([
    { partySize: 0 },
    { partySize: 2.5 },
    { date: '2026-02-30' },
    { date: 'tomorrow' },
    { time: '24:00' },
    { time: '7pm' },
    { venue: ' ' },
  ])('refuses %j', (change) => {
    expect(bookTable.input.safeParse({ ...dinner, ...change }).success).toBe(false)
  })

  test('names free times when a table is gone, before and after it was approved', async () => {
    expect(await fullHouse(8)).toBe(
      'Luma has no table for 8 at 19:00 any more, so nothing was booked; 17:00 and 21:00 are free.',
    )
    expect(await tables.problem({ ...dinner, partySize: 8 })).toBe(
      'Luma has no table for 8 at 19:00; 17:00 and 21:00 are free.',
    )
    await fullHouse(8, '21:00')
    expect(await tables.problem({ ...dinner, partySize: 8 })).toBe(
      'Luma has no table for 8 at 19:00; 16:30 and 17:00 are free.',
    )
    expect(await tables.problem(dinner)).toMatch(/^Book a table for 4/)
  })

  test('names another day when the whole day is gone', async () => {
    for (const time of ['11:00', '13:00', '15:00', '17:00', '19:00', '21:00']) {
      await fullHouse(8, time)
    }
    expect(await tables.problem({ ...dinner, partySize: 8 })).toBe(
      'Luma has no table for 8 at 19:00; Tuesday, 24 November 2026 at 18:30 is free.',
    )
  })

  test('two hundred at once for the last table: one books, each other is told what is free', async () => {
    const { arguments: approved } = await tables.proposal({ ...dinner, partySize: 8 })
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, n) => bookTable.run(`c_a_${n}.1.1`, approved, context)),
    )
    const booked = outcomes.filter(({ status }) => status === 'succeeded')
    expect(booked).toHaveLength(1)
    const refused = outcomes.flatMap((one) => (one.status === 'failed' ? [one.error] : []))
    expect(refused).toHaveLength(199)
    expect(new Set(refused)).toEqual(
      new Set([
        'Luma has no table for 8 at 19:00 any more, so nothing was booked; 17:00 and 21:00 are free.',
      ]),
    )
    expect(
      await db
        .prepare("SELECT count(*) AS n FROM booking WHERE date = '2026-11-23' AND unit = 't13'")
        .first('n'),
    ).toBe(1)
  })

  test('books once a key, and tells it again the same way', async () => {
    const { arguments: approved } = await tables.proposal({ ...dinner, name: 'Dana' })
    const first = await bookTable.run('c_a_1.1.1', approved, context)
    expect(first).toEqual({
      status: 'succeeded',
      receipt: {
        title: 'Booked table 4 for 4 at Luma on Monday, 23 November 2026 at 19:00 (New York time)',
        facts: [
          { label: 'Booking', value: 'BKG-1008' },
          { label: 'Where', value: 'Luma, Table 4' },
          { label: 'When', value: 'Monday, 23 November 2026 from 19:00 to 21:00 (New York time)' },
          { label: 'Party', value: '4 people' },
          { label: 'Name', value: 'Dana' },
          { label: 'Reference', value: 'c_a_1.1.1' },
        ],
      },
    })
    const muchLater = { ...context, now: NOON + 9 * DAY }
    expect(await bookTable.run('c_a_1.1.1', approved, muchLater)).toEqual(first)
    expect(await bookTable.find?.('c_a_1.1.1', context)).toEqual(first)
    expect(await bookTable.find?.('c_a_2.1.1', context)).toBeNull()
    expect(await bookTable.run('c_a_2.1.1', approved, muchLater)).toEqual({
      status: 'failed',
      error: 'That time has passed, so nothing was booked; ask for another one.',
    })
  })

  test('a price that moved goes back to people; the database refuses the old one', async () => {
    const { arguments: approved } = await tables.proposal({ ...dinner, partySize: 10 })
    expect(await bookTable.check?.(approved, context)).toBeNull()
    await db.prepare("UPDATE place_unit SET deposit_per_person = 7000 WHERE id = 'private'").run()
    expect(await bookTable.check?.(approved, context)).toMatchObject({
      amount: { amount: 700_00 },
      arguments: { ...approved, amount: 700_00 },
    })
    expect(await bookTable.run('k', approved, context)).toEqual({
      status: 'failed',
      error:
        'The deposit at Luma changed, so nothing was booked; ask again to see it as it is now.',
    })
  })

  test('is edited in party, date, time and name', async () => {
    const { arguments: approved } = await tables.proposal({ ...dinner, name: 'Dana' })
    const edit = bookTable.edit!
    expect(Object.keys(edit.fields.shape)).toEqual(['partySize', 'date', 'time', 'name'])
    expect(edit.material).toEqual(['partySize', 'date', 'time'])
    expect(edit.input(approved)).toEqual({ ...dinner, venue: 'Luma', name: 'Dana' })
  })
})

test('what is approved can be kept and read again', async () => {
  const { arguments: approved } = await tables.proposal(dinner)
  expect(bookTable.arguments.parse(JSON.parse(JSON.stringify(approved)))).toEqual(approved)
  expect(z.toJSONSchema(bookTable.edit!.fields)).toMatchObject({
    required: ['partySize', 'date', 'time'],
  })
})
