import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from '@ai-sdk/provider'
import { readConversation } from './conversation.ts'
import { nextPlan } from './dialogue.ts'
import type { Plan } from './plan.ts'

type Call = { id: string; tool: string; input: string }
type Turn = { text: string; calls: Call[]; finishReason: LanguageModelV4FinishReason }

/** No tokens: nothing is bought. */
const usage: LanguageModelV4Usage = {
  inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 0, text: 0, reasoning: 0 },
}

/** Without the tools that a plan needs, say so rather than call what is not offered. */
function within(plan: Plan, { tools, toolChoice }: LanguageModelV4CallOptions): Plan {
  const offered = toolChoice?.type === 'none' ? [] : (tools ?? [])
  const isOffered = (name: string) => offered.some((tool) => tool.name === name)
  return (plan.calls ?? []).every((call) => isOffered(call.tool))
    ? plan
    : { text: 'I cannot do that in this conversation.' }
}

/**
 * A few words first, then more at a time: each piece is stored, sent and drawn. The spaces are kept, so
 * that the pieces join to the whole.
 */
const pieces = (text: string): string[] => {
  const [first = ''] = /^\s*(?:\S+\s*){0,3}/.exec(text) ?? []
  return [first, ...(text.slice(first.length).match(/(?:\S+\s*){1,12}/g) ?? [])].filter(Boolean)
}

function* parts({ text, calls, finishReason }: Turn): Generator<LanguageModelV4StreamPart> {
  yield { type: 'stream-start', warnings: [] }
  if (text) {
    yield { type: 'text-start', id: 'text' }
    for (const delta of pieces(text)) yield { type: 'text-delta', id: 'text', delta }
    yield { type: 'text-end', id: 'text' }
  }
  for (const { id, tool, input } of calls) {
    yield { type: 'tool-input-start', id, toolName: tool }
    yield { type: 'tool-input-delta', id, delta: input }
    yield { type: 'tool-input-end', id }
    yield { type: 'tool-call', toolCallId: id, toolName: tool, input }
  }
  yield { type: 'finish', finishReason, usage }
}

/**
 * The built-in assistant: a language model of rules, without a network. What it says and calls is a
 * pure function of the prompt; only the ids of its calls are new each time.
 */
export function createBuiltinModel(
  newId: () => string = () => `call_${crypto.randomUUID()}`,
  now: () => Date = () => new Date(),
): LanguageModelV4 {
  const answer = (options: LanguageModelV4CallOptions): Turn => {
    options.abortSignal?.throwIfAborted()
    const offered = new Set((options.tools ?? []).map(({ name }) => name))
    const conversation = readConversation(options.prompt)
    const plan = within(
      nextPlan(conversation, {
        now: now(),
        can: (tool) => offered.has(tool),
        offered: [...offered].join(),
      }),
      options,
    )
    const calls = (plan.calls ?? []).map(({ tool, input }) => ({
      id: newId(),
      tool,
      input: JSON.stringify(input),
    }))
    const unified = calls.length > 0 ? 'tool-calls' : 'stop'
    return { text: plan.text, calls, finishReason: { unified, raw: undefined } }
  }

  return {
    specificationVersion: 'v4',
    provider: 'countersign',
    modelId: 'builtin',
    supportedUrls: {},
    async doGenerate(options) {
      const { text, calls, finishReason } = answer(options)
      const content: LanguageModelV4Content[] = text ? [{ type: 'text', text }] : []
      for (const { id, tool, input } of calls) {
        content.push({ type: 'tool-call', toolCallId: id, toolName: tool, input })
      }
      return { content, finishReason, usage, warnings: [] }
    },
    async doStream(options) {
      const source = parts(answer(options))
      const stream = new ReadableStream<LanguageModelV4StreamPart>({
        pull(controller) {
          if (options.abortSignal?.aborted) return controller.error(options.abortSignal.reason)
          const { value, done } = source.next()
          if (done) controller.close()
          else controller.enqueue(value)
        },
      })
      return { stream }
    },
  }
}
