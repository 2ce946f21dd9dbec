import type { LanguageModelV4, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import type { ScriptedPart } from './protocol.ts'

type Script = {
  /** The parts of the next call; each list is given once. */
  next(): readonly ScriptedPart[]
  reached(point: string): Promise<void>
}

const nothing = { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 }
const usage = { inputTokens: nothing, outputTokens: { total: 0, text: 0, reasoning: 0 } }

/** A language model that says and calls what a test wrote down, word by word, and can be held midway. */
export function createScriptedModel(script: Script): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'countersign-e2e',
    modelId: 'scripted',
    supportedUrls: {},
    async doGenerate() {
      throw new Error('The scripted model only streams.')
    },
    async doStream({ abortSignal }) {
      const source = parts(script.next(), (point) => stoppable(script.reached(point), abortSignal))
      const stream = new ReadableStream<LanguageModelV4StreamPart>({
        async pull(controller) {
          const { value, done } = await source.next()
          if (done) controller.close()
          else controller.enqueue(value)
        },
      })
      return { stream }
    },
  }
}

/** Stop ends the waiting at a held point, as it ends the waiting for a provider. */
async function stoppable(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted()
  const stopped = Promise.withResolvers<never>()
  signal?.addEventListener('abort', () => stopped.reject(signal.reason), { once: true })
  await Promise.race([work, stopped.promise])
}

async function* parts(
  script: readonly ScriptedPart[],
  reached: (point: string) => Promise<void>,
): AsyncGenerator<LanguageModelV4StreamPart> {
  const id = 'text'
  let speaking = false
  let calls = 0
  yield { type: 'stream-start', warnings: [] }
  for (const part of script) {
    if ('point' in part) {
      await reached(part.point)
    } else if ('text' in part) {
      if (!speaking) yield { type: 'text-start', id }
      speaking = true
      for (const delta of part.text.match(/\S+\s*|\s+/g) ?? [])
        yield { type: 'text-delta', id, delta }
    } else {
      calls += 1
      const [toolCallId, input] = [`call_${crypto.randomUUID()}`, JSON.stringify(part.input)]
      yield { type: 'tool-input-start', id: toolCallId, toolName: part.tool }
      yield { type: 'tool-input-delta', id: toolCallId, delta: input }
      yield { type: 'tool-input-end', id: toolCallId }
      yield { type: 'tool-call', toolCallId, toolName: part.tool, input }
    }
  }
  if (speaking) yield { type: 'text-end', id }
  const unified = calls > 0 ? 'tool-calls' : 'stop'
  yield { type: 'finish', finishReason: { unified, raw: undefined }, usage }
}
