import type {
  JSONObject,
  LanguageModelV4Message,
  LanguageModelV4Prompt,
  LanguageModelV4ToolResultOutput,
} from '@ai-sdk/provider'
import { z } from 'zod'
import type { Now } from './facts/days.ts'
import { frameOf } from './frames/index.ts'
import { upperFirst } from './phrases.ts'
import { readOutcome, type Outcome } from './outcome.ts'

export type Result = { ok: true; value: unknown } | { ok: false; message: string }

/** A tool call as the prompt tells it; `result` once it has one. */
export type Call = {
  id: string
  tool: string
  input: unknown
  result?: Result
  /** What the assistant itself had put into it: the transcript may hold facts that the tool froze. */
  asked?: JSONObject
}

/** Why a call has no value to go on with, in a sentence. */
export const problemOf = (call: Call | undefined): string =>
  call?.result?.ok === false ? call.result.message : 'I could not look that up; please try again.'

/** One message of the assistant: what it said, then what it called. */
export type Step = { text: string; calls: Call[] }

/** What the person said, and what the assistant did about it. */
export type Exchange = {
  said: string
  steps: Step[]
  /** What the assistant had said last before that. */
  before: string
}

/** The prompt, read as a conversation. Whatever the assistant remembers, it remembers from here. */
export type Conversation = {
  /** The member's clock, as the instructions tell it; null where they do not. */
  now: Now | null
  exchanges: Exchange[]
  /** Every outcome of a request told so far, oldest first. */
  outcomes: Outcome[]
  /** What wants an answer now: the person's words, results of calls, or outcomes that came late. */
  turn:
    | { kind: 'words' }
    | { kind: 'results'; calls: Call[] }
    | { kind: 'events'; outcomes: Outcome[] }
    | { kind: 'nothing' }
}

/** How a system message begins that brings the outcome of an earlier request. */
export const EVENT_PREFIX = 'Event:'

const slots = z.record(z.string(), z.union([z.string(), z.number()]))

/** What a call would have done, for one that a rule refused before it had a title. */
function titleOf({ tool, input }: Call): string {
  const frame = frameOf(tool)
  const read = slots.safeParse(input).data
  const isWhole = frame && read && frame.required.every((name) => read[name] !== undefined)
  return isWhole ? upperFirst(frame.say(read)) : 'This request'
}

function readResult(call: Call, output: LanguageModelV4ToolResultOutput): Result {
  switch (output.type) {
    case 'json':
    case 'text':
      return { ok: true, value: output.value }
    // Refused by a rule within the turn: the AI SDK passes the rule's sentence on, and no title.
    case 'execution-denied': {
      return {
        ok: true,
        value: { status: 'denied', title: titleOf(call), reason: output.reason ?? null },
      }
    }
    case 'error-text':
      return { ok: false, message: output.value.replace(/^\w*Error: /, '') }
    case 'error-json':
      return { ok: false, message: 'The tool reported an error.' }
    case 'content':
      return {
        ok: true,
        value: output.value.map((part) => (part.type === 'text' ? part.text : '')).join(''),
      }
  }
}

function readEvent(content: string): Outcome | null {
  try {
    return readOutcome(JSON.parse(content.slice(EVENT_PREFIX.length)))
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

const textOf = (content: Exclude<LanguageModelV4Message['content'], string>): string =>
  content
    .map((part) => (part.type === 'text' ? part.text : ''))
    .join('')
    .trim()

const clock = /\bIt is (?:\p{L}+,? )?(\d{1,2}) (\p{L}+) (\d{4}) at (\d{2}):(\d{2})/u

/** The time in the instructions: `It is Monday, 9 November 2026 at 14:05 (Europe/Berlin)`. */
function readClock(instructions: string): Now | null {
  const [, day, month, year, hour, minute] = clock.exec(instructions) ?? []
  const time = Date.parse(`${day} ${month} ${year} ${hour}:${minute} UTC`)
  return Number.isNaN(time) ? null : new Date(time)
}

/** Reads a prompt. Pure: the same prompt gives the same conversation. */
export function readConversation(prompt: LanguageModelV4Prompt): Conversation {
  const conversation: Conversation = {
    now: null,
    exchanges: [],
    outcomes: [],
    turn: { kind: 'nothing' },
  }
  const calls = new Map<string, Call>()
  // Null after an event: what the assistant says then answers the event, not the person.
  let current: Exchange | null = null
  let before = ''

  for (const message of prompt) {
    if (message.role === 'system') {
      const event = message.content.startsWith(EVENT_PREFIX) ? readEvent(message.content) : null
      conversation.now ??= readClock(message.content)
      if (!event) continue
      current = null
      conversation.outcomes.push(event)
      const earlier = conversation.turn.kind === 'events' ? conversation.turn.outcomes : []
      conversation.turn = { kind: 'events', outcomes: [...earlier, event] }
    } else if (message.role === 'user') {
      current = { said: textOf(message.content), steps: [], before }
      conversation.exchanges.push(current)
      conversation.turn = { kind: 'words' }
    } else if (message.role === 'assistant') {
      const step: Step = { text: textOf(message.content), calls: [] }
      for (const part of message.content) {
        if (part.type !== 'tool-call') continue
        const call: Call = { id: part.toolCallId, tool: part.toolName, input: part.input }
        step.calls.push(call)
        calls.set(call.id, call)
      }
      current?.steps.push(step)
      if (step.text) before = step.text
      conversation.turn = { kind: 'nothing' }
    } else {
      const settled: Call[] = conversation.turn.kind === 'results' ? conversation.turn.calls : []
      for (const part of message.content) {
        const call = part.type === 'tool-result' ? calls.get(part.toolCallId) : undefined
        if (!call || part.type !== 'tool-result') continue
        call.result = readResult(call, part.output)
        settled.push(call)
        const outcome = call.result.ok ? readOutcome(call.result.value) : null
        if (outcome) conversation.outcomes.push(outcome)
      }
      if (settled.length > 0) conversation.turn = { kind: 'results', calls: settled }
    }
  }
  return conversation
}
