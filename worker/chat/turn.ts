import {
  createUIMessageStream,
  createUIMessageStreamResponse,
  isStepCount,
  jsonSchema,
  NoSuchToolError,
  streamText,
  tool as sdkTool,
  wrapLanguageModel,
  type LanguageModelUsage,
  type ModelMessage,
  type StepResult,
  type ToolSet,
  type UIMessageStreamWriter,
} from 'ai'
import type { LanguageModelV4 } from '@ai-sdk/provider'
import { z } from 'zod'
import { ModelProblem } from '../models/model-problem.ts'
import { providerProblem } from '../models/provider-problem.ts'
import { noLongSilence } from '../models/silence.ts'
import { soundCalls } from '../models/sound-calls.ts'
import { readInput, schemaForModels } from '../models/tool-input.ts'
import { uniqueCalls } from '../models/unique-calls.ts'
import { providerOptions } from '../models/provider-options.ts'
import { tools, toolNamed } from '../tools/index.ts'
import type { ReadTool, Tool, ToolContext } from '../tools/tool.ts'
import { type Gate, NotProposed } from './gate.ts'
import { fenced } from './untrusted.ts'

/** A turn that calls tools this often without a word to the member has lost its way. */
const MAX_STEPS = 8
const LOST =
  'I stopped here: I was calling tools again and again without getting anywhere. Please tell me what to do next.'

const CUT_SHORT =
  'I reached the length that the model may write, so this is cut short; ask me to go on, or for less.'

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

type Step = Pick<StepResult<ToolSet>, 'finishReason' | 'text' | 'toolCalls'>

const saysNothing = ({ text, toolCalls }: Step): boolean =>
  text.trim() === '' && toolCalls.every((call) => toolNamed(call.toolName)?.kind !== 'effect')

/**
 * What people need to hear of how a reply ended: a sentence, a problem with Retry, or nothing. Where
 * nobody asked, as after a decision, and where there are cards, silence says enough.
 */
function endingOf(steps: readonly Step[], isAsked: boolean): string | ModelProblem | null {
  const last = steps.at(-1)
  if (!last) return null
  const { finishReason, text, toolCalls } = last
  if (steps.length >= MAX_STEPS && finishReason === 'tool-calls') return LOST
  const isEmpty = text.trim() === '' && toolCalls.length === 0
  switch (finishReason) {
    case 'interrupted':
      return new ModelProblem('cut')
    case 'content-filter':
      return isEmpty ? new ModelProblem('filtered') : null
    case 'length':
      return isEmpty ? new ModelProblem('tooLong') : CUT_SHORT
    default:
      return isAsked && steps.every(saysNothing) ? new ModelProblem('empty') : null
  }
}

function sayPlainly(writer: UIMessageStreamWriter, text: string): void {
  const id = 'stopped'
  writer.write({ type: 'text-start', id })
  writer.write({ type: 'text-delta', id, delta: text })
  writer.write({ type: 'text-end', id })
}

/** What every call with consequences may say beside its own input. */
const replacing = z.object({
  replaces: z
    .string()
    .max(100)
    .optional()
    .describe(
      'Only when the person corrects a request that still waits: its requestId. This call takes its place.',
    ),
})

const taken = new Map(
  tools.map(({ name, kind, input }) => [
    name,
    kind === 'effect' && input instanceof z.ZodObject ? input.extend(replacing.shape) : input,
  ]),
)

/** What a model may give to a tool. */
const takenBy = ({ name, input }: Tool): z.ZodType => taken.get(name) ?? input

const schemaOf = (definition: Tool) =>
  jsonSchema<unknown>(() => schemaForModels(takenBy(definition)))

/** Made once: to write a schema down as JSON takes longer than the rest of a short turn. */
const inputs = new Map(tools.map((definition) => [definition.name, schemaOf(definition)]))

function toolSet(gate: Gate, context: ToolContext): ToolSet {
  const read = async (definition: ReadTool<unknown>, given: unknown): Promise<unknown> => {
    const input = await readInput(takenBy(definition), given)
    if ('problem' in input) throw new NotProposed(input.problem)
    if (definition.inTheirName && gate.hasReadUntrusted) {
      throw new NotProposed('Words of strangers were read here, so please do that on the card.')
    }
    const output = await lookedUp(() => definition.run(input.value, context))
    if (!definition.untrusted) return output
    gate.readUntrusted()
    return fenced(output, definition.name)
  }
  return Object.fromEntries(
    tools.map((definition) => [
      definition.name,
      sdkTool({
        description: definition.description,
        // For the model only: what it gives is read here, so that it hears in plain words what is wrong.
        inputSchema: inputs.get(definition.name) ?? schemaOf(definition),
        execute: async (input: unknown, { toolCallId }) =>
          definition.kind === 'read'
            ? read(definition as ReadTool<unknown>, input)
            : gate.perform(toolCallId),
      }),
    ]),
  )
}

/** A look-up that fails must not end the reply, nor show a database's words to anybody. */
async function lookedUp<T>(lookUp: () => Promise<T>): Promise<T> {
  try {
    return await lookUp()
  } catch (error) {
    console.error('A tool could not look something up', error)
    throw new NotProposed('That could not be looked up just now; try again in a moment.')
  }
}
