import { isStepCount, streamText, tool as sdkTool, type ModelMessage, type ToolSet } from 'ai'
import type { LanguageModelV4 } from '@ai-sdk/provider'
import { providerProblem } from '../models/provider-problem.ts'
import { providerOptions } from '../models/provider-options.ts'
import { tools, toolNamed } from '../tools/index.ts'
import type { ReadTool, ToolContext } from '../tools/tool.ts'
import { type Gate, NotProposed } from './gate.ts'

/** A turn that calls tools this often without a word to the member has lost its way. */
const MAX_STEPS = 8

/** How long a provider may be silent before its reply counts as cut off, in milliseconds. */
const SILENCE_MS = 60_000

export type TurnDeps = {
  model: LanguageModelV4
  instructions: string
  messages: ModelMessage[]
  context: ToolContext
  gate: Gate
  abortSignal?: AbortSignal
  /** ISO time of the reply, kept with the message. */
  at: string
}

/** One reply: streams the model, with every effect of its tools behind the gate. */
export function runTurn(deps: TurnDeps): Response {
  const { gate, context, abortSignal } = deps
  const result = streamText({
    model: deps.model,
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
    onError: ({ error }) => console.error('The model did not finish its reply', error),
  })
  return result.toUIMessageStreamResponse({
    messageMetadata: ({ part }) => (part.type === 'start' ? { at: deps.at } : undefined),
    // The SDK asks here for the words of a failed tool call, too.
    onError: (error) => (error instanceof NotProposed ? error.message : providerProblem(error)),
  })
}

function toolSet(gate: Gate, context: ToolContext): ToolSet {
  return Object.fromEntries(
    tools.map((definition) => [
      definition.name,
      sdkTool({
        description: definition.description,
        inputSchema: definition.input,
        execute: async (input: unknown, { toolCallId }) =>
          definition.kind === 'read'
            ? (definition as ReadTool<unknown>).run(input, context)
            : gate.perform(toolCallId),
      }),
    ]),
  )
}
