import { z } from 'zod'
import { role } from '../../domain/roles.ts'

/** What tests send to `/e2e/*`; the fixtures infer their types from here. */

/** A moment between two commits, as the server names it: `effect.start`, or a script's own. */
const point = z.string().min(1).max(80)

export const accountBody = z.strictObject({ role, name: z.string().min(1).max(80).optional() })

export const roleBody = z.strictObject({ role })

export const invoiceBody = z.strictObject({
  payee: z.string().min(1).max(120),
  /** Minor units. */
  amount: z.int().positive(),
})

export const invoicesBody = invoiceBody.extend({ count: z.int().min(1).max(1_000) })

/** A venue with tables of so many seats, open all day, or a room. Fee in minor units. */
export const placeBody = z.strictObject({
  kind: z.enum(['venue', 'room']),
  name: z.string().min(1).max(80),
  tables: z.array(z.int().positive()).max(20).default([]),
  feePerPerson: z.int().min(0).default(0),
})

/** Bookings as somebody made them a month before; those that are `cancelled` three days before. */
export const bookingsBody = z.strictObject({
  place: z.string(),
  by: z.string(),
  byName: z.string(),
  bookings: z
    .array(
      z.strictObject({
        date: z.iso.date(),
        time: z.string(),
        /** For rooms; a table is one's own for two hours. */
        until: z.string().optional(),
        partySize: z.int().positive().optional(),
        name: z.string().optional(),
        cancelled: z.boolean().default(false),
      }),
    )
    .min(1)
    .max(50),
})

/** Minor units. */
export const orderBody = z.strictObject({
  amount: z.int().positive(),
  customer: z.string().min(1).max(120),
})

/** Milliseconds. With a conversation only that one's time moves, and its timers fire at once. */
export const clockBody = z.union([
  z.strictObject({ advanceMs: z.int(), conversationId: z.string().optional() }),
  z.strictObject({ now: z.int(), conversationId: z.string().optional() }),
])

/**
 * `hold` stops whoever reaches the point until it is released, `throw` fails them, `delay` lets them wait
 * for `ms` milliseconds. A fault strikes `times` times and is then used up, after a restart too.
 */
export const faultBody = z.strictObject({
  conversationId: z.string(),
  point,
  mode: z.enum(['hold', 'throw', 'delay']),
  ms: z.int().min(0).max(60_000).default(0),
  times: z.int().positive().default(1),
})
export type Fault = Pick<z.output<typeof faultBody>, 'mode' | 'ms' | 'times'>

export const releaseBody = z.strictObject({ conversationId: z.string(), point })

/** Words, a tool call, or a named point that a fault can stop at, in the middle of a reply. */
const scriptedPart = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ tool: z.string(), input: z.record(z.string(), z.unknown()) }),
  z.strictObject({ point }),
])
export type ScriptedPart = z.output<typeof scriptedPart>

/** One list for each call of the model; after the last one the usual model answers again. */
export const scriptBody = z.strictObject({ turns: z.array(z.array(scriptedPart)).max(100) })

export const fillBody = z.strictObject({ messages: z.int().positive().max(10_000) })

/** Requests that a desk has heard of, numbered from `from` on. */
export const busyBody = z.strictObject({
  from: z.int().min(0),
  count: z.int().min(1).max(1_000),
})
