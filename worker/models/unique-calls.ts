import type { Change } from './silence.ts'

/**
 * Gives a call a new id when the conversation knows the provider's already: some providers count from
 * one in every reply or give all calls of a reply the same id, and a request is found by the id of its
 * call. One reply has several steps, each a stream of its own; the change of each begins anew.
 */
export function uniqueCalls(
  isKnown: (toolCallId: string) => boolean,
  freshId: () => string,
): () => Change {
  // What this reply has used already is not part of the conversation yet.
  const given = new Set<string>()
  return () => {
    const renamed = new Map<string, string>()
    const complete = new Set<string>()
    const nameOf = (id: string): string => {
      // The call of this name is over, so this is the beginning of another.
      if (complete.delete(id)) renamed.delete(id)
      const name = renamed.get(id) ?? (id === '' || given.has(id) || isKnown(id) ? freshId() : id)
      renamed.set(id, name)
      given.add(name)
      return name
    }
    return (part) => {
      switch (part.type) {
        case 'tool-input-start':
        case 'tool-input-delta':
        case 'tool-input-end':
          return { ...part, id: nameOf(part.id) }
        case 'tool-call': {
          const toolCallId = nameOf(part.toolCallId)
          complete.add(part.toolCallId)
          return { ...part, toolCallId }
        }
        default:
          return part
      }
    }
  }
}
