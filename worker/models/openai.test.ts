import { isStepCount, streamText, tool, type ModelMessage, type ToolSet } from 'ai'
import { afterEach, describe, expect, it } from 'vitest'
import { startOpenAiServer, type OpenAiServer, type Script } from '../../e2e/openai-server.ts'
import { tools } from '../tools/index.ts'
import { chooseModel } from './choose.ts'
import { providerOptions } from './provider-options.ts'
import { providerProblem } from './provider-problem.ts'

let server: OpenAiServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

/** The real tools as the chat hands them over; reads answer with the balance. */
const offered: ToolSet = Object.fromEntries(
  tools.map(({ name, description, input, kind }) => [
    name,
    tool({
      description,
      inputSchema: input,
      execute: () => (kind === 'read' ? { balanceText: '$50,000.00' } : { status: 'succeeded' }),
    }),
  ]),
)

type Setting = { api?: 'responses' | 'chat'; model?: string; abortSignal?: AbortSignal }

async function ask(script: Script, messages: ModelMessage[], setting: Setting = {}) {
  server = await startOpenAiServer(script)
  const chosen = chooseModel({
    OPENAI_API_KEY: 'sk-test',
    OPENAI_BASE_URL: server.url,
    ...(setting.api && { OPENAI_API: setting.api }),
    ...(setting.model && { OPENAI_MODEL: setting.model }),
  })
  if ('problem' in chosen) throw new Error(chosen.problem)
  const errors: unknown[] = []
  const result = streamText({
    model: chosen.model,
    instructions: 'Be brief.',
    messages,
    allowSystemInMessages: true,
    tools: offered,
    toolApproval: ({ toolCall }) =>
      toolCall.toolName === 'pay_invoice' ? { type: 'user-approval' } : undefined,
    stopWhen: isStepCount(5),
    providerOptions,
    maxRetries: 0,
    onError: ({ error }) => void errors.push(error),
    ...(setting.abortSignal && { abortSignal: setting.abortSignal }),
  })
  return { result, errors, requests: server.requests }
}

const user = (content: string): ModelMessage => ({ role: 'user', content })
const call = (toolCallId: string, toolName: string, input: object) =>
  ({ type: 'tool-call', toolCallId, toolName, input }) as const
type Output = Extract<
  Extract<ModelMessage, { role: 'tool' }>['content'][number],
  { type: 'tool-result' }
>['output']
const result = (toolCallId: string, toolName: string, output: Output) =>
  ({ type: 'tool-result', toolCallId, toolName, output }) as const

/** Three calls in one step: one done, one denied, one still waiting; then a call that was refused. */
const denied = { status: 'denied', title: 'Pay B', decidedBy: 'Riley', reason: 'Too expensive' }
const pending = {
  status: 'pending',
  title: 'Pay C',
  waitingFor: 'a reviewer',
  note: 'Do not repeat.',
}
const succeeded = { status: 'succeeded', title: 'Pay A', decidedBy: 'Mia' }
const event = { status: 'succeeded', title: 'Pay C', decidedBy: 'Riley' }
const history: ModelMessage[] = [
  user('Pay INV-1, INV-2 and INV-3'),
  {
    role: 'assistant',
    content: [
      { type: 'text', text: 'I ask for approval.' },
      call('c1', 'pay_invoice', { invoice: 'INV-1' }),
      call('c2', 'pay_invoice', { invoice: 'INV-2' }),
      call('c3', 'pay_invoice', { invoice: 'INV-3' }),
    ],
  },
  {
    role: 'tool',
    content: [
      result('c1', 'pay_invoice', { type: 'json', value: succeeded }),
      result('c2', 'pay_invoice', { type: 'json', value: denied }),
      result('c3', 'pay_invoice', { type: 'json', value: pending }),
    ],
  },
  { role: 'assistant', content: 'One is paid, one was denied, one waits.' },
  user('And INV-9?'),
  { role: 'assistant', content: [call('c4', 'pay_invoice', { invoice: 'INV-9' })] },
  {
    role: 'tool',
    content: [result('c4', 'pay_invoice', { type: 'error-text', value: 'There is no INV-9.' })],
  },
  { role: 'assistant', content: 'There is none.' },
  { role: 'system', content: `Event: ${JSON.stringify(event)}` },
]

const parsed = (text: unknown): unknown => JSON.parse(String(text))

describe('the Responses interface', () => {
  it('stores nothing and is told every outcome', async () => {
    const { result: reply, requests } = await ask(() => ({ text: 'C is paid now.' }), history)
    expect(await reply.text).toBe('C is paid now.')
    expect(requests).toHaveLength(1)
    const { path, authorization, body } = requests[0]!
    expect(path).toBe('/v1/responses')
    expect(authorization).toBe('Bearer sk-test')
    expect(body).toMatchObject({ store: false, stream: true, model: 'gpt-5.4-mini' })
    expect(body).not.toHaveProperty('previous_response_id')
    expect(body.include).toContain('reasoning.encrypted_content')

    const input = body.input as Record<string, unknown>[]
    expect(input.some((item) => item.type === 'item_reference')).toBe(false)
    expect(input[0]).toEqual({ role: 'developer', content: 'Be brief.' })
    expect(input.at(-1)).toMatchObject({ content: expect.stringMatching(/^Event: .*"Pay C"/) })
    expect(
      input
        .filter((item) => item.type === 'function_call')
        .map((item) => [item.call_id, item.name, parsed(item.arguments)]),
    ).toEqual([
      ['c1', 'pay_invoice', { invoice: 'INV-1' }],
      ['c2', 'pay_invoice', { invoice: 'INV-2' }],
      ['c3', 'pay_invoice', { invoice: 'INV-3' }],
      ['c4', 'pay_invoice', { invoice: 'INV-9' }],
    ])
    const outputs = input.filter((item) => item.type === 'function_call_output')
    expect(outputs.map((item) => item.call_id)).toEqual(['c1', 'c2', 'c3', 'c4'])
    expect(outputs.slice(0, 3).map((item) => parsed(item.output))).toEqual([
      succeeded,
      denied,
      pending,
    ])
    expect(outputs[3]?.output).toContain('There is no INV-9.')
  })

  it('is offered the real tools with their schemas', async () => {
    const { result: reply, requests } = await ask(() => ({ text: 'Hi.' }), [user('Hello')])
    await reply.consumeStream()
    const sent = requests[0]!.body.tools as Record<string, unknown>[]
    expect(sent.map((one) => [one.type, one.name])).toEqual(
      tools.map(({ name }) => ['function', name]),
    )
    expect(sent.find((one) => one.name === 'pay_invoice')).toMatchObject({
      description: expect.stringContaining('Pay one open invoice'),
      parameters: {
        type: 'object',
        properties: { invoice: { type: 'string', maxLength: 40 } },
        required: ['invoice'],
        additionalProperties: false,
      },
    })
    expect(sent.find((one) => one.name === 'send_payment')).toMatchObject({
      parameters: {
        properties: { amount: { type: 'integer', exclusiveMinimum: 0 } },
        required: ['payee', 'amount'],
      },
    })
  })

  it('asks for approval of a streamed call, and the loop ends there', async () => {
    const { result: reply, requests } = await ask(
      () => ({
        text: 'I ask for approval.',
        calls: [
          { name: 'pay_invoice', arguments: { invoice: 'INV-1001' }, id: 'call_a' },
          { name: 'pay_invoice', arguments: { invoice: 'INV-1004' }, id: 'call_b' },
        ],
      }),
      [user('Pay INV-1001 and INV-1004')],
    )
    const types: string[] = []
    for await (const part of reply.stream) types.push(part.type)
    expect(types.filter((type) => type === 'tool-approval-request')).toHaveLength(2)
    expect(types.filter((type) => type === 'tool-input-delta').length).toBeGreaterThan(4)
    expect((await reply.toolCalls).map((one) => [one.toolCallId, one.input])).toEqual([
      ['call_a', { invoice: 'INV-1001' }],
      ['call_b', { invoice: 'INV-1004' }],
    ])
    expect(requests).toHaveLength(1)
  })

  it('goes on from a read, and gives reasoning back inline', async () => {
    const { result: reply, requests } = await ask(
      (_request, index) =>
        index === 0
          ? { reasoning: 'sealed', calls: [{ name: 'get_balance', arguments: {}, id: 'call_a' }] }
          : { text: 'You hold $50,000.00.' },
      [user('What is my balance?')],
    )
    expect(await reply.text).toBe('You hold $50,000.00.')
    expect(requests).toHaveLength(2)
    const input = requests[1]!.body.input as Record<string, unknown>[]
    expect(input.slice(-3)).toMatchObject([
      { type: 'reasoning', encrypted_content: 'sealed' },
      { type: 'function_call', call_id: 'call_a', name: 'get_balance' },
      { type: 'function_call_output', call_id: 'call_a' },
    ])
  })

  it('lets a call with the wrong input run nothing', async () => {
    const { result: reply } = await ask(
      (_request, index) =>
        index === 0
          ? { calls: [{ name: 'pay_invoice', arguments: { number: 7 }, id: 'call_a' }] }
          : { text: 'I could not do that.' },
      [user('Pay it')],
    )
    await reply.consumeStream()
    const [first] = await reply.steps
    expect(first?.toolCalls).toMatchObject([{ toolCallId: 'call_a', invalid: true }])
    expect(first?.toolResults).toEqual([])
    expect(await reply.text).toBe('I could not do that.')
  })
})

describe('chat completions', () => {
  it('carries the same outcomes, and stores nothing', async () => {
    const { result: reply, requests } = await ask(() => ({ text: 'C is paid now.' }), history, {
      api: 'chat',
    })
    expect(await reply.text).toBe('C is paid now.')
    const { path, body } = requests[0]!
    expect(path).toBe('/v1/chat/completions')
    expect(body).toMatchObject({ store: false, stream: true })
    const messages = body.messages as Record<string, unknown>[]
    const results = messages.filter((one) => one.role === 'tool')
    expect(results.map((one) => one.tool_call_id)).toEqual(['c1', 'c2', 'c3', 'c4'])
    expect(parsed(results[1]?.content)).toEqual(denied)
    expect(parsed(results[2]?.content)).toEqual(pending)
  })

  it('asks for approval of a streamed call', async () => {
    const { result: reply } = await ask(
      () => ({ calls: [{ name: 'pay_invoice', arguments: { invoice: 'INV-1001' } }] }),
      [user('Pay INV-1001')],
      { api: 'chat', model: 'local-model' },
    )
    await reply.consumeStream()
    expect(await reply.toolCalls).toMatchObject([{ input: { invoice: 'INV-1001' } }])
  })
})

describe('a provider that lets one down', () => {
  it.each([
    [401, /Incorrect API key/, /refused the key/],
    [404, /does not exist/, /check OPENAI_MODEL/],
    [429, /exceeded your current quota/, /quota with the model provider is used up/],
    [500, /server had an error/, /had a fault/],
  ] as const)('answers %i: the error is told, nothing is called', async (error, message, told) => {
    const { result: reply, errors } = await ask(() => ({ error }), [user('Pay INV-1001')])
    await reply.consumeStream({ onError: () => undefined })
    expect(errors).toMatchObject([{ statusCode: error, message: expect.stringMatching(message) }])
    expect(providerProblem(errors[0])).toMatch(told)
    expect(providerProblem(errors[0])).not.toContain('sk-')
  })

  it('breaks off: what was said stays, and it does not count as finished', async () => {
    const { result: reply, errors } = await ask(
      () => ({ hangAfter: 'Half a sen' }),
      [user('Hello')],
    )
    let text = ''
    for await (const part of reply.stream) {
      if (part.type === 'text-delta') text += part.text
      if (text === 'Half a sen') server!.cut()
    }
    expect(text).toBe('Half a sen')
    expect(await reply.finishReason).toBe('error')
    expect(providerProblem(errors[0])).toMatch(/connection to the model provider broke/)
  })

  it('is not there: says so', async () => {
    const { url, close } = await startOpenAiServer(() => ({ text: 'never' }))
    await close()
    const chosen = chooseModel({ OPENAI_BASE_URL: url })
    if ('problem' in chosen) throw new Error(chosen.problem)
    const errors: unknown[] = []
    const reply = streamText({
      model: chosen.model,
      prompt: 'Hello',
      maxRetries: 0,
      onError: ({ error }) => void errors.push(error),
    })
    await reply.consumeStream({ onError: () => undefined })
    expect(providerProblem(errors[0])).toMatch(/cannot be reached/)
  })

  it('hangs: Stop ends the request', async () => {
    const stop = new AbortController()
    const { result: reply } = await ask(() => ({ hangAfter: 'One moment' }), [user('Hello')], {
      abortSignal: stop.signal,
    })
    const types: string[] = []
    for await (const part of reply.stream) {
      types.push(part.type)
      if (part.type === 'text-delta') stop.abort()
    }
    expect(types.at(-1)).toBe('abort')
    await server!.hungUp
  })
})
