import { z } from 'zod'
import { conversation, type Conversation } from '../../domain/protocol.ts'
import { get, post, send } from './api.ts'
import { createStore, useStore } from './store.ts'

const page = z.object({ items: z.array(conversation), nextCursor: z.string().nullable() })
const created = z.object({ id: z.string() })

type Directory = { items: Conversation[]; nextCursor: string | null; loaded: boolean }
const directory = createStore<Directory>({ items: [], nextCursor: null, loaded: false })

/** The person's conversations, newest first, as far as they are loaded. */
export const useConversations = (): Directory => useStore(directory)

let asked = 0

/** Reads the newest page again; what was paged in below it stays. */
export async function refreshConversations(): Promise<void> {
  const turn = ++asked
  const newest = await get('/api/conversations', page)
  // An answer that a later question has overtaken may be older than what is shown.
  if (turn !== asked) return
  directory.set((now) => {
    const ids = new Set(newest.items.map(({ id }) => id))
    const older = now.loaded && newest.nextCursor ? now.items.filter(({ id }) => !ids.has(id)) : []
    return {
      items: [...newest.items, ...older],
      nextCursor: older.length > 0 ? now.nextCursor : newest.nextCursor,
      loaded: true,
    }
  })
}

/** Reads the page below what is loaded. */
export async function moreConversations(): Promise<void> {
  const { nextCursor } = directory.get()
  if (!nextCursor) return
  const older = await get(`/api/conversations?cursor=${encodeURIComponent(nextCursor)}`, page)
  directory.set((now) => ({
    ...now,
    items: [...now.items, ...older.items],
    nextCursor: older.nextCursor,
  }))
}

/** Opens a new conversation and gives its id. */
export async function createConversation(): Promise<string> {
  const { id } = await post('/api/conversations', {}, created)
  return id
}

export async function renameConversation(id: string, title: string): Promise<void> {
  await send('PATCH', `/api/conversations/${id}`, { title })
  directory.set((now) => ({
    ...now,
    items: now.items.map((item) => (item.id === id ? { ...item, title } : item)),
  }))
}

/** Erases a conversation; refused (409) while an outcome in it is being checked. */
export async function deleteConversation(id: string): Promise<void> {
  await send('DELETE', `/api/conversations/${id}`)
  directory.set((now) => ({ ...now, items: now.items.filter((item) => item.id !== id) }))
}
