import { z } from 'zod'

const count = z.int().nonnegative()

/** US cents, with fractions, because a reply costs less than one; null where a price is not known. */
const cost = z.object({ amount: z.number().nonnegative(), currency: z.literal('USD') }).nullable()

const tokens = {
  replies: count,
  inputTokens: count,
  /** Part of the input that the provider had read before. */
  cachedTokens: count,
  outputTokens: count,
  /** Part of the output that nobody saw. */
  reasoningTokens: count,
  cost,
}

/** What a conversation has used of language models. The built-in assistant counts nothing. */
export const usage = z.object({
  ...tokens,
  byModel: z.array(z.object({ model: z.string(), promptVersion: z.string(), ...tokens })),
  /** Who answers next, or why nobody does. */
  model: z.union([
    z.object({ id: z.string(), label: z.string(), rulesOnly: z.boolean() }),
    z.object({ problem: z.string() }),
  ]),
})
export type Usage = z.infer<typeof usage>
