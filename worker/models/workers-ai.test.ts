import { streamText, tool } from 'ai'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { chooseModel } from './choose.ts'

type Run = { model: string; inputs: Record<string, unknown> }

/** Cloudflare's binding as a Worker sees it: it takes a model and inputs, and streams events. */
function bound(events: readonly object[]): { binding: Ai; runs: Run[] } {
  const runs: Run[] = []
  const lines = [...events.map((event) => JSON.stringify(event)), '[DONE]']
  const body = lines.map((line) => `data: ${line}\n\n`).join('')
  const run = async (model: string, inputs: Record<string, unknown>) => {
    runs.push({ model, inputs })
    return new Response(body).body
  }
  return { binding: { run } as unknown as Ai, runs }
}

const delta = (fields: object) => ({ choices: [{ index: 0, delta: fields }] })
const call = { name: 'pay_invoice', arguments: '{"invoice":"INV-1001"}' }
const events = [
  delta({ role: 'assistant', content: 'I ask.' }),
  delta({ tool_calls: [{ index: 0, id: 'call_a', type: 'function', function: call }] }),
  {
    choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }],
    usage: { prompt_tokens: 5, completion_tokens: 3, total_tokens: 8 },
  },
]

it('answers where it is bound and nothing else is set', async () => {
  const { binding, runs } = bound(events)
  const chosen = chooseModel({ AI: binding })
  if ('problem' in chosen) throw new Error(chosen.problem)
  expect(chosen).toMatchObject({
    id: '@cf/openai/gpt-oss-120b',
    label: 'Workers AI @cf/openai/gpt-oss-120b',
    rulesOnly: false,
  })
  const reply = streamText({
    model: chosen.model,
    prompt: 'Pay INV-1001',
    tools: { pay_invoice: tool({ inputSchema: z.object({ invoice: z.string() }) }) },
  })
  expect(await reply.text).toBe('I ask.')
  expect(await reply.toolCalls).toMatchObject([{ input: { invoice: 'INV-1001' } }])
  expect(await reply.usage).toMatchObject({ inputTokens: 5, outputTokens: 3 })
  expect(runs).toMatchObject([{ model: '@cf/openai/gpt-oss-120b', inputs: { stream: true } }])
})

it('is another model where one is named, and steps back for a key and for the demo', () => {
  const { binding } = bound([])
  const idOf = (env: Parameters<typeof chooseModel>[0]) => {
    const chosen = chooseModel({ AI: binding, ...env })
    return 'problem' in chosen ? chosen.problem : chosen.id
  }
  expect(idOf({ WORKERS_AI_MODEL: '@cf/zai-org/glm-4.7-flash' })).toBe('@cf/zai-org/glm-4.7-flash')
  expect(idOf({ OPENAI_API_KEY: 'sk', OPENAI_MODEL: 'gpt-5.4' })).toBe('gpt-5.4')
  expect(idOf({ DEMO: '1' })).toBe('builtin')
})
