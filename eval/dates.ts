const DAY = 86_400_000
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** The calendar day at this moment in this zone, as that day's midnight in UTC. */
function today(now: number, timeZone: string): number {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now)
  return Date.parse(`${day}T00:00:00Z`)
}

const iso = (day: number): string => new Date(day).toISOString().slice(0, 10)

/** The first day from `start` on that passes. */
function first(start: number, passes: (date: Date) => boolean): string {
  let day = start
  while (!passes(new Date(day))) day += DAY
  return iso(day)
}

/**
 * `YYYY-MM-DD` for a date as cases write it, counted from `now` (milliseconds) in this time zone:
 * `+1d`, `friday` (the next one after today), `friday+7`, `12-05` (the next 5 December), `day 3` (the next
 * 3rd of a month). Anything else is given back as it is.
 */
export function resolveDate(written: string, now: number, timeZone: string): string {
  const start = today(now, timeZone)
  const days = /^\+(\d+)d$/.exec(written)
  if (days) return iso(start + Number(days[1]) * DAY)
  const [name = '', later] = written.split('+')
  if (weekdays.includes(name)) {
    const next = first(start + DAY, (date) => date.getUTCDay() === weekdays.indexOf(name))
    return iso(Date.parse(next) + Number(later ?? 0) * DAY)
  }
  if (
    /^(0[1-9]|1[0-2])-([0-2]\d|3[01])$/.test(written) &&
    written !== '02-30' &&
    written !== '02-31'
  ) {
    return first(start, (date) => iso(date.getTime()).endsWith(`-${written}`))
  }
  const ofMonth = /^day ([1-9]|[12]\d|3[01])$/.exec(written)
  if (ofMonth) return first(start, (date) => date.getUTCDate() === Number(ofMonth[1]))
  return written
}
