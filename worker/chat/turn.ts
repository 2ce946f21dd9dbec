import {
  createUIMessageStream,
  createUIMessageStreamResponse,
  isStepCount,
  NoSuchToolError,
  streamText,
  wrapLanguageModel,
  type LanguageModelUsage,
  type ModelMessage,
  type UIMessageStreamWriter,
} from 'ai'
import type { LanguageModelV4 } from '@ai-sdk/provider'
import { ModelProblem } from '../models/model-problem.ts'
import { providerProblem } from '../models/provider-problem.ts'
import { noLongSilence } from '../models/silence.ts'
import { soundCalls } from '../models/sound-calls.ts'
import { readInput } from '../models/tool-input.ts'
import { uniqueCalls } from '../models/unique-calls.ts'
import { providerOptions } from '../models/provider-options.ts'
import { toolNamed } from '../tools/index.ts'
import type { ToolContext } from '../tools/tool.ts'
import { endingOf, MAX_STEPS } from './ending.ts'
import { type Gate, NotProposed } from './gate.ts'
import { takenBy, toolSet } from './tool-set.ts'

const NO_SUCH_TOOL = 'There is nothing of this name that I could do here, so nothing was done.'

/** Beyond the first try. More would keep people waiting who can press Retry themselves. */
const RETRIES = 1

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
  /** The reply is not over before this is. */
  beforeEnd: Promise<unknown>
  /** How long the provider may be silent before its reply counts as cut off, in milliseconds. */
  silenceMs: number
  /** Told what each call of the model took, as soon as it is over. */
  used?(usage: LanguageModelUsage): void
}

/** One reply: streams the model, with every effect of its tools behind the gate. */
export function runTurn(deps: TurnDeps): Response {
  const { gate, context, abortSignal } = deps
  const result = streamText({
    model: wrapLanguageModel({
      model: deps.model,
      middleware: [
        noLongSilence(deps.silenceMs),
        soundCalls,
        uniqueCalls(deps.isKnownCall, () => `call_${crypto.randomUUID()}`),
      ],
    }),
    instructions: deps.instructions,
    messages: deps.messages,
    allowSystemInMessages: true,
    tools: toolSet(gate, context),
    toolApproval: async ({ toolCall }) => {
      const called = toolNamed(toolCall.toolName)
      if (called?.kind !== 'effect') return 'not-applicable'
      const read = await readInput(takenBy(called), toolCall.input)
      if ('problem' in read) return gate.refuse(toolCall.toolCallId, read.problem)
      const { replaces, ...input } = read.value
      const named = typeof replaces === 'string' ? replaces : undefined
      return gate.review(called, toolCall.toolCallId, input, named)
    },
    stopWhen: isStepCount(MAX_STEPS),
    providerOptions,
    maxRetries: RETRIES,
    onStepEnd: ({ usage, finishReason }) => {
      // What a provider counted before it failed, it does not tell.
      if (finishReason !== 'error') deps.used?.(usage)
    },
    ...(abortSignal && { abortSignal }),
    // Without its details: an error of a provider carries the whole prompt.
    onError: ({ error }) =>
      console.error(
        'The model did not finish its reply',
        error instanceof Error ? `${error.name}: ${error.message}` : typeof error,
      ),
  })
  const onError = (error: unknown) => {
    // The SDK asks here for the words of a failed tool call, too.
    if (error instanceof NotProposed) return error.message
    return NoSuchToolError.isInstance(error) ? NO_SUCH_TOOL : providerProblem(error)
  }
  const stream = createUIMessageStream({
    onError,
    execute: async ({ writer }) => {
      const reply = result.toUIMessageStream({
        messageMetadata: ({ part }) => (part.type === 'start' ? { at: deps.at } : undefined),
        sendFinish: false,
        onError,
      })
      let ended = false
      for await (const chunk of reply) {
        ended ||= chunk.type === 'abort' || chunk.type === 'error'
        writer.write(chunk)
      }
      if (ended) return
      const isAsked = deps.messages.at(-1)?.role === 'user'
      const ending = endingOf(await result.steps, isAsked)
      if (ending instanceof ModelProblem) {
        writer.write(failed(ending))
        return
      }
      if (ending !== null) sayPlainly(writer, ending)
      await deps.beforeEnd
      writer.write({ type: 'finish' })
    },
  })
  return createUIMessageStreamResponse({ stream })
}

const failed = (problem: ModelProblem) =>
  ({ type: 'error', errorText: providerProblem(problem) }) as const

function sayPlainly(writer: UIMessageStreamWriter, text: string): void {
  const id = 'stopped'
  writer.write({ type: 'text-start', id })
  writer.write({ type: 'text-delta', id, delta: text })
  writer.write({ type: 'text-end', id })
}
