import { expect, it } from 'vitest'
import { pricesFor } from './prices.ts'

const priceOf = (model: string, env: Parameters<typeof pricesFor>[0] = {}) => {
  const prices = pricesFor(env)
  return 'problem' in prices ? prices.problem : prices.of(model)
}

it('knows what OpenAI lists, under dated names too', () => {
  expect(priceOf('gpt-5.4-mini')).toEqual({ input: 0.75, cached: 0.075, output: 4.5 })
  expect(priceOf('gpt-5.4-mini-2026-03-17')).toEqual(priceOf('gpt-5.4-mini'))
})

it('knows nothing of other models, and of no model at another address', () => {
  expect(priceOf('qwen3')).toBeNull()
  expect(priceOf('toString')).toBeNull()
  expect(priceOf('gpt-5.4', { OPENAI_BASE_URL: 'http://localhost:11434/v1' })).toBeNull()
})

it('takes what the settings say before anything else', () => {
  const OPENAI_PRICES = '{"qwen3":{"input":0.1,"output":0.4},"gpt-5.4":{"input":1,"output":2}}'
  expect(priceOf('qwen3', { OPENAI_PRICES })).toEqual({ input: 0.1, output: 0.4 })
  expect(priceOf('gpt-5.4', { OPENAI_PRICES })).toEqual({ input: 1, output: 2 })
})

it.each(['{', '[]', '{"qwen3":{"input":"1"}}', '{"qwen3":{"input":-1,"output":1}}'])(
  'says what is wrong with %s',
  (OPENAI_PRICES) => expect(priceOf('qwen3', { OPENAI_PRICES })).toMatch(/^OPENAI_PRICES must be/),
)
