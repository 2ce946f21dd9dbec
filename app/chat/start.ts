import { createConversation } from '../lib/conversations.ts'
import { enqueue } from './outbox.ts'

/** Opens a conversation that begins with these words; gives its id. Throws an ApiError. */
export async function startConversation(text: string): Promise<string> {
  const id = await createConversation()
  enqueue(id, text)
  return id
}
