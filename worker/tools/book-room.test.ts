import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { seedBusiness } from '../business/seed.ts'
import { contextOf, NOON, somebody } from '../testing/business.ts'
import { asked } from '../testing/proposing.ts'
import { bookRoom } from './book-room.ts'

const context = contextOf(somebody('member'))
const rooms = asked(bookRoom, context)

beforeEach(() => seedBusiness(env.DB, NOON))

describe('book_room', () => {
  const meeting = { room: 'atlas', date: '2026-11-25', from: '10:00', to: '12:00' }

  test('says exactly what will happen', async () => {
    const { title, summary, arguments: approved } = await rooms.proposal(meeting)
    expect(title).toBe(
      'Book room Atlas on Wednesday, 25 November 2026 from 10:00 to 12:00 (New York time)',
    )
    expect(summary[0]).toEqual({ label: 'Where', value: 'Room Atlas, seats 12 people' })
    expect(approved).toMatchObject({ room: 'Atlas', startsAt: '2026-11-25T15:00:00.000Z' })
    expect(bookRoom.target({ ...meeting, room: 'room Atlas' })).toBe('room:atlas:2026-11-25T10:00')
    expect(await bookRoom.run('k', approved, context)).toMatchObject({
      status: 'succeeded',
      receipt: { title: expect.stringMatching(/^Booked room Atlas on Wednesday/) },
    })
  })

  test('that is taken names another room and another time', async () => {
    const taken = { ...meeting, from: '13:30', to: '15:00' }
    const instead = 'Birch is free then; for Atlas, 12:30 and 15:30 are free.'
    expect(await rooms.problem(taken)).toBe(`Atlas is taken between 13:30 and 15:00; ${instead}`)
    const { arguments: approved } = await rooms.proposal({ ...taken, room: 'Birch' })
    expect(await bookRoom.run('k', { ...approved, room: 'Atlas' }, context)).toEqual({
      status: 'failed',
      error: `Atlas has been taken between 13:30 and 15:00, so nothing was booked; ${instead}`,
    })
  })

  test.each<[object, string]>([
    [{ to: '10:00' }, 'A booking from 10:00 cannot end at 10:00; name a later end.'],
    [
      { to: '23:00' },
      'Atlas cannot be booked for 10:00 to 23:00; it is open from 07:00 to 21:00 (New York time).',
    ],
    [{ room: 'Luma' }, 'Luma has tables; ask me to book a table there.'],
    [{ room: 'Oak' }, 'I know no room called Oak; I can book Atlas and Birch.'],
  ])('with %j names the way on', async (change, problem) => {
    expect(await rooms.problem({ ...meeting, ...change })).toBe(problem)
  })
})
