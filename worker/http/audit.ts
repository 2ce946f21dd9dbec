import { Hono } from 'hono'
import { z } from 'zod'
import { toWire } from '../../domain/audit.ts'
import { can } from '../../domain/roles.ts'
import { deskOf } from '../desk/stub.ts'
import { parse } from './body.ts'
import type { Edge } from './edge.ts'
import { notAllowed } from './errors.ts'

const pageQuery = z.object({
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
})

/** `{items, nextCursor}`: the audit chain, oldest first, for those who check it. */
export const audit = new Hono<Edge>().get('/audit', async (c) => {
  if (!can(c.var.person.role, 'read-audit')) {
    throw notAllowed('Only auditors and admins read the audit log.')
  }
  const { cursor } = parse(pageQuery, c.req.query())
  const { items, nextCursor } = await deskOf(c.env).chain(cursor)
  return c.json({ items: items.map(toWire), nextCursor })
})
