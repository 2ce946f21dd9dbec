import { useCallback } from 'react'
import { createStore, useStore } from '../lib/store.ts'

const EMPTY: readonly string[] = []
const waiting = createStore<ReadonlyMap<string, readonly string[]>>(new Map())

/**
 * Messages that were sent by the person and not yet by the page: the first one of a conversation that
 * has only just been made, those written while its code loads or while a reply is being written.
 */
export const useOutbox = (conversationId: string): readonly string[] =>
  useStore(
    waiting,
    useCallback((all) => all.get(conversationId) ?? EMPTY, [conversationId]),
  )

export const enqueue = (conversationId: string, text: string): void =>
  waiting.set((all) =>
    new Map(all).set(conversationId, [...(all.get(conversationId) ?? EMPTY), text]),
  )

/** Takes the oldest one out; each is given once. */
export function dequeue(conversationId: string): string | undefined {
  const [text, ...rest] = waiting.get().get(conversationId) ?? EMPTY
  if (text !== undefined) waiting.set((all) => new Map(all).set(conversationId, rest))
  return text
}
