import type { LanguageModelV4Middleware, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { ModelProblem } from './model-problem.ts'

/**
 * Ends a reply whose provider has said nothing for so many milliseconds; else the turn would stay open
 * until somebody presses Stop. The AI SDK's own timeouts begin with the answer's first part, and a
 * provider that hangs before that would never meet them.
 */
export const noLongSilence = (ms: number): LanguageModelV4Middleware => ({
  specificationVersion: 'v4',
  async wrapStream({ model, params }) {
    const hangUp = new AbortController()
    const { abortSignal } = params
    const signals = abortSignal ? [abortSignal, hangUp.signal] : [hangUp.signal]
    const heard = within(ms, () => hangUp.abort())

    const { stream, ...result } = await heard(
      model.doStream({ ...params, abortSignal: AbortSignal.any(signals) }),
    )
    const reader = stream.getReader()
    const watched = new ReadableStream<LanguageModelV4StreamPart>({
      async pull(controller) {
        try {
          const { value, done } = await heard(reader.read())
          if (done) controller.close()
          else controller.enqueue(value)
        } catch (error) {
          if (!(error instanceof ModelProblem)) throw error
          controller.enqueue({ type: 'error', error })
          controller.close()
        }
      },
      cancel: (reason) => reader.cancel(reason),
    })
    return { ...result, stream: watched }
  },
})

/** Waits for one thing at a time, and gives up after so many milliseconds. */
const within =
  (ms: number, giveUp: () => void) =>
  async <T>(work: PromiseLike<T>): Promise<T> => {
    const silent = Promise.withResolvers<never>()
    const timer = setTimeout(() => {
      silent.reject(new ModelProblem('silent'))
      giveUp()
    }, ms)
    try {
      return await Promise.race([work, silent.promise])
    } finally {
      clearTimeout(timer)
    }
  }
