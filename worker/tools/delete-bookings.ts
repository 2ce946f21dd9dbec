import { z } from 'zod'
import { addDays, dayInWords } from '../../domain/zoned-time.ts'
import {
  type Booking,
  bookingsIn,
  cancelledAmong,
  countBookings,
} from '../business/bookings/booking.ts'
import { deleteBookings as erase, deletedWith, type Deletion } from '../business/bookings/delete.ts'
import { date, whatOf } from './booking.ts'
import {
  defineEffect,
  type Outcome,
  type Problem,
  type Proposal,
  type ToolContext,
} from './tool.ts'

/** More at once is more than anybody looks at. */
const MOST = 200
const SAMPLE = 5

const callInput = z.object({
  status: z
    .literal('cancelled')
    .default('cancelled')
    .describe('Only cancelled bookings can be deleted'),
  before: date.optional().describe('Only those of days before this one, YYYY-MM-DD'),
})
type Call = z.infer<typeof callInput>

const approved = z.object({
  status: z.literal('cancelled'),
  before: z.string().optional(),
  count: z.int().positive(),
  /** Exactly these are deleted, whatever is cancelled meanwhile. */
  ids: z.array(z.string()).min(1).max(MOST),
})
type Approved = z.infer<typeof approved>

const counted = (count: number): string =>
  `${count} cancelled ${count === 1 ? 'booking' : 'bookings'}`

const lineOf = (booking: Booking): string =>
  `${booking.id}: ${whatOf(booking)} on ${dayInWords(booking.date)} at ${booking.time}, by ${booking.bookedByName}`

/** What deleting these means, for people; `all` is how many fit what was asked for. */
function proposalOf(bookings: Booking[], before: string | undefined, all: number) {
  const count = bookings.length
  const sample = bookings.slice(0, SAMPLE)
  const rest = all - count
  return {
    title: `Delete ${rest > 0 ? `the oldest ${counted(count)} of ${all}` : counted(count)}`,
    summary: [
      { label: 'How many', value: counted(count) },
      ...(before ? [{ label: 'Before', value: dayInWords(before) }] : []),
      {
        label: count > SAMPLE ? `The first ${SAMPLE}` : 'Which',
        value: sample.map(lineOf).join('\n'),
      },
      { label: 'Only these', value: 'What is cancelled from now on is not deleted' },
      ...(rest > 0 ? [{ label: 'Left', value: `${rest} more stay; ask again for them` }] : []),
      {
        label: 'Undo',
        value: 'Cannot be undone; the audit log keeps that they existed, not their words',
      },
    ],
    risk: 'high',
    arguments: {
      status: 'cancelled',
      ...(before && { before }),
      count,
      ids: bookings.map(({ id }) => id),
    },
  } satisfies Proposal<Approved>
}

async function describe(
  { before }: Call,
  { db }: ToolContext,
): Promise<Proposal<Approved> | Problem> {
  const filter = { status: 'cancelled', ...(before && { to: addDays(before, -1) }) } as const
  const [all, bookings] = await Promise.all([
    countBookings(db, filter),
    bookingsIn(db, filter, MOST),
  ])
  if (bookings.length === 0) {
    const when = before ? ` from before ${dayInWords(before)}` : ''
    return { problem: `There are no cancelled bookings${when}, so there is nothing to delete.` }
  }
  return proposalOf(bookings, before, Math.max(all, bookings.length))
}

const receiptOf = ({ key, ids }: Deletion): Outcome => ({
  status: 'succeeded',
  receipt: {
    title: `Deleted ${counted(ids.length)}`,
    facts: [
      { label: 'Deleted', value: ids.join(', ') },
      { label: 'Reference', value: key },
    ],
  },
})

export const deleteBookings = defineEffect({
  kind: 'effect',
  name: 'delete_bookings',
  description:
    'Delete cancelled bookings of everybody for good, all or those of days before a date. Confirmed ' +
    'ones are never deleted; cancel them first. People see which before anything is deleted.',
  input: callInput,

  arguments: approved,

  target: ({ before }) => `bookings:cancelled${before ? `:before:${before}` : ''}`,

  describe,

  // Of those that people saw, some may be gone by now. What was cancelled since is none of them.
  async check({ ids, before }, { db }) {
    const left = await cancelledAmong(db, ids)
    return left.length === ids.length || left.length === 0
      ? null
      : proposalOf(left, before, left.length)
  },

  async run(key, { ids }, { db, actor, now }) {
    const deleted = await erase(db, { key, ids, by: actor, at: now })
    if (deleted.outcome !== 'refused') return receiptOf(deleted.row)
    const error =
      deleted.reason === 'bookings_changed'
        ? 'Some of these bookings are deleted already, so nothing was deleted; ask again to see what is left.'
        : 'This reference belongs to something else, so nothing was deleted; ask again.'
    return { status: 'failed', error }
  },

  async find(key, { db }) {
    const deletion = await deletedWith(db, key)
    return deletion && receiptOf(deletion)
  },
})
