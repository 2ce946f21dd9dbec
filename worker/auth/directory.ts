import type { Conversation } from '../../domain/protocol.ts'
import { WORKSPACE } from '../env.ts'
import type { Page } from '../rpc.ts'

const PAGE = 50
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** What a conversation is called until its owner or its first message names it. */
export const UNTITLED = 'New conversation'

type Row = { id: string; title: string; updated_at: number }

const asConversation = (row: Row): Conversation => ({
  id: row.id,
  title: row.title || UNTITLED,
  updatedAt: new Date(row.updated_at).toISOString(),
})

/** 24 random letters and digits (124 bits), the form that request ids can carry. */
export function newConversationId(): string {
  const letters: string[] = []
  while (letters.length < 24) {
    for (const byte of crypto.getRandomValues(new Uint8Array(32))) {
      // 252 is the largest multiple of 36 in a byte; what lies above would favour some letters.
      if (byte < 252 && letters.length < 24) letters.push(ALPHABET.charAt(byte % ALPHABET.length))
    }
  }
  return letters.join('')
}

export async function addConversation(
  db: D1Database,
  conversation: { id: string; ownerId: string; title?: string },
  now: number,
): Promise<void> {
  await db
    .prepare(
      `INSERT INTO conversation (id, workspace, owner_id, title, created_at, updated_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?5)`,
    )
    .bind(conversation.id, WORKSPACE, conversation.ownerId, conversation.title ?? '', now)
    .run()
}

/** Whether this person owns this conversation, and it is not deleted. */
export async function owns(db: D1Database, ownerId: string, id: string): Promise<boolean> {
  const row = await db
    .prepare(
      `SELECT 1 FROM conversation
       WHERE id = ? AND workspace = ? AND owner_id = ? AND deleted_at IS NULL`,
    )
    .bind(id, WORKSPACE, ownerId)
    .first()
  return row !== null
}

/**
 * Ids that were found: what ever was stays, so each is looked up once an isolate. Only the demo's reset
 * forgets any, and their objects have forgotten everything too.
 */
const found = new WeakMap<D1Database, Set<string>>()
const REMEMBERED = 10_000

/** Whether there ever was such a conversation; the requests of a deleted one remain. */
export async function conversationExists(db: D1Database, id: string): Promise<boolean> {
  const known = found.get(db) ?? new Set()
  if (known.has(id)) return true
  const row = await db
    .prepare(`SELECT 1 FROM conversation WHERE id = ? AND workspace = ?`)
    .bind(id, WORKSPACE)
    .first()
  if (row === null) return false
  if (known.size >= REMEMBERED) known.clear()
  found.set(db, known.add(id))
  return true
}

/** A person's conversations, most recently used first, 50 a page. A foreign cursor starts anew. */
export async function listConversations(
  db: D1Database,
  ownerId: string,
  cursor?: string,
): Promise<Page<Conversation>> {
  const [, updatedAt = '', id = ''] = /^(\d{1,15})-([a-z0-9]{8,40})$/.exec(cursor ?? '') ?? []
  const { results } = await db
    .prepare(
      `SELECT id, title, updated_at FROM conversation
       WHERE workspace = ?1 AND owner_id = ?2 AND deleted_at IS NULL AND (updated_at, id) < (?3, ?4)
       ORDER BY updated_at DESC, id DESC LIMIT ?5`,
    )
    .bind(WORKSPACE, ownerId, updatedAt ? Number(updatedAt) : Number.MAX_SAFE_INTEGER, id, PAGE + 1)
    .all<Row>()
  const rows = results.slice(0, PAGE)
  const last = rows.at(-1)
  const nextCursor = results.length > PAGE && last ? `${last.updated_at}-${last.id}` : null
  return { items: rows.map(asConversation), nextCursor }
}

/** Gives it a title; null when this person owns no such conversation. */
export async function renameConversation(
  db: D1Database,
  ownerId: string,
  id: string,
  title: string,
): Promise<Conversation | null> {
  const row = await db
    .prepare(
      `UPDATE conversation SET title = ?
       WHERE id = ? AND workspace = ? AND owner_id = ? AND deleted_at IS NULL
       RETURNING id, title, updated_at`,
    )
    .bind(title, id, WORKSPACE, ownerId)
    .first<Row>()
  return row && asConversation(row)
}

/** Notes that a conversation was used just now, and names it if nobody has yet. */
export async function touchConversation(
  db: D1Database,
  id: string,
  use: { now: number; title?: string },
): Promise<void> {
  await db
    .prepare(
      `UPDATE conversation SET updated_at = ?, title = CASE WHEN title = '' THEN ? ELSE title END
       WHERE id = ? AND workspace = ?`,
    )
    .bind(use.now, use.title ?? '', id, WORKSPACE)
    .run()
}

/** Takes it off the owner's list for good. */
export async function removeConversation(db: D1Database, id: string, now: number): Promise<void> {
  await db
    .prepare(`UPDATE conversation SET deleted_at = ? WHERE id = ? AND workspace = ?`)
    .bind(now, id, WORKSPACE)
    .run()
}
