import { shownIn } from '../domain/zoned-time.ts'

const HOUR = 3_600_000

/** A full hour some four hours from now whose two hours end on the same day there. */
export function soonAt(zone: string): { date: string; time: string } {
  for (let ahead = 4; ; ahead += 1) {
    const { date, time } = shownIn(Date.now() + ahead * HOUR, zone)
    const hour = time.slice(0, 2)
    if (Number(hour) < 22) return { date, time: `${hour}:00` }
  }
}
