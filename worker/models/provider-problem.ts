import { APICallError } from '@ai-sdk/provider'
import { RetryError, StreamProviderError } from 'ai'
import { ModelProblem, type ModelFailure } from './model-problem.ts'

const failures: Record<ModelFailure, string> = {
  unreachable:
    'The model provider cannot be reached. Nothing was lost; check that it runs and OPENAI_BASE_URL, then try again.',
  cut: 'The connection to the model provider broke. Nothing was lost; try again.',
  silent: 'The model provider has said nothing for a while. Nothing was lost; try again.',
  empty: 'The model gave an empty reply. Nothing was lost; try again, or say it in other words.',
  filtered:
    'The model provider’s content filter stopped this reply. Nothing was lost; say it in other words.',
  tooLong:
    'This is longer than the model can hold. Nothing was lost; start a new conversation, or send less text.',
}

const FAULT = 'The model provider had a fault. Nothing was lost; try again.'
const UNKNOWN = 'The assistant could not finish its reply. Nothing was lost; try again.'

/** What went wrong, as far as an error tells; the provider's own words are only searched. */
type Told = { status: number | undefined; words: string; pause: number | undefined }

/** How long the provider asks to be left alone, in milliseconds. */
export function retryAfter(error: APICallError): number | undefined {
  const headers = error.responseHeaders ?? {}
  const [ms, seconds] = [headers['retry-after-ms'], headers['retry-after']].map(Number)
  if (ms !== undefined && Number.isFinite(ms)) return ms
  return seconds !== undefined && Number.isFinite(seconds) ? seconds * 1_000 : undefined
}

const wordsOf = ({ message, responseBody, data }: APICallError): string =>
  `${message} ${responseBody ?? ''} ${JSON.stringify(data ?? '')}`

const saysUsedUp = (words: string): boolean => /insufficient_quota|billing_hard_limit/.test(words)

/** Whether no waiting helps, because the account has nothing left to spend. */
export const isQuotaUsedUp = (error: APICallError): boolean => saysUsedUp(wordsOf(error))

/** OpenAI, Azure, llama.cpp, Ollama and LM Studio each have words of their own for it. */
const saysTooLong = (words: string): boolean =>
  /context[_ ](?:length|window|size)|maximum context|too many tokens|prompt is too long/i.test(
    words,
  )

const inWords = (ms: number): string => {
  const seconds = Math.ceil(ms / 1_000)
  if (seconds <= 1) return 'a second'
  return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
}

function sentence({ status, words, pause }: Told): string {
  if (status === 429 || saysUsedUp(words)) {
    return saysUsedUp(words)
      ? 'The quota with the model provider is used up; it needs more credit before the assistant can answer.'
      : `The model provider is busy; try again in ${pause === undefined ? 'a minute' : inWords(pause)}.`
  }
  if (saysTooLong(words)) return failures.tooLong
  if (/content_filter|content_policy/.test(words)) return failures.filtered
  switch (status) {
    case 401:
      return 'The model provider refused the key; check OPENAI_API_KEY.'
    case 403:
      return 'The key may not use this model; check OPENAI_API_KEY and OPENAI_MODEL.'
    case 404:
      return 'The model provider does not know this model or address; check OPENAI_MODEL and OPENAI_BASE_URL.'
    case 400:
    case 413:
    case 422:
      return 'The model provider did not accept the request; check that OPENAI_MODEL takes tools and that OPENAI_API fits.'
    case undefined:
      return failures.unreachable
    case 200:
      return failures.cut
    default:
      return FAULT
  }
}

/**
 * What a person is told when a model did not answer: one sentence with a way on, and nothing of the
 * provider's own text, which may hold parts of a key or of the conversation.
 */
export function providerProblem(error: unknown): string {
  const cause = RetryError.isInstance(error) ? error.lastError : error
  if (cause instanceof ModelProblem) return failures[cause.failure]
  if (APICallError.isInstance(cause)) {
    return sentence({ status: cause.statusCode, words: wordsOf(cause), pause: retryAfter(cause) })
  }
  if (StreamProviderError.isInstance(cause)) {
    const words = `${cause.message} ${cause.code ?? ''} ${cause.type ?? ''}`
    return sentence({ status: cause.statusCode ?? 500, words, pause: undefined })
  }
  return UNKNOWN
}
