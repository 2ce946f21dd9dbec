import { z } from 'zod'

/** US dollars for a million tokens. Cached ones are input that the provider has read before. */
const price = z.strictObject({
  input: z.number().nonnegative(),
  cached: z.number().nonnegative().optional(),
  output: z.number().nonnegative(),
})
export type Price = z.infer<typeof price>

/**
 * What OpenAI lists at https://developers.openai.com/api/docs/pricing for standard processing of
 * prompts under 270,000 tokens, as several pages quoted it in June 2026; not read from that page itself,
 * and lists change: `OPENAI_PRICES` overrides any line. A model that is in neither has no known cost.
 */
const LISTED: Readonly<Record<string, Price>> = {
  'gpt-5.5': { input: 5, cached: 0.5, output: 30 },
  'gpt-5.4': { input: 2.5, cached: 0.25, output: 15 },
  'gpt-5.4-mini': { input: 0.75, cached: 0.075, output: 4.5 },
  'gpt-5.4-nano': { input: 0.2, cached: 0.02, output: 1.25 },
}

const table = z.record(z.string(), price)

export type Prices = { of(model: string): Price | null }

type Settings = { OPENAI_PRICES?: string | undefined; OPENAI_BASE_URL?: string | undefined }

/**
 * The prices in force: those of `OPENAI_PRICES`, JSON such as
 * `{"qwen3":{"input":0.1,"cached":0.01,"output":0.4}}`, then the list above. That list is OpenAI's, so it
 * does not speak for another address. A dated name (`gpt-5.4-2026-03-05`) costs what its model does.
 * `problem` is one sentence for whoever set it up.
 */
export function pricesFor(env: Settings): Prices | { problem: string } {
  const own = ownPrices(env.OPENAI_PRICES?.trim())
  if (!own) {
    return {
      problem:
        'OPENAI_PRICES must be JSON such as {"gpt-5.4":{"input":2.5,"cached":0.25,"output":15}}, in dollars for a million tokens.',
    }
  }
  const listed = env.OPENAI_BASE_URL?.trim() ? {} : LISTED
  const find = (model: string): Price | undefined =>
    Object.hasOwn(own, model)
      ? own[model]
      : Object.hasOwn(listed, model)
        ? listed[model]
        : undefined
  return { of: (model) => find(model) ?? find(model.replace(/-\d{4}-\d{2}-\d{2}$/, '')) ?? null }
}

function ownPrices(text: string | undefined): Readonly<Record<string, Price>> | null {
  if (!text) return {}
  try {
    return table.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
