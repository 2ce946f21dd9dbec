import type { LanguageModelV4Middleware, LanguageModelV4StreamPart } from '@ai-sdk/provider'

/**
 * Gives a call a new id when the conversation knows the provider's already: some providers count from
 * one in every reply or give all calls of a reply the same id, and a request is found by the id of its
 * call.
 */
export function uniqueCalls(
  isKnown: (toolCallId: string) => boolean,
  freshId: () => string,
): LanguageModelV4Middleware {
  // One reply has several steps, each a stream of its own, and is not part of the conversation yet.
  const given = new Set<string>()
  return {
    specificationVersion: 'v4',
    async wrapStream({ doStream }) {
      const { stream, ...rest } = await doStream()
      const renamed = new Map<string, string>()
      const complete = new Set<string>()
      const names: Names = {
        of(id) {
          // The call of this name is over, so this is the beginning of another.
          if (complete.delete(id)) renamed.delete(id)
          const name =
            renamed.get(id) ?? (id === '' || given.has(id) || isKnown(id) ? freshId() : id)
          renamed.set(id, name)
          given.add(name)
          return name
        },
        complete: (id) => void complete.add(id),
      }
      return { ...rest, stream: stream.pipeThrough(renaming(names)) }
    },
  }
}

type Names = { of(id: string): string; complete(id: string): void }

const renaming = (names: Names) =>
  new TransformStream<LanguageModelV4StreamPart, LanguageModelV4StreamPart>({
    transform(part, controller) {
      switch (part.type) {
        case 'tool-input-start':
        case 'tool-input-delta':
        case 'tool-input-end':
          controller.enqueue({ ...part, id: names.of(part.id) })
          return
        case 'tool-call':
          controller.enqueue({ ...part, toolCallId: names.of(part.toolCallId) })
          names.complete(part.toolCallId)
          return
        default:
          controller.enqueue(part)
      }
    },
  })
