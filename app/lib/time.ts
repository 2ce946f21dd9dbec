import { useEffect, useState } from 'react'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** `in 7 days`, `3 hours ago`, `just now`: how far `at` is from `now`, both in milliseconds. */
export function timeFromNow(at: number, now: number): string {
  const gap = at - now
  const size = Math.abs(gap)
  if (size < MINUTE) return gap > 0 ? 'in less than a minute' : 'just now'
  if (size < HOUR) return relative.format(Math.trunc(gap / MINUTE), 'minute')
  if (size < DAY) return relative.format(Math.trunc(gap / HOUR), 'hour')
  return relative.format(Math.round(gap / DAY), 'day')
}

const exact = new Intl.DateTimeFormat('en-US', {
  weekday: 'short',
  month: 'short',
  day: 'numeric',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
})

/** `Mon, Nov 23, 2026, 9:41 AM GMT+1`: the moment in the reader's own zone, zone named. */
export const exactTime = (iso: string): string => exact.format(new Date(iso))

const short = new Intl.DateTimeFormat('en-US', {
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
})

/** `Nov 23, 9:41 AM`. */
export const shortTime = (iso: string): string => short.format(new Date(iso))

/** The present, in milliseconds, told anew every half minute so that clocks on the page move. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** The reader's time zone by its IANA name. */
export const timeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
