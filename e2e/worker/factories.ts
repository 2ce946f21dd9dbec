import { Hono } from 'hono'
import type { Person } from '../../domain/roles.ts'
import { newConversationId } from '../../worker/auth/directory.ts'
import { WORKSPACE } from '../../worker/env.ts'
import { bodyOf } from '../../worker/http/body.ts'
import { changeRole } from '../../worker/testing/change-role.ts'
import { demoReady } from '../../worker/http/demo.ts'
import type { Edge } from '../../worker/http/edge.ts'
import { startSession } from '../../worker/http/sign-in.ts'
import { accountBody, invoiceBody, invoicesBody, roleBody } from './protocol.ts'

const MONTH = 30 * 86_400_000

/** Data of a test's own, so that tests run in any order and beside each other. */
export const factories = new Hono<Edge>()
  // The demo's first set-up empties the tables that these fill.
  .use(demoReady)
  .post('/accounts', async (c) => {
    const { role, name } = await bodyOf(c, accountBody)
    const id = `${role}-${newConversationId().slice(0, 8)}`
    const person: Person = { id, name: name ?? id, role }
    await c.env.DB.prepare(
      `INSERT INTO "user" ("id", "name", "email", "emailVerified", "role", "createdAt", "updatedAt")
       VALUES (?1, ?2, ?1 || '@fernway.example', 1, ?3, ?4, ?4)`,
    )
      .bind(person.id, person.name, person.role, new Date().toISOString())
      .run()
    await startSession(c, id)
    return c.json(person, 201)
  })
  /** Another session of somebody, as from a second device. */
  .post('/accounts/:id/sessions', async (c) => {
    await startSession(c, c.req.param('id'))
    return c.body(null, 201)
  })
  .post('/accounts/:id/role', async (c) => {
    const { role } = await bodyOf(c, roleBody)
    await changeRole(c.env, c.req.param('id'), role)
    return c.body(null, 204)
  })
  .post('/invoices', async (c) => {
    const { payee, amount } = await bodyOf(c, invoiceBody)
    // Unlisted like the demo's own spare ones, so that nobody else's lists change.
    const number = await c.env.DB.prepare(
      `INSERT INTO invoice (workspace, number, payee, amount, currency, due_at, listed)
       SELECT ?1, 'INV-' || (max(3000, max(CAST(substr(number, 5) AS INTEGER))) + 1), ?2, ?3, 'USD', ?4, 0
       FROM invoice WHERE workspace = ?1
       RETURNING number`,
    )
      .bind(WORKSPACE, payee, amount, Date.now() + MONTH)
      .first<string>('number')
    return c.json({ number, payee, amount }, 201)
  })
  .post('/invoices/many', async (c) => {
    const { payee, amount, count } = await bodyOf(c, invoicesBody)
    const { results } = await c.env.DB.prepare(
      `INSERT INTO invoice (workspace, number, payee, amount, currency, due_at, listed)
       WITH RECURSIVE
         last (number) AS (SELECT max(3000, max(CAST(substr(number, 5) AS INTEGER)))
           FROM invoice WHERE workspace = ?1),
         next (step) AS (SELECT 1 UNION ALL SELECT step + 1 FROM next WHERE step < ?5)
       SELECT ?1, 'INV-' || (last.number + next.step), ?2, ?3, 'USD', ?4, 0 FROM last, next
       RETURNING number`,
    )
      .bind(WORKSPACE, payee, amount, Date.now() + MONTH, count)
      .all<{ number: string }>()
    return c.json({ numbers: results.map(({ number }) => number) }, 201)
  })
