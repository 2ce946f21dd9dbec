import { APICallError } from '@ai-sdk/provider'
import { RetryError } from 'ai'
import { describe, expect, it } from 'vitest'
import { ModelProblem } from './model-problem.ts'
import { providerProblem } from './provider-problem.ts'
import { noVainRetries } from './vain-retries.ts'

const failed = (
  statusCode: number | undefined,
  message = '',
  responseHeaders: Record<string, string> = {},
): APICallError =>
  new APICallError({
    message: `${message} sk-secret`,
    url: 'https://api.openai.com/v1/responses',
    requestBodyValues: {},
    responseHeaders,
    ...(statusCode !== undefined && { statusCode }),
  })

describe('what people are told', () => {
  it.each([
    [failed(401), /refused the key/],
    [failed(403), /may not use this model/],
    [failed(404), /does not know this model/],
    [failed(429, 'insufficient_quota'), /quota .* is used up/],
    [failed(429, 'Slow down.', { 'retry-after': '20' }), /try again in 20 seconds/],
    [failed(429, 'Slow down.', { 'retry-after-ms': '900' }), /try again in a second/],
    [failed(429, 'Slow down.', { 'retry-after': '3600' }), /try again in 60 minutes/],
    [failed(429), /try again in a minute/],
    [failed(503), /had a fault/],
    [failed(undefined), /cannot be reached/],
    [failed(400, "This model's maximum context length is 8192 tokens."), /longer than the model/],
    [failed(500, 'exceeds the available context size'), /longer than the model/],
    [failed(400, 'content_filter'), /content filter/],
    [failed(400, 'does not support tools'), /OPENAI_MODEL takes tools/],
    [new ModelProblem('cut'), /connection .* broke/],
    [new ModelProblem('silent'), /said nothing/],
    [new ModelProblem('empty'), /empty reply/],
    [new RetryError({ message: '', reason: 'maxRetriesExceeded', errors: [failed(500)] }), /fault/],
    [new Error('sk-secret'), /could not finish/],
    ['sk-secret', /could not finish/],
  ])('%s', (error, told) => {
    const sentence = providerProblem(error)
    expect(sentence).toMatch(told)
    expect(sentence).toMatch(/^[A-Z].*\.$/)
    expect(sentence).not.toContain('sk-secret')
  })
})

describe('an error that waiting does not mend', () => {
  const isRetryable = async (error: unknown): Promise<unknown> => {
    const doStream = async () => {
      throw error
    }
    try {
      return await noVainRetries.wrapStream!({ doStream, params: {} } as never)
    } catch (thrown) {
      return APICallError.isInstance(thrown) ? thrown.isRetryable : thrown
    }
  }

  it.each([
    [failed(401), false],
    [failed(404), false],
    [failed(429, 'insufficient_quota'), false],
    [failed(429, '', { 'retry-after': '20' }), false],
    [failed(429, '', { 'retry-after': '1' }), true],
    [failed(500), true],
  ])('%s: tried again: %s', async (error, expected) => {
    expect(await isRetryable(error)).toBe(expected)
  })

  it('is nobody answering, in whatever words of the runtime', async () => {
    expect(await isRetryable(new Error('Network connection lost.'))).toMatchObject({
      failure: 'unreachable',
    })
  })
})
