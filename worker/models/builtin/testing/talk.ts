import type {
  JSONValue,
  LanguageModelV4FunctionTool,
  LanguageModelV4Message,
  LanguageModelV4Prompt,
} from '@ai-sdk/provider'
import { createBuiltinModel } from '../model.ts'
import { toolNames, world, type Called, type World } from './world.ts'

/** What the assistant did about one utterance: what it said in the end and in all, and all it called. */
export type Answer = { text: string; all: string; called: Called[] }

export const toolsFor = (names: readonly string[]): LanguageModelV4FunctionTool[] =>
  names.map((name) => ({ type: 'function', name, inputSchema: { type: 'object' } }))

const statusOf = (result: JSONValue | undefined): unknown =>
  typeof result === 'object' && result !== null && 'status' in result ? result.status : undefined

/** A Monday at noon. */
const MONDAY = Date.parse('2026-11-23T12:00:00Z')

const instructions = (now: number): LanguageModelV4Message => ({
  role: 'system',
  content: `You are the assistant of Maya (a member). It is ${new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' }).format(now)} (UTC).`,
})

/** A conversation with the built-in assistant, the way the chat holds it. */
export class Talk {
  readonly prompt: LanguageModelV4Prompt
  /** The calls that became requests, with what became of them. */
  readonly requests: (Called & { result: JSONValue; output: { value: JSONValue } })[] = []
  readonly #model: ReturnType<typeof createBuiltinModel>
  readonly #answers: World
  readonly #tools: readonly string[]

  constructor(answers: World = world, now = MONDAY, tools: readonly string[] = toolNames) {
    let ids = 0
    this.#model = createBuiltinModel(() => `call_${(ids += 1)}`)
    this.#answers = answers
    this.#tools = tools
    this.prompt = [instructions(now)]
  }

  /** The requests that wait. */
  get waiting(): Called[] {
    return this.requests
      .filter(({ output }) => statusOf(output.value) === 'pending')
      .map(({ tool, input }) => ({ tool, input }))
  }

  /** The requests that were carried out. */
  get done(): Called[] {
    return this.requests
      .filter(({ output }) => statusOf(output.value) === 'succeeded')
      .map(({ tool, input }) => ({ tool, input }))
  }

  /** Says something; results follow calls, and a call that waits ends the turn. */
  async say(text: string): Promise<Answer> {
    this.prompt.push({ role: 'user', content: [{ type: 'text', text }] })
    return this.#turn()
  }

  /** Everything that waits is decided; the assistant tells it. */
  async decide(verdict: 'approve' | 'deny', reason?: string): Promise<Answer> {
    const events: LanguageModelV4Message[] = []
    for (const { output } of this.requests) {
      if (statusOf(output.value) !== 'pending' || typeof output.value !== 'object') continue
      output.value =
        verdict === 'deny'
          ? { ...output.value, status: 'denied', decidedBy: 'Riley', ...(reason && { reason }) }
          : {
              ...output.value,
              status: 'succeeded',
              receipt: { title: 'Did it', facts: [{ label: 'Booking', value: 'BKG-1009' }] },
            }
      events.push({ role: 'system', content: `Event: ${JSON.stringify(output.value)}` })
    }
    this.prompt.push(...events)
    const answer = await this.#turn()
    // Events are told once; later prompts know the outcome from the call.
    for (const event of events) this.prompt.splice(this.prompt.indexOf(event), 1)
    return answer
  }

  async #turn(): Promise<Answer> {
    const answer: Answer = { text: '', all: '', called: [] }
    for (let goesOn = true; goesOn;) {
      const { content } = await this.#model.doGenerate({
        prompt: this.prompt,
        tools: toolsFor(this.#tools),
      })
      const texts = content.flatMap((part) => (part.type === 'text' ? [part] : []))
      const calls = content.flatMap((part) =>
        part.type === 'tool-call' ? [{ ...part, input: JSON.parse(part.input) as JSONValue }] : [],
      )
      this.prompt.push({ role: 'assistant', content: [...texts, ...calls] })
      answer.text = texts.map((part) => part.text).join('')
      answer.all += `${answer.text}\n`
      const outputs = calls.map(({ toolName, input }) => this.#run({ tool: toolName, input }))
      answer.called.push(
        ...calls.map(({ toolName, input }, index) => ({
          tool: toolName,
          input,
          ...(outputs[index]?.type === 'error-text' && { refused: true }),
        })),
      )
      if (calls.length > 0) {
        this.prompt.push({
          role: 'tool',
          content: calls.map(({ toolCallId, toolName }, index) => ({
            type: 'tool-result',
            toolCallId,
            toolName,
            output: outputs[index]!,
          })),
        })
      }
      goesOn = calls.length > 0 && !outputs.some(({ value }) => statusOf(value) === 'pending')
    }
    return answer
  }

  #run(call: Called): { type: 'json'; value: JSONValue } | { type: 'error-text'; value: string } {
    const { requestId, replaces } = call.input as Record<string, string>
    if (call.tool === 'withdraw_request') {
      const found = this.requests.find(({ output }) => isOf(output.value, requestId))
      if (!found) return { type: 'json', value: { problem: 'There is no such request.' } }
      found.output.value = { ...(found.output.value as object), status: 'withdrawn' }
      return { type: 'json', value: found.output.value }
    }
    const result = this.#answers(call)
    if (typeof result === 'object' && result !== null && 'refused' in result) {
      return { type: 'error-text', value: String(result.refused) }
    }
    if (statusOf(result) === undefined) return { type: 'json', value: result }
    const output = {
      type: 'json' as const,
      value: { ...(result as object), requestId: `r${this.requests.length + 1}` } as JSONValue,
    }
    const older = this.requests.find((one) => isOf(one.output.value, replaces))
    if (older) older.output.value = { ...(older.output.value as object), status: 'superseded' }
    this.requests.push({ ...call, result, output })
    return output
  }
}

const isOf = (value: JSONValue, requestId: string | undefined): boolean =>
  requestId !== undefined && (value as { requestId?: string }).requestId === requestId

/** Holds a conversation of the person's words alone. */
export async function talk(utterances: readonly string[], answers: World = world) {
  const conversation = new Talk(answers)
  const replies: Answer[] = []
  for (const said of utterances) replies.push(await conversation.say(said))
  return { replies, prompt: conversation.prompt, last: replies.at(-1)! }
}
