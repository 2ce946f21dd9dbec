import type { Proposal } from './history.ts'

/** Cents, as they were asked for or as the title tells them. */
export const sumOf = ({ input, outcome }: Proposal): number => {
  const told = /\$[\d,]+\.\d\d/.exec(outcome.title)?.[0].replace(/[$,]/g, '')
  return typeof input.amount === 'number' ? input.amount : Math.round(Number(told ?? 0) * 100)
}

const smaller = /\b(?:small|cheap|low)(?:er|est)\b(?! (?:sum|amount|party))/
const bigger =
  /\b(?:big|larg|high|pric)(?:ger|gest|er|est|ier|iest)\b|\bmore expensive\b|\bdearer\b/

/** `The smaller one`, of several with a sum each. */
export function bySum(some: readonly Proposal[], plain: string): Proposal | undefined {
  const isSmall = smaller.test(plain)
  const last = some.at(-1)
  const alike = some.filter(({ tool }) => tool === last?.tool)
  if (isSmall === bigger.test(plain) || alike.length < 2) return undefined
  if (new Set(alike.map(sumOf)).size < alike.length || alike.some((one) => !(sumOf(one) > 0)))
    return undefined
  return alike.toSorted((one, other) => sumOf(one) - sumOf(other)).at(isSmall ? 0 : -1)
}
