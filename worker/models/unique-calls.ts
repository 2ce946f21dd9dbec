import type { LanguageModelV4Middleware, LanguageModelV4StreamPart } from '@ai-sdk/provider'

/**
 * Gives a call a new id when the conversation knows the provider's already: some providers count from
 * one in every reply, and a request is found by the id of its call.
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
      const nameFor = (id: string): string => {
        const name = renamed.get(id) ?? (given.has(id) || isKnown(id) ? freshId() : id)
        renamed.set(id, name)
        given.add(name)
        return name
      }
      return { ...rest, stream: stream.pipeThrough(renaming(nameFor)) }
    },
  }
}

const renaming = (nameFor: (id: string) => string) =>
  new TransformStream<LanguageModelV4StreamPart, LanguageModelV4StreamPart>({
    transform(part, controller) {
      switch (part.type) {
        case 'tool-input-start':
        case 'tool-input-delta':
        case 'tool-input-end':
          controller.enqueue({ ...part, id: nameFor(part.id) })
          return
        case 'tool-call':
          controller.enqueue({ ...part, toolCallId: nameFor(part.toolCallId) })
          return
        default:
          controller.enqueue(part)
      }
    },
  })
