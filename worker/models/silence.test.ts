import type { LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { expect, it } from 'vitest'
import { ModelProblem } from './model-problem.ts'
import { noLongSilence } from './silence.ts'

type Stream = ReadableStream<LanguageModelV4StreamPart>
type Answer = (signal: AbortSignal | undefined) => Promise<{ stream: Stream }>

/** What a reply brings whose provider may be silent for a moment only. */
async function heard(answer: Answer): Promise<LanguageModelV4StreamPart[]> {
  const model = { doStream: (options: LanguageModelV4CallOptions) => answer(options.abortSignal) }
  const call = { model, params: { prompt: [] } }
  const { stream } = await noLongSilence(20).wrapStream!(call as never)
  const parts: LanguageModelV4StreamPart[] = []
  for await (const part of stream as unknown as AsyncIterable<LanguageModelV4StreamPart>) {
    parts.push(part)
  }
  return parts
}

const delta: LanguageModelV4StreamPart = { type: 'text-delta', id: '1', delta: 'Hello' }

it('lets a reply pass that goes on', async () => {
  const stream: Stream = new ReadableStream({
    start(controller) {
      controller.enqueue(delta)
      controller.close()
    },
  })
  expect(await heard(async () => ({ stream }))).toEqual([delta])
})

it('ends a reply that stops, keeps what was said, and hangs up', async () => {
  let hungUp = false
  const parts = await heard(async (signal) => {
    signal?.addEventListener('abort', () => (hungUp = true))
    return { stream: new ReadableStream({ start: (controller) => controller.enqueue(delta) }) }
  })
  expect(parts).toEqual([delta, { type: 'error', error: new ModelProblem('silent') }])
  expect(hungUp).toBe(true)
})

it('ends a reply that never begins', async () => {
  const never = () => new Promise<never>(() => undefined)
  await expect(heard(never)).rejects.toMatchObject({ failure: 'silent' })
})
