import { createOpenAI } from '@ai-sdk/openai'
import type { LanguageModelV4 } from '@ai-sdk/provider'
import { extractReasoningMiddleware, wrapLanguageModel } from 'ai'
import type { Env } from '../env.ts'
import { brokenStreamAsError } from './broken-stream.ts'
import { createBuiltinModel } from './builtin/model.ts'
import { noVainRetries } from './vain-retries.ts'
import { workersAi } from './workers-ai.ts'

/** The model that answers; `rulesOnly` when no language model is connected. */
export type ChosenModel = {
  model: LanguageModelV4
  id: string
  label: string
  rulesOnly: boolean
  /** How long it may be silent before a reply counts as cut off, in milliseconds. */
  silenceMs?: number
}

type ModelSettings = Pick<
  Env,
  | 'DEMO'
  | 'OPENAI_API_KEY'
  | 'OPENAI_BASE_URL'
  | 'OPENAI_MODEL'
  | 'OPENAI_API'
  | 'OPENAI_TIMEOUT'
  | 'AI'
  | 'WORKERS_AI_MODEL'
>

/** How long a model may be silent, in milliseconds, where `OPENAI_TIMEOUT` says nothing else. */
export const SILENCE_MS = 60_000

/** Small, takes tools, and is served by both of OpenAI's interfaces. */
const DEFAULT_MODEL = 'gpt-5.4-mini'

const isWebAddress = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

/** An empty variable in a shell or a .env file means the same as none. */
const setting = (value: string | undefined): string | undefined => value?.trim() || undefined

/**
 * The model for these settings: OpenAI or a compatible endpoint where one is set, else the built-in
 * assistant on local commands, else Workers AI where it is bound. A `problem` is one sentence for people.
 */
export function chooseModel(env: ModelSettings): ChosenModel | { problem: string } {
  const apiKey = setting(env.OPENAI_API_KEY)
  const baseURL = setting(env.OPENAI_BASE_URL)
  if (!apiKey && !baseURL) {
    if (env.DEMO) return builtin()
    if (env.AI) return workersAi(env.AI, setting(env.WORKERS_AI_MODEL))
    return {
      problem:
        'No model is configured: set OPENAI_API_KEY, or OPENAI_BASE_URL for a compatible endpoint.',
    }
  }
  if (baseURL && !isWebAddress(baseURL)) {
    return {
      problem: 'OPENAI_BASE_URL must be a web address such as http://localhost:11434/v1.',
    }
  }
  const api = setting(env.OPENAI_API) ?? 'responses'
  if (api !== 'responses' && api !== 'chat') {
    return { problem: `OPENAI_API must be "responses" or "chat", not "${api}".` }
  }
  const seconds = setting(env.OPENAI_TIMEOUT)
  const silenceMs = seconds === undefined ? SILENCE_MS : Number(seconds) * 1_000
  if (!(silenceMs > 0) || !Number.isFinite(silenceMs)) {
    return { problem: `OPENAI_TIMEOUT must be a number of seconds such as 60, not "${seconds}".` }
  }

  const id = setting(env.OPENAI_MODEL) ?? DEFAULT_MODEL
  // Local endpoints take any key, and the provider insists on one.
  const openai = createOpenAI({ apiKey: apiKey ?? 'none', ...(baseURL && { baseURL }) })
  return {
    model: wrapLanguageModel({
      model: openai[api](id),
      middleware: [
        // Some local servers leave a model's thoughts in its text.
        ...(api === 'chat' ? [extractReasoningMiddleware({ tagName: 'think' })] : []),
        noVainRetries,
        brokenStreamAsError,
      ],
    }),
    id,
    label: baseURL ? `${id} at ${new URL(baseURL).host}` : `OpenAI ${id}`,
    rulesOnly: false,
    silenceMs,
  }
}

const builtin = (): ChosenModel => ({
  model: createBuiltinModel(),
  id: 'builtin',
  label: 'Built-in assistant: rules only, connect a model',
  rulesOnly: true,
})
