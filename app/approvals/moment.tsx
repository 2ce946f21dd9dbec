import { exactTime, timeFromNow } from '../lib/time.ts'

/**
 * How far a moment is from now, the exact one on hovering. `past`: it lies behind us, although the page's
 * clock, which moves twice a minute, may not have come so far.
 */
export function Moment({ at, now, past = false }: { at: string; now: number; past?: boolean }) {
  const moment = Date.parse(at)
  return (
    <time dateTime={at} title={exactTime(at)}>
      {timeFromNow(moment, past ? Math.max(now, moment) : now)}
    </time>
  )
}
