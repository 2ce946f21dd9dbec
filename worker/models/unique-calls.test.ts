import type { LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { expect, it } from 'vitest'
import { uniqueCalls } from './unique-calls.ts'

const call = (id: string): LanguageModelV4StreamPart[] => [
  { type: 'tool-input-start', id, toolName: 'pay_invoice' },
  { type: 'tool-input-delta', id, delta: '{}' },
  { type: 'tool-input-end', id },
  { type: 'tool-call', toolCallId: id, toolName: 'pay_invoice', input: '{}' },
]

/** The ids that a reply carries once the middleware has seen it. */
async function idsOf(
  parts: LanguageModelV4StreamPart[],
  known: string[],
  middleware = uniqueCalls(
    (id) => known.includes(id),
    () => 'fresh',
  ),
): Promise<string[]> {
  const stream = new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(part)
      controller.close()
    },
  })
  const options = { doStream: async () => ({ stream }) }
  const result = await middleware.wrapStream!(options as never)
  const ids: string[] = []
  for await (const part of result.stream as unknown as AsyncIterable<LanguageModelV4StreamPart>) {
    if (part.type === 'tool-call') ids.push(part.toolCallId)
    else if ('id' in part && typeof part.id === 'string') ids.push(part.id)
  }
  return ids
}

it('leaves ids alone that nobody has used yet', async () => {
  expect(await idsOf(call('call_1'), [])).toEqual(Array(4).fill('call_1'))
})

it('renames every part of a call whose id an earlier reply has used', async () => {
  expect(await idsOf([...call('call_1'), ...call('call_2')], ['call_1'])).toEqual([
    ...Array<string>(4).fill('fresh'),
    ...Array<string>(4).fill('call_2'),
  ])
})

it('renames a call of a later step whose id an earlier step of the same reply has used', async () => {
  const middleware = uniqueCalls(
    () => false,
    () => 'fresh',
  )
  expect(await idsOf(call('call_1'), [], middleware)).toEqual(Array(4).fill('call_1'))
  expect(await idsOf(call('call_1'), [], middleware)).toEqual(Array(4).fill('fresh'))
})

it('tells calls of one reply apart that share an id', async () => {
  let count = 0
  const middleware = uniqueCalls(
    () => false,
    () => `fresh${(count += 1)}`,
  )
  expect(await idsOf([...call('call_1'), ...call('call_1')], [], middleware)).toEqual([
    ...Array<string>(4).fill('call_1'),
    ...Array<string>(4).fill('fresh1'),
  ])
})
