import { z } from 'zod'
import { role, type Role } from '../../domain/roles.ts'
import { WORKSPACE } from '../env.ts'
import { type Once, once } from './once.ts'

const account = z.object({ id: z.string(), name: z.string(), email: z.string(), role })
/** A person with the role that they have at this moment. */
export type Account = z.infer<typeof account>

/** Everybody with an account, by name. */
export async function accounts(db: D1Database): Promise<Account[]> {
  const { results } = await db
    .prepare('SELECT id, name, email, role FROM "user" ORDER BY name')
    .all()
  return z.array(account).parse(results)
}

/**
 * Who is meant by an account's name, an e-mail address or a name as it is displayed, in this order; more
 * than one when people share a name.
 */
export async function accountsCalled(db: D1Database, text: string): Promise<Account[]> {
  const wanted = text.trim().toLowerCase()
  const all = await accounts(db)
  const called = (of: (one: Account) => string) =>
    all.filter((one) => of(one).toLowerCase() === wanted)
  const [exact] = [...called(({ id }) => id), ...called(({ email }) => email)]
  return exact ? [exact] : called(({ name }) => name)
}

/** Whether nobody else is an admin. */
export const isLastAdmin = async (db: D1Database, { id, role }: Account): Promise<boolean> =>
  role === 'admin' &&
  (await db.prepare(`SELECT 1 FROM "user" WHERE role = 'admin' AND id <> ?`).bind(id).first()) ===
    null

/** A change of a person's role. `from` is the role that people saw; `at` in milliseconds. */
export type AccessChange = {
  /** Names this change for ever; making it again changes nothing. */
  key: string
  person: string
  name: string
  from: Role
  to: Role
  askedBy: string
  at: number
}

const reasons = ['role_changed', 'last_admin', 'person_unknown'] as const
/** Why the database refused a change; the names are those of its triggers. */
export type AccessRefusal = (typeof reasons)[number] | 'key_conflict'

const columns = `key, person_id AS person, person_name AS name, from_role AS "from",
  to_role AS "to", asked_by AS askedBy, at`

/** The change with this key, or null when there is no trace of it. */
export const findAccessChange = (db: D1Database, key: string): Promise<AccessChange | null> =>
  db
    .prepare(`SELECT ${columns} FROM access_change WHERE workspace = ? AND key = ?`)
    .bind(WORKSPACE, key)
    .first<AccessChange>()

/**
 * Gives a person another role if they still have the one that people saw: one insert, whose triggers
 * compare, change and write the audit fact. Safe to repeat with the same key. Throws when the database
 * did not say what happened.
 */
export function recordAccessChange(
  db: D1Database,
  change: AccessChange,
): Promise<Once<AccessChange, (typeof reasons)[number]>> {
  const { key, person, name, from, to, askedBy, at } = change
  return once({
    insert: () =>
      db
        .prepare(
          `INSERT INTO access_change
             (key, workspace, person_id, person_name, from_role, to_role, asked_by, at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING ${columns}`,
        )
        .bind(key, WORKSPACE, person, name, from, to, askedBy, at)
        .first<AccessChange>(),
    find: () => findAccessChange(db, key),
    isSame: (earlier) => earlier.person === person && earlier.from === from && earlier.to === to,
    reasons,
  })
}
