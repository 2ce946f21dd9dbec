import {
  experimental_streamTextLowMemory as streamText,
  generateId,
  isStepCount,
  NoSuchToolError,
  toUIMessageChunk,
  wrapLanguageModel,
  type LanguageModelUsage,
  type ModelMessage,
  type StepResult,
  type ToolSet,
  type UIMessageChunk,
} from 'ai'
import type { LanguageModelV4, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { ModelProblem } from '../models/model-problem.ts'
import { providerProblem } from '../models/provider-problem.ts'
import { noLongSilence } from '../models/silence.ts'
import { soundPart } from '../models/sound-calls.ts'
import { readInput } from '../models/tool-input.ts'
import { uniqueCalls } from '../models/unique-calls.ts'
import { providerOptions } from '../models/provider-options.ts'
import { toolNamed } from '../tools/index.ts'
import type { ToolContext } from '../tools/tool.ts'
import { endingOf, MAX_STEPS } from './ending.ts'
import { eventStream } from './event-stream.ts'
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
  const unique = uniqueCalls(deps.isKnownCall, () => `call_${crypto.randomUUID()}`)
  const changes = () => {
    const rename = unique()
    return (part: LanguageModelV4StreamPart) => rename(soundPart(part))
  }
  const tools = toolSet(gate, context)
  const steps: StepResult<ToolSet>[] = []
  // This one has a single reader, which is all that a turn needs: the other keeps every chunk a second
  // time for whoever may ask again.
  const result = streamText({
    model: wrapLanguageModel({
      model: deps.model,
      middleware: noLongSilence(deps.silenceMs, changes),
    }),
    instructions: deps.instructions,
    messages: deps.messages,
    allowSystemInMessages: true,
    tools,
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
    onStepEnd: (step) => {
      steps.push(step)
      const { usage, finishReason } = step
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
  return eventStream(async (write) => {
    const invalid = new Set<string>()
    let ended = false
    for await (const part of result.stream) {
      // Its call said already what is wrong.
      if (part.type === 'tool-error' && invalid.delete(part.toolCallId)) continue
      if (part.type === 'tool-call' && part.invalid) invalid.add(part.toolCallId)
      const chunk = toUIMessageChunk(part, {
        tools,
        onError,
        sendFinish: false,
        ...(part.type === 'start' && {
          messageMetadata: { at: deps.at },
          responseMessageId: generateId(),
        }),
      })
      if (!chunk) continue
      ended ||= chunk.type === 'abort' || chunk.type === 'error'
      write(chunk)
    }
    if (ended) return
    // Fails where the model gave nothing at all.
    await result.finishReason
    const isAsked = deps.messages.at(-1)?.role === 'user'
    const ending = endingOf(steps, isAsked)
    if (ending instanceof ModelProblem) {
      write(failed(ending))
      return
    }
    if (ending !== null) sayPlainly(write, ending)
    await deps.beforeEnd
    write({ type: 'finish' })
  }, onError)
}

const failed = (problem: ModelProblem) =>
  ({ type: 'error', errorText: providerProblem(problem) }) as const

function sayPlainly(write: (chunk: UIMessageChunk) => void, text: string): void {
  const id = 'stopped'
  write({ type: 'text-start', id })
  write({ type: 'text-delta', id, delta: text })
  write({ type: 'text-end', id })
}
