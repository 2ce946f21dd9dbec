import { exactTime, timeFromNow } from '../lib/time.ts'

/** How far a moment is from now, the exact one on hovering. */
export function Moment({ at, now }: { at: string; now: number }) {
  return (
    <time dateTime={at} title={exactTime(at)}>
      {timeFromNow(Date.parse(at), now)}
    </time>
  )
}
