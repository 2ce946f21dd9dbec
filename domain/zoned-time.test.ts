import { describe, expect, test } from 'vitest'
import {
  addDays,
  dayInWords,
  minutesOf,
  momentOf,
  shownIn,
  timeOf,
  zoneInWords,
} from './zoned-time.ts'

const NEW_YORK = 'America/New_York'
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())

describe('a time on a wall', () => {
  test.each([
    ['in winter', '2026-11-23', '19:00', NEW_YORK, '2026-11-24T00:00:00.000Z'],
    ['in summer', '2026-07-01', '19:00', NEW_YORK, '2026-07-01T23:00:00.000Z'],
    ['at the end of a day', '2026-11-23', '24:00', NEW_YORK, '2026-11-24T05:00:00.000Z'],
    ['at the end of a year', '2026-12-31', '24:00', NEW_YORK, '2027-01-01T05:00:00.000Z'],
    ['just before a jump', '2027-03-14', '01:59', NEW_YORK, '2027-03-14T06:59:00.000Z'],
    ['just after a jump', '2027-03-14', '03:00', NEW_YORK, '2027-03-14T07:00:00.000Z'],
    ['half an hour off', '2026-11-23', '10:00', 'Asia/Kolkata', '2026-11-23T04:30:00.000Z'],
    ['far ahead', '2026-11-23', '00:30', 'Pacific/Kiritimati', '2026-11-22T10:30:00.000Z'],
    ['in UTC', '2026-11-23', '10:00', 'UTC', '2026-11-23T10:00:00.000Z'],
  ])('%s', (_what, date, time, zone, moment) => {
    expect(iso(momentOf(date, time, zone))).toBe(moment)
  })

  test.each([
    ['2027-03-14', '02:00', NEW_YORK],
    ['2027-03-14', '02:30', NEW_YORK],
    ['2027-03-28', '02:30', 'Europe/Berlin'],
    // Half an hour only.
    ['2026-10-04', '02:15', 'Australia/Lord_Howe'],
  ])('that no clock shows is none: %s %s in %s', (date, time, zone) => {
    expect(momentOf(date, time, zone)).toBeNull()
  })

  test.each([
    ['2026-11-01', '01:30', NEW_YORK, '2026-11-01T05:30:00.000Z'],
    ['2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
  ])('that clocks show twice is the first: %s %s in %s', (date, time, zone, moment) => {
    expect(iso(momentOf(date, time, zone))).toBe(moment)
  })

  test('is shown again by the same clock, all through two years', () => {
    const start = Date.UTC(2026, 0, 1)
    const moments = Array.from({ length: 1_500 }, (_, index) => start + index * 42_300_000)
    for (const at of moments) {
      const { date, time } = shownIn(at, NEW_YORK)
      const back = momentOf(date, time, NEW_YORK)!
      // Of an hour that comes twice, the first.
      expect([0, 3_600_000]).toContain(at - (at % 60_000) - back)
    }
  })
})

test('a moment has its own day in each zone', () => {
  const at = Date.UTC(2026, 10, 23, 2, 5, 59)
  expect(shownIn(at, NEW_YORK)).toEqual({ date: '2026-11-22', time: '21:05' })
  expect(shownIn(at, 'Asia/Tokyo')).toEqual({ date: '2026-11-23', time: '11:05' })
})

test('days are counted by the calendar, not by the clock', () => {
  expect(addDays('2027-03-13', 1)).toBe('2027-03-14')
  expect(addDays('2027-03-14', 1)).toBe('2027-03-15')
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2027-01-01', -1)).toBe('2026-12-31')
})

test('times are minutes of the day', () => {
  expect(minutesOf('19:30')).toBe(1170)
  expect(timeOf(1170)).toBe('19:30')
  expect(timeOf(1440)).toBe('24:00')
  expect(timeOf(5)).toBe('00:05')
})

test('in words', () => {
  expect(dayInWords('2026-11-23')).toBe('Monday, 23 November 2026')
  expect(zoneInWords(NEW_YORK)).toBe('New York time')
  expect(zoneInWords('UTC')).toBe('UTC')
})
