import { Hono } from 'hono'
import { momentOf, timeOf, minutesOf } from '../../domain/zoned-time.ts'
import { book } from '../../worker/business/bookings/book.ts'
import { cancel, feeAt } from '../../worker/business/bookings/cancel.ts'
import { findPlace, placeId, unitsFor } from '../../worker/business/bookings/places.ts'
import { WORKSPACE } from '../../worker/env.ts'
import { bodyOf } from '../../worker/http/body.ts'
import { demoReady } from '../../worker/http/demo.ts'
import type { Edge } from '../../worker/http/edge.ts'
import { notFound } from '../../worker/http/errors.ts'
import { bookingsBody, orderBody, placeBody } from './protocol.ts'

const DAY = 86_400_000
const ZONE = 'America/New_York'
const SEATING = 120

/** A venue, a room, an order, bookings of a test's own. */
export const business = new Hono<Edge>()
  // The demo's first set-up empties the tables that these fill.
  .use(demoReady)
  .post('/places', async (c) => {
    const { kind, name, tables, feePerPerson } = await bodyOf(c, placeBody)
    const id = placeId(name)
    const seating = kind === 'venue' ? SEATING : null
    const units =
      kind === 'room'
        ? [{ id, name, seats: tables[0] ?? 8 }]
        : tables.map((seats, at) => ({ id: `t${at + 1}`, name: `Table ${at + 1}`, seats }))
    await c.env.DB.batch([
      c.env.DB.prepare(
        `INSERT INTO place (workspace, id, name, kind, time_zone, opens, closes, seating,
           free_until, fee_per_person)
         VALUES (?, ?, ?, ?, ?, '00:00', '24:00', ?, ?, ?)`,
      ).bind(WORKSPACE, id, name, kind, ZONE, seating, kind === 'venue' ? DAY : 0, feePerPerson),
      ...units.map((unit) =>
        c.env.DB.prepare(
          `INSERT INTO place_unit (workspace, place, id, name, least, seats)
           VALUES (?, ?, ?, ?, 1, ?)`,
        ).bind(WORKSPACE, id, unit.id, unit.name, unit.seats),
      ),
    ])
    return c.json({ id, name, timeZone: ZONE }, 201)
  })
  .post('/bookings', async (c) => {
    const wanted = await bodyOf(c, bookingsBody)
    const place = await findPlace(c.env.DB, wanted.place)
    if (!place) throw notFound('There is no such place.')
    const by = { id: wanted.by, name: wanted.byName, role: 'member' } as const
    const ids: string[] = []
    for (const each of wanted.bookings) {
      const until = each.until ?? timeOf(minutesOf(each.time) + SEATING)
      const startAt = momentOf(each.date, each.time, ZONE) ?? 0
      const deposit = unitsFor(place, each.partySize ?? 1)[0]?.depositPerPerson ?? 0
      const made = await book(c.env.DB, {
        key: `e2e.${crypto.randomUUID()}`,
        placeId: place.id,
        startAt,
        endAt: momentOf(each.date, until, ZONE) ?? 0,
        date: each.date,
        time: each.time,
        until,
        timeZone: ZONE,
        ...(place.kind === 'venue' && { partySize: each.partySize ?? 2 }),
        ...(each.name !== undefined && { name: each.name }),
        deposit: deposit * (each.partySize ?? 0),
        by,
        at: startAt - 30 * DAY,
      })
      if (made.outcome === 'refused') throw new Error(`The booking was refused: ${made.reason}`)
      const { id } = made.row
      ids.push(id)
      if (!each.cancelled) continue
      const at = startAt - 3 * DAY
      const fee = feeAt(made.row, place, at)
      await cancel(c.env.DB, { key: `e2e.${crypto.randomUUID()}`, id, fee, by, at })
    }
    return c.json({ ids }, 201)
  })
  .post('/orders', async (c) => {
    const { amount, customer } = await bodyOf(c, orderBody)
    const number = await c.env.DB.prepare(
      `INSERT INTO customer_order (workspace, number, customer, items, amount, currency, placed_at)
       SELECT ?1, 'ORD-' || (max(5000, max(CAST(substr(number, 5) AS INTEGER))) + 1), ?2,
         '1 × copper kettle', ?3, 'USD', ?4
       FROM customer_order WHERE workspace = ?1 RETURNING number`,
    )
      .bind(WORKSPACE, customer, amount, Date.now() - 40 * DAY)
      .first<string>('number')
    return c.json({ number, customer, amount }, 201)
  })
