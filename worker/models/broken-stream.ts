import type { LanguageModelV4Middleware, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { ModelProblem } from './model-problem.ts'

/**
 * A connection that breaks in the middle of a reply fails the provider's stream, and the AI SDK then
 * fails the stream of the chat without telling it why. As an error part it is told like any other
 * error, and what was said before stays. Stop keeps the SDK's own way.
 */
export const brokenStreamAsError: LanguageModelV4Middleware = {
  specificationVersion: 'v4',
  async wrapStream({ doStream, params }) {
    const { stream, ...result } = await doStream()
    const reader = stream.getReader()
    const told = new ReadableStream<LanguageModelV4StreamPart>({
      async pull(controller) {
        try {
          const { value, done } = await reader.read()
          if (done) controller.close()
          else controller.enqueue(value)
        } catch (error) {
          if (params.abortSignal?.aborted) throw error
          controller.enqueue({ type: 'error', error: new ModelProblem('cut', error) })
          controller.close()
        }
      },
      cancel: (reason) => reader.cancel(reason),
    })
    return { ...result, stream: told }
  },
}
