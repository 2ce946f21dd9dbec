import { Hono } from 'hono'
import { exportFor } from '../business/bookings/export.ts'
import type { Edge } from './edge.ts'
import { notFound } from './errors.ts'

/** A file that was exported, for the person who asked for it and nobody else. */
export const exports = new Hono<Edge>().get('/:id', async (c) => {
  const id = c.req.param('id')
  const csv = await exportFor(c.env.DB, id, c.var.person.id)
  if (csv === null) throw notFound('There is no such file, or it is not yours.')
  return c.body(csv, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    // An id that led to a file is made of harmless characters.
    'Content-Disposition': `attachment; filename="bookings-${id}.csv"`,
  })
})
