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
  // Four hours that began a moment ago are still "in 4 hours", not "in 3".
  const whole = gap > 0 ? Math.round : Math.trunc
  if (size < HOUR) return relative.format(whole(gap / MINUTE), 'minute')
  if (size < DAY) return relative.format(whole(gap / HOUR), 'hour')
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

const onTheClock = new Intl.DateTimeFormat('en-US', { timeStyle: 'medium' })

/** `9:41:30 AM`, in the reader's own zone. */
export const clockTime = (iso: string): string => onTheClock.format(new Date(iso))

/** `0:09`, `1:30:00`: what is left of a span in milliseconds, a started second counted in full. */
export function countdown(left: number): string {
  const seconds = Math.max(0, Math.ceil(left / 1000))
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60]
  if (seconds >= 3600) parts.unshift(Math.floor(seconds / 3600))
  return parts.map((part, index) => (index === 0 ? part : String(part).padStart(2, '0'))).join(':')
}

/** The present, in milliseconds, told anew after each period so that clocks on the page move. */
export function useNow(period = 30_000): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), period)
    return () => clearInterval(timer)
  }, [period])
  return now
}

/** The reader's time zone by its IANA name. */
export const timeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
