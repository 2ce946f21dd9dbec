import { z } from 'zod'

/** Text that reads as it is written: control and bidirectional characters could make it lie. */
export const plainText = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}\p{Cf}]*$/u, 'must not hold control or invisible characters.')

const fact = plainText(80)
const scalar = z.union([z.number(), plainText(200), z.boolean()])

/**
 * A comparison on one fact of the call: a field of its arguments, or `rollingAmount`, the minor units
 * that the requester has open or has spent in the last 24 hours, this call included. Texts are compared
 * exactly: tools spell their arguments in one way.
 */
export const condition = z.discriminatedUnion('op', [
  z.strictObject({ fact, op: z.enum(['lte', 'lt', 'gte', 'gt']), value: z.number() }),
  z.strictObject({ fact, op: z.enum(['eq', 'neq']), value: scalar }),
  z.strictObject({ fact, op: z.literal('in'), value: z.array(scalar).min(1).max(100) }),
  z.strictObject({ fact, op: z.enum(['starts_with', 'ends_with']), value: plainText(200) }),
])
export type Condition = z.infer<typeof condition>

/** What a call says of itself: its arguments, and what the desk knows of the requester's spending. */
export type Facts = Readonly<Record<string, unknown>>

function compares(op: 'lte' | 'lt' | 'gte' | 'gt', actual: number, value: number): boolean {
  switch (op) {
    case 'lte':
      return actual <= value
    case 'lt':
      return actual < value
    case 'gte':
      return actual >= value
    case 'gt':
      return actual > value
  }
}

const isScalar = (value: unknown): value is number | string | boolean =>
  ['number', 'string', 'boolean'].includes(typeof value)

/** Whether a condition holds. Of a fact that is missing, or of another type, nothing holds, `neq` neither. */
export function holds(test: Condition, facts: Facts): boolean {
  const actual = Object.hasOwn(facts, test.fact) ? facts[test.fact] : undefined
  if (!isScalar(actual)) return false
  switch (test.op) {
    case 'lte':
    case 'lt':
    case 'gte':
    case 'gt':
      return typeof actual === 'number' && compares(test.op, actual, test.value)
    case 'eq':
      return actual === test.value
    case 'neq':
      return actual !== test.value
    case 'in':
      return test.value.includes(actual)
    case 'starts_with':
      return typeof actual === 'string' && actual.startsWith(test.value)
    case 'ends_with':
      return typeof actual === 'string' && actual.endsWith(test.value)
  }
}

const upper = ({ op }: Condition): boolean => op === 'lte' || op === 'lt'
const lower = ({ op }: Condition): boolean => op === 'gte' || op === 'gt'

/** Whether `wider` surely holds wherever `narrower` does: equal, or a looser bound on the same fact. */
export function follows(narrower: Condition, wider: Condition): boolean {
  if (narrower.fact !== wider.fact) return false
  const same = JSON.stringify(narrower.value) === JSON.stringify(wider.value)
  if (narrower.op === wider.op && same) return true
  if (narrower.op === 'eq') return holds(wider, { [narrower.fact]: narrower.value })
  const [inner, outer] = [narrower.value, wider.value]
  if (typeof inner !== 'number' || typeof outer !== 'number') return false
  // `x <= 5` says less than `x < 5`, so at the same bound it does not lead there.
  const reaches = wider.op === 'lte' || wider.op === 'gte' || narrower.op === wider.op
  if (upper(narrower) && upper(wider)) return reaches ? inner <= outer : inner < outer
  if (lower(narrower) && lower(wider)) return reaches ? inner >= outer : inner > outer
  return false
}
