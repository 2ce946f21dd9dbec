import { wrapLanguageModel } from 'ai'
import { createWorkersAI } from 'workers-ai-provider'
import { brokenStreamAsError } from './broken-stream.ts'
import type { ChosenModel } from './choose.ts'
import { noVainRetries } from './vain-retries.ts'

/**
 * OpenAI's open weights, which follow long instructions and call tools. Others that do are marked with
 * "Function calling" on https://developers.cloudflare.com/workers-ai/models/ and go into `WORKERS_AI_MODEL`.
 */
const DEFAULT_MODEL = '@cf/openai/gpt-oss-120b'

/** The model behind Cloudflare's `AI` binding, which needs no key of its own. */
export function workersAi(binding: Ai, id = DEFAULT_MODEL): ChosenModel {
  return {
    model: wrapLanguageModel({
      model: createWorkersAI({ binding })(id),
      middleware: [noVainRetries, brokenStreamAsError],
    }),
    id,
    label: `Workers AI ${id}`,
    rulesOnly: false,
  }
}
