import type { LanguageModelV4Middleware, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { ModelProblem } from './model-problem.ts'

/** What is made of one part of a reply. */
export type Change = (part: LanguageModelV4StreamPart) => LanguageModelV4StreamPart

/**
 * Ends a reply whose provider has said nothing for so many milliseconds; else the turn would stay open
 * until somebody presses Stop. The AI SDK's own timeouts begin with the answer's first part, and a
 * provider that hangs before that would never meet them. Whoever has parts to change gives `changes`,
 * asked anew for each stream: every stage of its own would cost each part a stream more.
 */
export const noLongSilence = (
  ms: number,
  changes: () => Change = () => (part) => part,
): LanguageModelV4Middleware => ({
  specificationVersion: 'v4',
  async wrapStream({ model, params }) {
    const hangUp = new AbortController()
    const { abortSignal } = params
    const signals = abortSignal ? [abortSignal, hangUp.signal] : [hangUp.signal]
    const patience = new Patience(ms, () => hangUp.abort())

    const { stream, ...result } = await patience.heard(
      model.doStream({ ...params, abortSignal: AbortSignal.any(signals) }),
    )
    const reader = stream.getReader()
    const change = changes()
    const watched = new ReadableStream<LanguageModelV4StreamPart>({
      async pull(controller) {
        try {
          const { value, done } = await patience.heard(reader.read())
          if (!done) return controller.enqueue(change(value))
          patience.end()
          controller.close()
        } catch (error) {
          patience.end()
          if (!(error instanceof ModelProblem)) throw error
          controller.enqueue({ type: 'error', error })
          controller.close()
        }
      },
      cancel(reason) {
        patience.end()
        return reader.cancel(reason)
      },
    })
    return { ...result, stream: watched }
  },
})

/** Waits for one thing at a time, and gives up after so many milliseconds. One timer serves all waits. */
class Patience {
  readonly #ms: number
  readonly #giveUp: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #waiting: { since: number; fail: (error: ModelProblem) => void } | null = null

  constructor(ms: number, giveUp: () => void) {
    this.#ms = ms
    this.#giveUp = giveUp
  }

  async heard<T>(work: PromiseLike<T>): Promise<T> {
    const silent = Promise.withResolvers<never>()
    this.#waiting = { since: Date.now(), fail: silent.reject }
    this.#timer ??= setTimeout(() => this.#look(), this.#ms)
    try {
      return await Promise.race([work, silent.promise])
    } finally {
      this.#waiting = null
    }
  }

  #look(): void {
    this.#timer = undefined
    // Nobody waits; the next wait starts the timer anew.
    if (!this.#waiting) return
    const left = this.#waiting.since + this.#ms - Date.now()
    if (left > 0) {
      this.#timer = setTimeout(() => this.#look(), left)
      return
    }
    this.#waiting.fail(new ModelProblem('silent'))
    this.#giveUp()
  }

  end(): void {
    clearTimeout(this.#timer)
  }
}
