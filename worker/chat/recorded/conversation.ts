import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, inject, vi } from 'vitest'
import type { ScriptedAnswer } from '../../../e2e/openai-server.ts'
import type { ApprovalRequest } from '../../../domain/protocol.ts'
import type { Person } from '../../../domain/roles.ts'
import { chooseModel, type ChosenModel } from '../../models/choose.ts'
import { type ChatHost, PERSON_HEADER, SESSION_HEADER } from '../../rpc.ts'
import type { EffectTool } from '../../tools/tool.ts'
import type { ChatAgent } from '../chat-agent.ts'

export type Api = 'responses' | 'chat'

/** The seams of a conversation's object that a test may set. */
type Seams = {
  now(): number
  wake(): Promise<void>
  chooseModel(): ChosenModel | { problem: string }
  effectTool(name: string): EffectTool<unknown> | null
  waitUntilStable(options: object): Promise<unknown>
}

const { url, control } = inject('openai')

const ask = async <T>(path: string, body?: unknown): Promise<T> => {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  return (await fetch(`${control}/${path}`, init)).json()
}

let number = 0

/** A conversation of one person with a model that says what it is told to. */
export class Conversation {
  readonly owner: Person
  readonly #key: string
  readonly #stub: ReturnType<typeof env.ChatAgent.getByName>
  readonly #frames: string[] = []
  #socket: WebSocket | null = null

  private constructor(owner: Person) {
    this.owner = owner
    this.#key = `recorded${(number += 1)}aaaa`
    this.#stub = env.ChatAgent.getByName(this.#key)
  }

  static async open(
    owner: Person,
    api: Api,
    settings: { timeout?: string; baseUrl?: string } = {},
  ): Promise<Conversation> {
    const one = new Conversation(owner)
    await one.chat.open(owner, one.#key)
    await one.#with((object) => {
      object.chooseModel = () =>
        chooseModel({
          OPENAI_API_KEY: one.#key,
          OPENAI_BASE_URL: settings.baseUrl ?? url,
          OPENAI_API: api,
          ...(settings.timeout !== undefined && { OPENAI_TIMEOUT: settings.timeout }),
        })
    })
    await one.#listen()
    return one
  }

  get chat(): ChatHost {
    return this.#stub as unknown as ChatHost
  }

  #with<T>(use: (object: Seams) => T | Promise<T>): Promise<T> {
    return runInDurableObject(this.#stub, (instance) =>
      use(instance as unknown as ChatAgent & Seams),
    )
  }

  async #listen(): Promise<void> {
    const person = encodeURIComponent(JSON.stringify(this.owner))
    const headers = { upgrade: 'websocket', [PERSON_HEADER]: person, [SESSION_HEADER]: 'session' }
    const { webSocket } = await this.#stub.fetch('https://countersign.test/', { headers })
    if (!webSocket) throw new Error('The conversation took no socket.')
    webSocket.accept()
    webSocket.addEventListener('message', ({ data }) => void this.#frames.push(String(data)))
    this.#socket = webSocket
  }

  close(): void {
    this.#socket?.close()
  }

  /** What the provider answers, one after another. */
  script(answers: readonly ScriptedAnswer[]): Promise<null> {
    return ask(`script/${this.#key}`, answers)
  }

  /** The bodies that the provider was sent. */
  sent(): Promise<Record<string, unknown>[]> {
    return ask(`requests/${this.#key}`)
  }

  /** Breaks the provider's connection. */
  cut(): Promise<null> {
    return ask(`cut/${this.#key}`)
  }

  /** Says something; over when the provider has been asked so often in all and nothing runs any more. */
  async say(text: string, asked: number): Promise<void> {
    await this.chat.submit(this.owner, text, 'UTC')
    await this.quiet(asked)
  }

  async quiet(asked: number): Promise<void> {
    await this.asked(asked)
    await this.#with((object) => object.waitUntilStable({ pendingInteraction: () => false }))
  }

  async asked(times: number): Promise<void> {
    await vi.waitFor(async () => expect((await this.sent()).length).toBeGreaterThanOrEqual(times), {
      timeout: 10_000,
      interval: 10,
    })
  }

  /** Its requests, oldest first. */
  async requests(): Promise<ApprovalRequest[]> {
    return (await this.chat.requests(this.owner)).toReversed()
  }

  async #request(index: number): Promise<ApprovalRequest> {
    return vi.waitFor(async () => {
      const found = (await this.requests())[index]
      if (!found) throw new Error(`There is no request ${index} yet.`)
      return found
    })
  }

  async approve(who: Person, index = 0): Promise<void> {
    const { id, version, digest } = await this.#request(index)
    const ballot = { kind: 'decide', verdict: 'approve', version, digest } as const
    expect(await this.chat.act(who, id, ballot)).toMatchObject({ ok: true })
  }

  async deny(who: Person, reason: string, index = 0): Promise<void> {
    const { id, version, digest } = await this.#request(index)
    const ballot = { kind: 'decide', verdict: 'deny', version, digest, reason } as const
    expect(await this.chat.act(who, id, ballot)).toMatchObject({ ok: true })
  }

  async edit(who: Person, input: Record<string, unknown>, index = 0): Promise<void> {
    const { id, version, digest } = await this.#request(index)
    const action = { kind: 'edit', version, digest, input } as const
    expect(await this.chat.act(who, id, action)).toMatchObject({ ok: true })
  }

  async withdraw(index = 0): Promise<void> {
    const { id } = await this.#request(index)
    expect(await this.chat.act(this.owner, id, { kind: 'withdraw' })).toMatchObject({ ok: true })
  }

  /** Lets time pass, in milliseconds, and whatever was due happen. */
  pass(ms: number): Promise<void> {
    return this.#with(async (object) => {
      const now = object.now()
      object.now = () => now + ms
      await object.wake()
    })
  }

  /** From now on effects end like this. */
  effectsEnd(run: EffectTool<unknown>['run']): Promise<void> {
    return this.#with((object) => {
      const found = object.effectTool.bind(object)
      object.effectTool = (name) => {
        const tool = found(name)
        return tool && { ...tool, run, find: async () => null }
      }
    })
  }

  /** Until this much of a reply has reached the browser. */
  async heard(text: string): Promise<void> {
    const spoken = () =>
      this.#frames
        .flatMap((frame) => [...frame.matchAll(/\\"delta\\":\\"(.*?)\\"/g)])
        .map(([, delta]) => delta)
        .join('')
    await vi.waitFor(() => expect(spoken()).toContain(text), { timeout: 10_000, interval: 10 })
  }

  /** The sentences with Retry that people were shown. */
  shown(): string[] {
    return this.#frames.flatMap((frame) => {
      const { type, error, body } = JSON.parse(frame) as Record<string, unknown>
      return type === 'cf_agent_use_chat_response' && error === true ? [String(body)] : []
    })
  }
}
