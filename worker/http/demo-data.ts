import { demoPeople, restoreDemoAccounts } from '../auth/demo-accounts.ts'
import { addConversation, newConversationId } from '../auth/directory.ts'
import { seedBusiness } from '../business/seed.ts'
import type { Env } from '../env.ts'
import { deskOf } from '../desk/stub.ts'
import { chatOf } from '../chat/stub.ts'

const READY = 'demo_ready'
const AT_ONCE = 20

/** What already waits for a reviewer on first start. */
const waiting = { owner: 'member2', title: 'Pay invoice INV-1006', invoice: 'INV-1006' }

/** Forgets the conversations of the demo accounts, deleted ones included, in small groups. */
async function wipeConversations(env: Env): Promise<void> {
  const owners = JSON.stringify(demoPeople.map(({ id }) => id))
  const { results } = await env.DB.prepare(
    `SELECT id FROM conversation WHERE owner_id IN (SELECT value FROM json_each(?))`,
  )
    .bind(owners)
    .all<{ id: string }>()
  for (let start = 0; start < results.length; start += AT_ONCE) {
    const group = results.slice(start, start + AT_ONCE).map(({ id }) => id)
    await Promise.all(group.map(async (id) => chatOf(env, id).wipe()))
    await env.DB.prepare(`DELETE FROM conversation WHERE id IN (SELECT value FROM json_each(?))`)
      .bind(JSON.stringify(group))
      .run()
  }
}

/** A request that waits. The directory row comes first, so that a crash leaves nothing unknown. */
async function seedWaiting(env: Env, now: number): Promise<void> {
  const owner = demoPeople.find(({ id }) => id === waiting.owner)
  if (!owner) throw new Error(`The demo has no account ${waiting.owner}.`)
  const id = newConversationId()
  await addConversation(env.DB, { id, ownerId: owner.id, title: waiting.title }, now)
  const chat = chatOf(env, id)
  await chat.open(owner, id)
  await chat.seedPayment(owner, waiting.invoice)
}

/**
 * Puts the demo back as it was on first start. It begins by forgetting, so that it can be repeated
 * after being killed at any point; the mark at its end says that it was done.
 */
async function restore(env: Env): Promise<void> {
  const now = Date.now()
  await env.DB.prepare(`DELETE FROM setting WHERE key = ?`).bind(READY).run()
  await wipeConversations(env)
  await restoreDemoAccounts(env.DB, now)
  await seedBusiness(env.DB, now)
  // After the business, whose facts then begin anew: what the desk read of the old ones goes too.
  const desk = deskOf(env)
  await desk.wipe()
  await seedWaiting(env, now)
  await env.DB.prepare(`INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)`)
    .bind(READY, new Date(now).toISOString())
    .run()
}

const isReady = async (env: Env): Promise<boolean> =>
  (await env.DB.prepare(`SELECT 1 FROM setting WHERE key = ?`).bind(READY).first()) !== null

/** The demo runs on one machine, in one isolate: one restoration after the other is enough. */
let queue: Promise<unknown> = Promise.resolve()
const ready = new WeakSet<D1Database>()

function enqueue(task: () => Promise<void>): Promise<void> {
  const result = queue.then(task)
  queue = result.catch(() => undefined)
  return result
}

/**
 * Sets the demo up unless it is; first requests that arrive together wait for the same set-up. What
 * this isolate once found is remembered; `look` asks the database all the same, which may have been
 * emptied under a running server.
 */
export async function ensureDemo(env: Env, look = false): Promise<void> {
  if (ready.has(env.DB) && !look) return
  await enqueue(async () => {
    if (!(await isReady(env))) await restore(env)
    ready.add(env.DB)
  })
}

/** Puts the demo data back as it was on first start; sessions stay. */
export const resetDemo = (env: Env): Promise<void> => enqueue(() => restore(env))
