import { WORKSPACE } from '../env.ts'
import { type Once, once } from './once.ts'

/** An approved expense, to be paid out with the payroll. Minor units, milliseconds. */
export type Expense = {
  /** Names this expense for ever; booking it again changes nothing. */
  key: string
  person: string
  name: string
  amount: number
  purpose: string
  at: number
}

const columns = 'key, person_id AS person, person_name AS name, amount, purpose, at'

/** The expense with this key, or null when there is no trace of it. */
export const findExpense = (db: D1Database, key: string): Promise<Expense | null> =>
  db
    .prepare(`SELECT ${columns} FROM expense WHERE workspace = ? AND key = ?`)
    .bind(WORKSPACE, key)
    .first<Expense>()

/**
 * Books an approved expense: one insert with its audit fact. Safe to repeat with the same key. Throws
 * when the database did not say what happened.
 */
export function bookExpense(db: D1Database, expense: Expense): Promise<Once<Expense, never>> {
  const { key, person, name, amount, purpose, at } = expense
  return once({
    insert: () =>
      db
        .prepare(
          `INSERT INTO expense
             (key, workspace, person_id, person_name, amount, currency, purpose, at)
           VALUES (?, ?, ?, ?, ?, 'USD', ?, ?) RETURNING ${columns}`,
        )
        .bind(key, WORKSPACE, person, name, amount, purpose, at)
        .first<Expense>(),
    find: () => findExpense(db, key),
    isSame: (earlier) =>
      earlier.person === person && earlier.amount === amount && earlier.purpose === purpose,
    reasons: [],
  })
}
