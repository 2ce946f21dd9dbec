import { APICallError } from '@ai-sdk/provider'
import { RetryError } from 'ai'

/**
 * What a person is told when a model did not answer: one sentence with a way on, and nothing of the
 * provider's own text, which may hold parts of a key.
 */
export function providerProblem(error: unknown): string {
  const cause = RetryError.isInstance(error) ? error.lastError : error
  if (!APICallError.isInstance(cause)) {
    return 'The assistant could not finish its reply. Nothing was lost; try again.'
  }
  const { statusCode, data } = cause
  switch (statusCode) {
    case 401:
    case 403:
      return 'The model provider refused the key; check OPENAI_API_KEY.'
    case 404:
      return 'The model provider does not know this model or address; check OPENAI_MODEL and OPENAI_BASE_URL.'
    case 429:
      return JSON.stringify(data ?? '').includes('insufficient_quota')
        ? 'The quota with the model provider is used up; it needs more credit before the assistant can answer.'
        : 'The model provider is busy; try again in a minute.'
    case undefined:
    case 200:
      return 'The connection to the model provider broke. Nothing was lost; try again.'
    default:
      return 'The model provider had a fault. Nothing was lost; try again.'
  }
}
