import { APICallError, type LanguageModelV4Middleware } from '@ai-sdk/provider'
import { ModelProblem } from './model-problem.ts'
import { isQuotaUsedUp, retryAfter } from './provider-problem.ts'

/** Longer than this nobody waits before a silent screen; they are told, and press Retry. */
const LONGEST_PAUSE_MS = 5_000

/**
 * The AI SDK tries a failed call again by itself. Where that cannot help, or only after a wait that
 * people should be told of, the error is marked as final. An address at which nobody answers fails in
 * the runtime's own words, which differ between Node and workerd, so it gets a name here.
 */
export const noVainRetries: LanguageModelV4Middleware = {
  specificationVersion: 'v4',
  async wrapStream({ doStream, params }) {
    try {
      return await doStream()
    } catch (error) {
      if (params.abortSignal?.aborted) throw error
      if (!APICallError.isInstance(error)) throw new ModelProblem('unreachable', error)
      const pause = retryAfter(error)
      const isVain = isQuotaUsedUp(error) || (pause !== undefined && pause > LONGEST_PAUSE_MS)
      throw isVain && error.isRetryable ? final(error) : error
    }
  },
}

const final = (error: APICallError): APICallError =>
  new APICallError({
    message: error.message,
    url: error.url,
    requestBodyValues: {},
    cause: error.cause,
    isRetryable: false,
    ...(error.statusCode !== undefined && { statusCode: error.statusCode }),
    ...(error.responseHeaders && { responseHeaders: error.responseHeaders }),
    ...(error.responseBody !== undefined && { responseBody: error.responseBody }),
    ...(error.data !== undefined && { data: error.data }),
  })
