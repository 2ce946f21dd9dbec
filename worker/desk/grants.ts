import { type Grant, grant, type MeteredGrant } from '../../domain/grants.ts'
import { type Person, person } from '../../domain/roles.ts'
import type { Reservations } from './reservations.ts'

/**
 * The grants of the workspace: given once, perhaps revoked once, never changed. What is used of them
 * stands with the reservations of the requests that use them.
 */
export class Grants {
  readonly #sql: SqlStorage
  readonly #reservations: Reservations

  constructor(sql: SqlStorage, reservations: Reservations) {
    this.#sql = sql
    this.#reservations = reservations
  }

  give(given: Grant): void {
    this.#sql.exec(
      `INSERT INTO grant_given (id, subject_id, giver_id, tool, created_at, ends_at, body)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      given.id,
      given.subject.id,
      given.by.id,
      given.tool,
      Date.parse(given.createdAt),
      Date.parse(given.endsAt),
      JSON.stringify(given),
    )
  }

  revoke(id: string, by: Person, at: number): void {
    this.#sql.exec(
      'INSERT INTO grant_revoked (grant_id, by, at) VALUES (?, ?, ?)',
      id,
      JSON.stringify(by),
      at,
    )
  }

  find(id: string): Grant | null {
    return this.#read('id = ?', id)[0] ?? null
  }

  /** What might stand in for an answer to this person's call of this tool. */
  open(subjectId: string, tool: string, now: number): Grant[] {
    return this.#read('subject_id = ? AND tool = ? AND ends_at > ?', subjectId, tool, now).filter(
      ({ revokedAt }) => revokedAt === undefined,
    )
  }

  /** What this person holds or gave, newest first. */
  of(personId: string): Grant[] {
    return this.#read('(subject_id = ?1 OR giver_id = ?1) ORDER BY created_at DESC, id', personId)
  }

  /** The grant with what is used of it, apart from what the requests of `except` hold. */
  metered(given: Grant, now: number, except: readonly string[] = []): MeteredGrant {
    return { ...given, ...this.#reservations.meter(given.id, now, except) }
  }

  #read(where: string, ...values: SqlStorageValue[]): Grant[] {
    return this.#sql
      .exec(
        `SELECT body, at AS revoked_at, by AS revoked_by
         FROM grant_given LEFT JOIN grant_revoked ON grant_id = id WHERE ${where}`,
        ...values,
      )
      .toArray()
      .map(grantFromRow)
  }
}

function grantFromRow(row: Record<string, SqlStorageValue>): Grant {
  const given = grant.parse(JSON.parse(String(row.body)))
  if (row.revoked_at === null) return given
  const revokedBy = person.parse(JSON.parse(String(row.revoked_by)))
  return { ...given, revokedAt: new Date(Number(row.revoked_at)).toISOString(), revokedBy }
}
