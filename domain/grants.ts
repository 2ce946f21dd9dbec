import { z } from 'zod'
import { condition } from './condition.ts'
import { hasRole, person, type Person } from './roles.ts'

/** "Don't ask again": a person's standing yes to calls of one member, within limits. */
export const grant = z.object({
  id: z.string(),
  /** Whose calls it allows. */
  subject: person,
  /** Who gave it; it is worth no more than their own yes. */
  by: person,
  tool: z.string(),
  when: z.array(condition),
  /** Minor units in all. */
  spendCap: z.int().positive().optional(),
  uses: z.int().positive(),
  endsAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
  /** The request on whose card it was given. */
  requestId: z.string(),
  revokedAt: z.iso.datetime().optional(),
  revokedBy: person.optional(),
})
export type Grant = z.infer<typeof grant>

/** A grant and what is left of it: reserved counts as used. Minor units. */
export const meteredGrant = grant.extend({ used: z.int(), spent: z.int() })
export type MeteredGrant = z.infer<typeof meteredGrant>

/** What a person sends from a card. */
export const grantBody = z.strictObject({
  requestId: z.string().max(120),
  uses: z.int().min(1).max(100),
  spendCap: z.int().positive().max(1_000_000_00).optional(),
  endsAt: z.iso.datetime({ offset: true }),
})
export type GrantBody = Omit<z.infer<typeof grantBody>, 'requestId'>

/** Whether it still counts for anything, at a time in milliseconds. */
export const isLive = ({ revokedAt, endsAt, used, uses }: MeteredGrant, now: number): boolean =>
  revokedAt === undefined && now < Date.parse(endsAt) && used < uses

/** Whoever gave it or holds it may end it, and any manager. */
export const mayRevoke = ({ by, subject }: Grant, who: Person): boolean =>
  who.id === by.id || who.id === subject.id || hasRole(who.role, 'manager')
