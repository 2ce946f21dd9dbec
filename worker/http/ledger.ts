import { Hono } from 'hono'
import { can } from '../../domain/roles.ts'
import { readLedger } from '../business/ledger.ts'
import type { Edge } from './edge.ts'
import { notAllowed } from './errors.ts'

/** `{balance, entries}` in minor units, for those who check the books. */
export const ledger = new Hono<Edge>().get('/ledger', async (c) => {
  if (!can(c.var.person.role, 'read-ledger')) {
    throw notAllowed('Only managers, auditors and admins see the ledger.')
  }
  return c.json(await readLedger(c.env.DB))
})
