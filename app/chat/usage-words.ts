import type { Usage } from '../../domain/usage.ts'

const whole = new Intl.NumberFormat('en-US')
const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })

const counted = (count: number, one: string): string =>
  `${whole.format(count)} ${count === 1 ? one : one.replace(/y$/, 'ie')}${count === 1 ? '' : 's'}`

/** Cents with fractions as people read them. */
function costInWords(cost: Usage['cost']): string {
  if (cost === null) return 'cost not known'
  if (cost.amount > 0 && cost.amount < 0.5) return 'less than $0.01'
  return dollars.format(cost.amount / 100)
}

/** `12 replies · 18,400 tokens · $0.03`; null before the first reply of a language model. */
export function usageInWords({ replies, inputTokens, outputTokens, cost }: Usage): string | null {
  if (replies === 0) return null
  const tokens = counted(inputTokens + outputTokens, 'token')
  return [counted(replies, 'reply'), tokens, costInWords(cost)].join(' · ')
}
