import { isStepCount, simulateReadableStream, streamText, tool, type ToolSet } from 'ai'
import { MockLanguageModelV4 } from 'ai/test'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createBuiltinModel } from './model.ts'
import { openInvoices } from './testing/world.ts'

const paid: unknown[] = []

const tools = {
  list_invoices: tool({
    inputSchema: z.object({ payee: z.string().optional() }),
    execute: ({ payee }) => ({ invoices: openInvoices.filter((one) => one.payee === payee) }),
  }),
  pay_invoice: tool({
    inputSchema: z.object({ invoice: z.string() }),
    execute: (input) => {
      paid.push(input)
      return { status: 'succeeded', title: 'Pay it', receipt: { title: 'Paid it', facts: [] } }
    },
  }),
} satisfies ToolSet

const ask = (prompt: string, abortSignal?: AbortSignal) =>
  streamText({
    model: createBuiltinModel(),
    tools,
    toolApproval: ({ toolCall }) =>
      toolCall.toolName === 'pay_invoice' ? { type: 'user-approval' } : undefined,
    stopWhen: isStepCount(5),
    prompt,
    ...(abortSignal && { abortSignal }),
  })

async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const part of stream) all.push(part)
  return all
}

describe('as a language model', () => {
  it('streams text in several pieces and stops', async () => {
    const result = ask('What can you do?')
    const stream = await collect(result.stream)
    const deltas = stream.filter((part) => part.type === 'text-delta')
    expect(deltas.length).toBeGreaterThan(5)
    expect(deltas.map((part) => part.text).join('')).toBe(await result.text)
    expect(await result.finishReason).toBe('stop')
  })

  it('looks up, then asks for approval, and the loop ends there', async () => {
    const result = ask('Pay Northwind Catering')
    const types = (await collect(result.stream)).map((part) => part.type)
    expect(types).toContain('tool-input-start')
    expect(types).toContain('tool-result')
    expect(types).toContain('tool-approval-request')
    const steps = await result.steps
    expect(steps.map((step) => step.toolCalls.map((call) => call.toolName))).toEqual([
      ['list_invoices'],
      ['pay_invoice'],
    ])
    expect(steps.at(-1)?.finishReason).toBe('tool-calls')
    expect(paid).toEqual([])
  })

  it('makes two calls in one step, under different ids', async () => {
    const result = ask('Pay invoices INV-1001 and INV-1004')
    await result.consumeStream()
    const [step] = await result.steps
    expect(step?.toolCalls.map((call) => call.input)).toEqual([
      { invoice: 'INV-1001' },
      { invoice: 'INV-1004' },
    ])
    expect(new Set(step?.toolCalls.map((call) => call.toolCallId)).size).toBe(2)
  })

  it('tells a refusal by a rule in the same turn', async () => {
    const result = streamText({
      model: createBuiltinModel(),
      tools,
      toolApproval: () => ({ type: 'denied', reason: 'Payments above $25,000 are not made.' }),
      stopWhen: isStepCount(5),
      prompt: 'Pay INV-1005',
    })
    expect(await result.text).toBe(
      'Not allowed: pay invoice INV-1005. Payments above $25,000 are not made.',
    )
  })

  it('passes on why a tool threw', async () => {
    const result = streamText({
      model: createBuiltinModel(),
      tools: {
        pay_invoice: tool({
          inputSchema: z.object({ invoice: z.string() }),
          execute: (): { status: string } => {
            throw new Error('There is no invoice INV-9999.')
          },
        }),
      },
      stopWhen: isStepCount(5),
      prompt: 'Pay INV-9999',
    })
    expect(await result.text).toBe('There is no invoice INV-9999.')
  })

  it('has the same stream shape as the reference model', async () => {
    const { stream } = await createBuiltinModel(() => 'c1').doStream({
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'Pay INV-1001' }] }],
      tools: [{ type: 'function', name: 'pay_invoice', inputSchema: { type: 'object' } }],
    })
    const chunks = await collect(stream)
    expect(chunks.map((part) => part.type).filter((type) => type !== 'text-delta')).toEqual([
      'stream-start',
      'text-start',
      'text-end',
      'tool-input-start',
      'tool-input-delta',
      'tool-input-end',
      'tool-call',
      'finish',
    ])
    const replay = streamText({
      model: new MockLanguageModelV4({
        doStream: { stream: simulateReadableStream({ chunks, initialDelayInMs: null }) },
      }),
      tools: { pay_invoice: tool({ inputSchema: z.object({ invoice: z.string() }) }) },
      prompt: 'replayed',
    })
    await replay.consumeStream()
    expect(await replay.toolCalls).toMatchObject([{ input: { invoice: 'INV-1001' } }])
  })

  it('stops when it is told to', async () => {
    const stop = new AbortController()
    const { stream } = await createBuiltinModel().doStream({
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'help' }] }],
      abortSignal: stop.signal,
    })
    const reader = stream.getReader()
    await reader.read()
    stop.abort(new Error('stopped'))
    await expect(
      (async () => {
        while (!(await reader.read()).done);
      })(),
    ).rejects.toThrow('stopped')
  })

  it('says the same for the same prompt', async () => {
    const [one, other] = await Promise.all([
      ask('Pay Harbor Print').text,
      ask('Pay Harbor Print').text,
    ])
    expect(one).toBe(other)
  })
})
