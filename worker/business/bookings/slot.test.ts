import { expect, test } from 'vitest'
import { NOON } from '../../testing/business.ts'
import type { Place } from './places.ts'
import { slotAt } from './slot.ts'

/** A place that is open all night, when clocks are changed. */
const bar: Place = {
  id: 'bar',
  name: 'Bar',
  kind: 'venue',
  timeZone: 'America/New_York',
  opens: '00:00',
  closes: '24:00',
  seating: 120,
  freeUntil: 0,
  feePerPerson: 0,
  units: [],
}
const room: Place = { ...bar, kind: 'room', seating: null }

test('a time that clocks leave out cannot be booked', () => {
  const problem =
    'Clocks go forward past that time (New York time on Sunday, 14 March 2027); name one an hour later.'
  expect(slotAt(bar, '2027-03-14', '02:30', 120, NOON)).toEqual({ problem })
  expect(slotAt(room, '2027-03-14', '01:30', 60, NOON)).toEqual({ problem })
})

test('a table is kept for two real hours, a room until the clock shows its end', () => {
  const hours = (place: Place) => {
    const slot = slotAt(place, '2027-03-14', '01:00', 120, NOON)
    return 'problem' in slot ? slot.problem : (slot.endAt - slot.startAt) / 3_600_000
  }
  expect(hours(bar)).toBe(2)
  expect(hours(room)).toBe(1)
})

test('of a time that comes twice it is the first', () => {
  const now = Date.UTC(2026, 9, 1)
  expect(slotAt(bar, '2026-11-01', '01:30', 120, now)).toMatchObject({
    startAt: Date.UTC(2026, 10, 1, 5, 30),
  })
})

test('the day ends at midnight', () => {
  expect(slotAt(bar, '2026-11-23', '22:00', 120, NOON)).toMatchObject({
    until: '24:00',
    endAt: Date.UTC(2026, 10, 24, 5),
  })
  expect(slotAt(bar, '2026-11-23', '22:01', 120, NOON)).toHaveProperty('problem')
})

test('a booking begins later than now', () => {
  const start = Date.UTC(2026, 10, 23, 15)
  expect(slotAt(bar, '2026-11-23', '10:00', 120, start - 1)).toHaveProperty('startAt', start)
  expect(slotAt(bar, '2026-11-23', '10:00', 120, start)).toHaveProperty('problem')
})
