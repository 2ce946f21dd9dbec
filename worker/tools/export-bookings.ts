import { z } from 'zod'
import { dayInWords } from '../../domain/zoned-time.ts'
import { countBookings } from '../business/bookings/booking.ts'
import {
  exportBookings as write,
  exportColumns,
  exportedWith,
  type ExportFile,
  type ExportFilter,
  MOST_ROWS,
} from '../business/bookings/export.ts'
import { date } from './booking.ts'
import {
  defineEffect,
  type Outcome,
  type Problem,
  type Proposal,
  type ToolContext,
} from './tool.ts'

const filter = z.object({
  status: z.enum(['confirmed', 'cancelled']).optional().describe('Left out: both'),
  from: date.optional().describe('The first day, YYYY-MM-DD'),
  to: date.optional().describe('The last day, YYYY-MM-DD'),
})
type Call = z.infer<typeof filter>

const filterOf = ({ status, from, to }: Call): ExportFilter => ({
  ...(status && { status }),
  ...(from && { from }),
  ...(to && { to }),
})

const rowsInWords = (rows: number): string => `${rows} ${rows === 1 ? 'booking' : 'bookings'}`

/** `from … to …`: the period of an export; null for all of time. */
function periodInWords({ from, to }: Call): string | null {
  if (from && to) {
    return from === to ? `of ${dayInWords(from)}` : `from ${dayInWords(from)} to ${dayInWords(to)}`
  }
  if (from) return `from ${dayInWords(from)} on`
  return to ? `up to ${dayInWords(to)}` : null
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

async function describe(call: Call, { db, actor }: ToolContext): Promise<Proposal<Call> | Problem> {
  const { status, from, to } = call
  if (from && to && from > to) {
    return { problem: `${from} comes after ${to}; name a first day that is not after the last.` }
  }
  const wanted = filterOf(call)
  const rows = await countBookings(db, wanted)
  const period = periodInWords(call)
  const what = `${status ?? 'all'} bookings${period ? ` ${period}` : ''}`
  if (rows === 0) {
    const which = `${status ? `${status} ` : ''}bookings${period ? ` ${period}` : ''}`
    return { problem: `There are no ${which}, so there is nothing to export.` }
  }
  if (rows > MOST_ROWS) {
    return {
      problem: `These are ${rowsInWords(rows)}, and a file holds ${MOST_ROWS}; name a shorter period.`,
    }
  }
  return {
    title: `Export ${what} as a CSV file`,
    summary: [
      { label: 'Rows', value: `${rowsInWords(rows)} as of now, of everybody` },
      { label: 'Status', value: status ? capital(status) : 'Confirmed and cancelled' },
      { label: 'Period', value: capital(period ?? 'all days') },
      {
        label: 'Columns',
        value: exportColumns.map((name) => name.replaceAll('_', ' ')).join(', '),
      },
      { label: 'Written', value: 'When it is carried out, with what the bookings are then' },
      { label: 'For', value: `${actor.name} alone can fetch the file` },
      { label: 'Undo', value: 'Cannot be undone; a copy that was fetched stays' },
    ],
    risk: 'medium',
    arguments: wanted,
  }
}

const receiptOf = ({ id, rows, key }: ExportFile): Outcome => ({
  status: 'succeeded',
  receipt: {
    title: `Exported ${rowsInWords(rows)}`,
    facts: [
      { label: 'File', value: `bookings-${id}.csv`, href: `/api/exports/${id}` },
      { label: 'Rows', value: String(rows) },
      { label: 'Reference', value: key },
    ],
  },
})

export const exportBookings = defineEffect({
  kind: 'effect',
  name: 'export_bookings',
  description:
    'Write everybody’s bookings into a CSV file that the person can fetch, all of them or those of a ' +
    'status or of some days. Somebody confirms before it is written.',
  input: filter,

  arguments: filter,

  target: ({ status, from, to }) => `export:bookings:${status ?? 'all'}:${from ?? ''}:${to ?? ''}`,

  describe,

  // The filter is what was approved, and it runs as it stands: there is nothing to look at again.
  async run(key, approved, { db, actor, now }) {
    const made = await write(db, { key, filter: filterOf(approved), by: actor, at: now })
    if (made.outcome !== 'refused') return receiptOf(made.row)
    const error = 'This reference belongs to another file, so nothing was exported; ask again.'
    return { status: 'failed', error }
  },

  async find(key, { db }) {
    const made = await exportedWith(db, key)
    return made && receiptOf(made)
  },
})
