import type { UIMessage } from 'ai'
import { type Excerpt, messageMetadata } from '../../domain/protocol.ts'
import type { RequestRecord } from '../approvals/record.ts'
import { textOf } from './transcript.ts'

const BEFORE = 4
const AFTER = 2
const MAX_CHARACTERS = 1_000

/** Of a transcript's ids, oldest first, those that the excerpt shows: however long ago it was asked. */
export function aroundOf(record: RequestRecord, ids: readonly string[]): readonly string[] {
  const asked = ids.indexOf(record.askedIn)
  return asked < 0 ? [] : ids.slice(Math.max(0, asked - BEFORE), asked + AFTER)
}

/**
 * What a reviewer may read: the words that led to the request and a few neighbours. The server
 * selects; tool inputs, results and everything older stay with the owner.
 */
export function excerptFor(record: RequestRecord, around: readonly UIMessage[]): Excerpt {
  const items = around.flatMap((message) => {
    const text = textOf(message)
    if (!text) return []
    const { at } = messageMetadata.catch({}).parse(message.metadata ?? {})
    const from =
      message.role === 'user'
        ? record.requester.name
        : message.role === 'assistant'
          ? 'Assistant'
          : 'Event'
    const shown = text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text
    return [{ id: message.id, from, text: shown, ...(at !== undefined && { at }) }]
  })
  return { items }
}
