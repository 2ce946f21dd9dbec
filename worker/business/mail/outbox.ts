import { WORKSPACE } from '../../env.ts'
import { type Once, once } from '../once.ts'

/** A message as people approved it. `at` is milliseconds since the epoch. */
export type Approved = {
  /** Names this message for ever; keeping it again changes nothing. */
  key: string
  person: string
  name: string
  to: string
  subject: string
  text: string
  at: number
}

/** A message as the outbox keeps it. */
export type Kept = Approved & {
  id: number
  /** `sending`: handed over, or about to be; what became of it is not known here. */
  status: 'queued' | 'sending' | 'sent' | 'failed'
  attempts: number
  sentAt: number | null
  provider: string | null
  messageId: string | null
  error: string | null
}

const columns = `id, key, person_id AS person, person_name AS name, recipient AS "to", subject,
  body AS text, status, attempts, sent_at AS sentAt, provider, message_id AS messageId, error, at`

const reasons = ['header_broken', 'recipient_malformed'] as const

/** The message with this key, or null when there is no trace of it. */
export const findMail = (db: D1Database, key: string): Promise<Kept | null> =>
  db
    .prepare(`SELECT ${columns} FROM mail_outbox WHERE workspace = ? AND key = ?`)
    .bind(WORKSPACE, key)
    .first<Kept>()

/** This person's message with this number, or null when there is none that is theirs. */
export const findOwnMail = (db: D1Database, person: string, id: number): Promise<Kept | null> =>
  db
    .prepare(`SELECT ${columns} FROM mail_outbox WHERE workspace = ? AND person_id = ? AND id = ?`)
    .bind(WORKSPACE, person, id)
    .first<Kept>()

/** Keeps a message, queued, with its audit fact. Throws when the database did not say what happened. */
export function keepMail(
  db: D1Database,
  { key, person, name, to, subject, text, at }: Approved,
): Promise<Once<Kept, (typeof reasons)[number]>> {
  return once({
    insert: () =>
      db
        .prepare(
          `INSERT INTO mail_outbox
             (key, workspace, person_id, person_name, recipient, subject, body, at, turned_at)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8) RETURNING ${columns}`,
        )
        .bind(key, WORKSPACE, person, name, to, subject, text, at)
        .first<Kept>(),
    find: () => findMail(db, key),
    isSame: (earlier) =>
      earlier.person === person &&
      earlier.to === to &&
      earlier.subject === subject &&
      earlier.text === text,
    reasons,
  })
}

/** Claims a queued message for one attempt; null when it is not queued any more. */
export const claimMail = (
  db: D1Database,
  key: string,
  provider: string,
  now: number,
): Promise<Kept | null> =>
  db
    .prepare(
      `UPDATE mail_outbox SET status = 'sending', attempts = attempts + 1, provider = ?2,
         error = NULL, next_at = NULL, turned_at = ?3
       WHERE key = ?1 AND status = 'queued' RETURNING ${columns}`,
    )
    .bind(key, provider, now)
    .first<Kept>()

/** What became of a claimed message. `nextAt` in milliseconds. */
export type Turn =
  | { status: 'sent'; messageId: string | null }
  | { status: 'failed'; error: string }
  | { status: 'queued'; error: string; nextAt: number }

/** Writes down what became of a claimed message; null when that is known already. */
export const turnMail = (
  db: D1Database,
  key: string,
  turn: Turn,
  now: number,
): Promise<Kept | null> =>
  db
    .prepare(
      `UPDATE mail_outbox SET status = ?2, message_id = ?3, error = ?4, next_at = ?5,
         sent_at = iif(?2 = 'sent', ?6, NULL), turned_at = ?6
       WHERE key = ?1 AND (status = 'sending' OR (status = 'queued' AND ?2 = 'failed'))
       RETURNING ${columns}`,
    )
    .bind(
      key,
      turn.status,
      turn.status === 'sent' ? turn.messageId : null,
      turn.status === 'sent' ? null : turn.error,
      turn.status === 'queued' ? turn.nextAt : null,
      now,
    )
    .first<Kept>()

/** Messages of one person, or of everybody, the newest first, before this number. */
export async function listMail(
  db: D1Database,
  { person, before, most }: { person: string | null; before: number; most: number },
): Promise<Kept[]> {
  // Two statements, so that one person's mail is found by its index.
  const whose = person === null ? '?2 IS NULL' : 'person_id = ?2'
  const { results } = await db
    .prepare(
      `SELECT ${columns} FROM mail_outbox WHERE workspace = ?1 AND ${whose} AND id < ?3
       ORDER BY id DESC LIMIT ?4`,
    )
    .bind(WORKSPACE, person, before, most)
    .all<Kept>()
  return results
}
