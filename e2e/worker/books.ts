import { Hono } from 'hono'
import type { Role } from '../../domain/roles.ts'
import type { AccessChange } from '../../worker/business/access.ts'
import { type Booking, findBooking } from '../../worker/business/bookings/booking.ts'
import type { Expense } from '../../worker/business/expenses.ts'
import type { Kept } from '../../worker/business/mail/outbox.ts'
import { orderNumbered, type Order } from '../../worker/business/orders.ts'
import type { Refund } from '../../worker/business/refunds.ts'
import { WORKSPACE } from '../../worker/env.ts'
import type { Edge } from '../../worker/http/edge.ts'
import { notFound } from '../../worker/http/errors.ts'

/** A row of a table as it stands, with what tests look at. */
export type BookingRow = Pick<
  Booking,
  'id' | 'key' | 'date' | 'time' | 'until' | 'partySize' | 'name' | 'purpose' | 'status' | 'fee'
> & { place: string; unit: string; bookedBy: string; cancelledKey: string | null }

/** Everything that the database holds under the keys of one request: what it truly did. */
export type Done = {
  booked: BookingRow[]
  cancelled: BookingRow[]
  deleted: BookingRow[]
  exports: { id: string; rows: number; csv: string; madeBy: string }[]
  refunds: Refund[]
  mails: Pick<Kept, 'key' | 'person' | 'to' | 'subject' | 'text' | 'status'>[]
  expenses: Expense[]
  accessChanges: AccessChange[]
  /** Ledger entries: what was paid. */
  payments: { key: string; amount: number }[]
  /** Audit facts that the database wrote with it, their types. */
  facts: string[]
}

const bookings = `SELECT 'BKG-' || number AS id, key, place, unit, date, time, until,
    party AS partySize, name, purpose, status, fee, booked_by AS bookedBy,
    cancelled_key AS cancelledKey
  FROM booking WHERE workspace = ?1`

/** A key is `request.version.line`; request ids hold no wildcard of GLOB. */
const own = (column: string) => `${column} GLOB ?2 || '.*'`

const reads: Record<keyof Done, string> = {
  booked: `${bookings} AND ${own('key')} ORDER BY number`,
  cancelled: `${bookings} AND ${own('cancelled_key')} ORDER BY number`,
  deleted: `${bookings} AND ${own('deleted_key')} ORDER BY number`,
  exports: `SELECT 'EXP-' || number AS id, rows, csv, made_by AS madeBy FROM booking_export
    WHERE workspace = ?1 AND ${own('key')}`,
  refunds: `SELECT key, order_number AS "order", customer, amount, left_after AS left, reason, at
    FROM refund WHERE workspace = ?1 AND ${own('key')}`,
  mails: `SELECT key, person_id AS person, recipient AS "to", subject, body AS text, status
    FROM mail_outbox WHERE workspace = ?1 AND ${own('key')}`,
  expenses: `SELECT key, person_id AS person, person_name AS name, amount, purpose, at FROM expense
    WHERE workspace = ?1 AND ${own('key')}`,
  accessChanges: `SELECT key, person_id AS person, person_name AS name, from_role AS "from",
      to_role AS "to", asked_by AS askedBy, at
    FROM access_change WHERE workspace = ?1 AND ${own('key')}`,
  payments: `SELECT key, amount FROM ledger_entry WHERE workspace = ?1 AND ${own('key')}`,
  facts: `SELECT type FROM business_outbox
    WHERE body ->> 'workspace' = ?1 AND ${own("(body ->> 'key')")} ORDER BY seq`,
}

/** The business database as it is, so that a flow looks at what happened and not only at its page. */
export const books = new Hono<Edge>()
  .get('/done/:requestId', async (c) => {
    const names = Object.keys(reads) as (keyof Done)[]
    const id = c.req.param('requestId')
    const results = await c.env.DB.batch(
      names.map((name) => c.env.DB.prepare(reads[name]).bind(WORKSPACE, id)),
    )
    const rows = Object.fromEntries(names.map((name, at) => [name, results[at]?.results ?? []]))
    const facts = (rows.facts as { type: string }[]).map(({ type }) => type)
    return c.json({ ...rows, facts } as Done)
  })
  .get('/bookings/:id', async (c) => {
    const { results } = await c.env.DB.prepare(`${bookings} AND 'BKG-' || number = ?2`)
      .bind(WORKSPACE, c.req.param('id'))
      .all<BookingRow>()
    const [row] = results
    if (!row) throw notFound(`There is no booking ${c.req.param('id')}.`)
    return c.json({ ...row, listed: (await findBooking(c.env.DB, row.id)) !== null })
  })
  .get('/places/:id/bookings', async (c) => {
    const { results } = await c.env.DB.prepare(`${bookings} AND place = ?2 ORDER BY number`)
      .bind(WORKSPACE, c.req.param('id'))
      .all<BookingRow>()
    return c.json(results)
  })
  .get('/orders/:number', async (c) => {
    const order: Order | null = await orderNumbered(c.env.DB, c.req.param('number'))
    if (!order) throw notFound(`There is no order ${c.req.param('number')}.`)
    return c.json(order)
  })
  .get('/people/:id/role', async (c) => {
    const role = await c.env.DB.prepare('SELECT role FROM "user" WHERE id = ?')
      .bind(c.req.param('id'))
      .first<Role>('role')
    return c.json({ role })
  })
