import {
  createUIMessageStream,
  createUIMessageStreamResponse,
  isStepCount,
  streamText,
  tool as sdkTool,
  wrapLanguageModel,
  type ModelMessage,
  type ToolSet,
  type UIMessageStreamWriter,
} from 'ai'
import type { LanguageModelV4 } from '@ai-sdk/provider'
import { providerProblem } from '../models/provider-problem.ts'
import { uniqueCalls } from '../models/unique-calls.ts'
import { providerOptions } from '../models/provider-options.ts'
import { tools, toolNamed } from '../tools/index.ts'
import type { ReadTool, ToolContext } from '../tools/tool.ts'
import { type Gate, NotProposed } from './gate.ts'
import { fenced } from './untrusted.ts'

/** A turn that calls tools this often without a word to the member has lost its way. */
const MAX_STEPS = 8
const LOST =
  'I stopped here: I was calling tools again and again without getting anywhere. Please tell me what to do next.'

/** How long a provider may be silent before its reply counts as cut off, in milliseconds. */
const SILENCE_MS = 60_000

export type TurnDeps = {
  model: LanguageModelV4
  instructions: string
  messages: ModelMessage[]
  context: ToolContext
  gate: Gate
  /** Whether the conversation knows a call of this id already. */
  isKnownCall(toolCallId: string): boolean
  abortSignal?: AbortSignal
  /** ISO time of the reply, kept with the message. */
  at: string
}

/** One reply: streams the model, with every effect of its tools behind the gate. */
export function runTurn(deps: TurnDeps): Response {
  const { gate, context, abortSignal } = deps
  const result = streamText({
    model: wrapLanguageModel({
      model: deps.model,
      middleware: uniqueCalls(deps.isKnownCall, () => `call_${crypto.randomUUID()}`),
    }),
    instructions: deps.instructions,
    messages: deps.messages,
    allowSystemInMessages: true,
    tools: toolSet(gate, context),
    toolApproval: async ({ toolCall }) => {
      const called = toolNamed(toolCall.toolName)
      if (called?.kind !== 'effect') return 'not-applicable'
      return gate.review(called, toolCall.toolCallId, {
        ...(called.input.parse(toolCall.input) as object),
      })
    },
    stopWhen: isStepCount(MAX_STEPS),
    providerOptions,
    // A provider that hangs would otherwise keep the turn open until somebody presses Stop.
    timeout: { firstChunkMs: SILENCE_MS, chunkMs: SILENCE_MS },
    ...(abortSignal && { abortSignal }),
    // Without its details: an error of a provider carries the whole prompt.
    onError: ({ error }) =>
      console.error(
        'The model did not finish its reply',
        error instanceof Error ? `${error.name}: ${error.message}` : typeof error,
      ),
  })
  const onError = (error: unknown) =>
    // The SDK asks here for the words of a failed tool call, too.
    error instanceof NotProposed ? error.message : providerProblem(error)
  const stream = createUIMessageStream({
    onError,
    execute: async ({ writer }) => {
      const reply = result.toUIMessageStream({
        messageMetadata: ({ part }) => (part.type === 'start' ? { at: deps.at } : undefined),
        sendFinish: false,
        onError,
      })
      let stopped = false
      for await (const chunk of reply) {
        stopped ||= chunk.type === 'abort'
        writer.write(chunk)
      }
      if (stopped) return
      if (await isLost(result.steps)) sayPlainly(writer, LOST)
      writer.write({ type: 'finish' })
    },
  })
  return createUIMessageStreamResponse({ stream })
}

/** Whether the model was still calling tools when it had used up its steps. */
async function isLost(
  steps: PromiseLike<{ finishReason: string; toolResults: unknown[] }[]>,
): Promise<boolean> {
  try {
    const taken = await steps
    const last = taken.at(-1)
    return taken.length >= MAX_STEPS && last?.finishReason === 'tool-calls'
  } catch {
    // The provider failed or the turn was stopped, which has been told already.
    return false
  }
}

function sayPlainly(writer: UIMessageStreamWriter, text: string): void {
  const id = 'stopped'
  writer.write({ type: 'text-start', id })
  writer.write({ type: 'text-delta', id, delta: text })
  writer.write({ type: 'text-end', id })
}

function toolSet(gate: Gate, context: ToolContext): ToolSet {
  const read = async (definition: ReadTool<unknown>, input: unknown): Promise<unknown> => {
    const output = await definition.run(input, context)
    if (!definition.untrusted) return output
    gate.readUntrusted()
    return fenced(output, definition.name)
  }
  return Object.fromEntries(
    tools.map((definition) => [
      definition.name,
      sdkTool({
        description: definition.description,
        inputSchema: definition.input,
        execute: async (input: unknown, { toolCallId }) =>
          definition.kind === 'read'
            ? read(definition as ReadTool<unknown>, input)
            : gate.perform(toolCallId),
      }),
    ]),
  )
}
