import type { LanguageModelUsage } from 'ai'
import type { Usage } from '../../domain/usage.ts'
import type { Price, Prices } from '../models/prices.ts'
import { applyUsageSchema } from './schema.ts'

/** One call of a model, as part of a reply. */
export type ModelCall = {
  /** Names the reply: the calls of one name are summed up. */
  reply: string
  model: string
  promptVersion: string
  /** Milliseconds since the epoch. */
  at: number
  usage: LanguageModelUsage
}

type Sum = Omit<Usage, 'byModel' | 'model'>

/** What a conversation has used, in its own storage; prices are those of the moment of use. */
export class UsageLedger {
  readonly #storage: DurableObjectStorage
  readonly #prices: () => Prices | { problem: string }

  constructor(storage: DurableObjectStorage, prices: () => Prices | { problem: string }) {
    this.#storage = storage
    this.#prices = prices
    applyUsageSchema(storage)
  }

  /** Adds a call. A provider that tells no numbers (some local ones) counts as none. */
  add({ reply, model, promptVersion, at, usage }: ModelCall): void {
    const input = whole(usage.inputTokens)
    const cached = Math.min(input, whole(usage.inputTokenDetails.cacheReadTokens))
    const output = whole(usage.outputTokens)
    const reasoning = Math.min(output, whole(usage.outputTokenDetails.reasoningTokens))
    const prices = this.#prices()
    const price = 'problem' in prices ? null : prices.of(model)
    const nanos = price && nanosOf(price, { input, cached, output })
    this.#storage.sql.exec(
      `INSERT INTO reply_usage (reply, model, prompt_version, at, input, cached, output, reasoning, nanos)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
       ON CONFLICT (reply, model, prompt_version) DO UPDATE SET
         input = input + excluded.input, cached = cached + excluded.cached,
         output = output + excluded.output, reasoning = reasoning + excluded.reasoning,
         nanos = nanos + excluded.nanos`,
      reply,
      model,
      promptVersion,
      at,
      input,
      cached,
      output,
      reasoning,
      nanos,
    )
  }

  /** Everything so far. A sum that holds a reply without a known price has none either. */
  total(): Omit<Usage, 'model'> {
    const [all] = this.#sums('')
    const byModel = this.#sums('GROUP BY model, prompt_version ORDER BY min(at), model')
    return { ...(all ?? NOTHING), byModel }
  }

  forget(): void {
    this.#storage.sql.exec('DELETE FROM reply_usage')
  }

  #sums(grouping: string): (Sum & { model: string; promptVersion: string })[] {
    return this.#storage.sql
      .exec(
        `SELECT max(model) AS model, max(prompt_version) AS version, count(DISTINCT reply) AS replies,
           total(input) AS input, total(cached) AS cached, total(output) AS output,
           total(reasoning) AS reasoning, total(nanos) AS nanos, count(*) - count(nanos) AS unknown
         FROM reply_usage ${grouping}`,
      )
      .toArray()
      .map((row) => ({
        model: String(row.model),
        promptVersion: String(row.version),
        replies: Number(row.replies),
        inputTokens: Number(row.input),
        cachedTokens: Number(row.cached),
        outputTokens: Number(row.output),
        reasoningTokens: Number(row.reasoning),
        // Ten million billionths of a dollar are a cent.
        cost: row.unknown ? null : { amount: Number(row.nanos) / 10_000_000, currency: 'USD' },
      }))
  }
}

const NOTHING: Sum = {
  replies: 0,
  inputTokens: 0,
  cachedTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  cost: { amount: 0, currency: 'USD' },
}

const whole = (count: number | undefined): number =>
  count !== undefined && Number.isFinite(count) && count > 0 ? Math.round(count) : 0

/** A dollar for a million tokens is a thousand billionths for one. */
const nanosOf = (
  { input, cached = input, output }: Price,
  used: { input: number; cached: number; output: number },
): number =>
  Math.round(
    1_000 * (input * (used.input - used.cached) + cached * used.cached + output * used.output),
  )
