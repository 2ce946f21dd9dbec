import { canRegenerate } from './parts.ts'
import type { Message } from './use-transcript.ts'

/** Why there is no whole reply, for people, and whether another try can replace what there is of it. */
export type Failure = { sentence: string; canRetry: boolean }

const UNTOLD = 'The reply could not be finished; your message is kept.'
const UNANSWERED = 'Your message has no reply yet.'

/** The server's sentence of the error; others are a browser's, which say nothing to people. */
const sentenceOf = (error: Error | undefined): string =>
  error && /\s.*\.$/s.test(error.message) ? error.message : UNTOLD

/** What a failed reply looks like. One that led to a request stays, so there is nothing to try again. */
export const failureOf = (error: Error | undefined, last: Message | undefined): Failure => ({
  sentence: sentenceOf(error),
  canRetry: last?.role !== 'assistant' || canRegenerate(last),
})

/** A message that was left without a reply, as after a reload of the page. */
export const unanswered = (last: Message | undefined): Failure | null =>
  last?.role === 'user' ? { sentence: UNANSWERED, canRetry: true } : null
