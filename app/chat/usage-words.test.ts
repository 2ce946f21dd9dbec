import { expect, it } from 'vitest'
import type { Usage } from '../../domain/usage.ts'
import { usageInWords } from './usage-words.ts'

const used: Usage = {
  replies: 12,
  inputTokens: 18_000,
  cachedTokens: 9_000,
  outputTokens: 400,
  reasoningTokens: 100,
  cost: { amount: 3.2, currency: 'USD' },
  byModel: [],
  model: { id: 'gpt-5.4-mini', label: 'OpenAI gpt-5.4-mini', rulesOnly: false },
}

it('says replies, tokens and cost', () => {
  expect(usageInWords(used)).toBe('12 replies · 18,400 tokens · $0.03')
  const one = { ...used, replies: 1, inputTokens: 1, outputTokens: 0 }
  expect(usageInWords(one)).toBe('1 reply · 1 token · $0.03')
})

it('says when the cost is tiny, nothing or not known', () => {
  const withCost = (cost: Usage['cost']) => usageInWords({ ...used, cost })
  expect(withCost({ amount: 0.141, currency: 'USD' })).toMatch(/ · less than \$0\.01$/)
  expect(withCost({ amount: 0, currency: 'USD' })).toMatch(/ · \$0\.00$/)
  expect(withCost(null)).toMatch(/ · cost not known$/)
})

it('says nothing before a language model has replied', () => {
  expect(usageInWords({ ...used, replies: 0 })).toBeNull()
})
