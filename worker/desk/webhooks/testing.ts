import type { ApprovalRequest } from '../../../domain/protocol.ts'
import type { Fact } from '../../approvals/store.ts'
import { factOf, NOW, requestOf } from '../testing/desks.ts'
import { webhookSettings } from './settings.ts'
import { MessageStore } from './store.ts'
import { Webhooks } from './webhooks.ts'

export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

type Reply = number | 'hangs' | 'broken' | { status: number; headers: Record<string, string> }
type Heard = { at: number; headers: Headers; body: string; redirect: string | undefined }

/** An endpoint, a clock and an alarm, over the storage of a real desk. */
export class World {
  now = NOW
  /** What the alarm is armed for, earliest first; null when it is not. */
  alarm: number | null = null
  readonly heard: Heard[] = []
  readonly #sql: SqlStorage
  readonly #replies: Reply[] = []
  #usual: Reply = 200
  #work: Promise<unknown>[] = []
  readonly #hanging: AbortController[] = []
  webhooks: Webhooks

  constructor(sql: SqlStorage) {
    this.#sql = sql
    this.webhooks = this.#start()
  }

  get store(): MessageStore {
    return new MessageStore(this.#sql)
  }

  /** The next answers; after them the usual one. */
  answers(...replies: Reply[]): void {
    this.#replies.push(...replies)
  }

  always(reply: Reply): void {
    this.#usual = reply
  }

  /** What was in memory is gone, what was under way never ends. */
  crash(): void {
    this.#work = []
    this.webhooks = this.#start()
  }

  /** Ten seconds pass for whoever waits for an answer. */
  runOutOfPatience(): void {
    for (const controller of this.#hanging) controller.abort()
  }

  #start(): Webhooks {
    return new Webhooks({
      settings: webhookSettings({
        WEBHOOK_URL: 'https://hooks.example.com/in',
        WEBHOOK_SECRET: SECRET,
        PUBLIC_URL: 'https://desk.example.com',
      }),
      sql: this.#sql,
      now: () => this.now,
      random: () => 0,
      fetch: (_, init) => this.#reply(init),
      timeout: () => {
        const controller = new AbortController()
        this.#hanging.push(controller)
        return controller.signal
      },
      wakeAt: async (at) => {
        this.alarm = Math.min(at, this.alarm ?? at)
      },
      background: (work) => void this.#work.push(work),
    })
  }

  #reply({ headers, body, redirect, signal }: RequestInit): Promise<Response> {
    this.heard.push({
      at: this.now,
      headers: new Headers(headers),
      body: String(body),
      redirect,
    })
    const reply = this.#replies.shift() ?? this.#usual
    if (reply === 'broken') return Promise.reject(new TypeError('Network connection lost.'))
    if (reply === 'hangs') {
      const { promise, reject } = Promise.withResolvers<Response>()
      signal?.addEventListener('abort', () => reject(new Error('aborted')))
      return promise
    }
    const { status, headers: told } =
      typeof reply === 'number' ? { status: reply, headers: {} } : reply
    return Promise.resolve(new Response(status === 204 ? null : 'words', { status, headers: told }))
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    while (this.#work.length > 0) await Promise.all(this.#work.splice(0))
  }

  /** What the desk does with a delivery, without a desk around it. */
  async receive(
    facts: Fact[] = [factOf(1, { body: requestOf() })],
    requests: ApprovalRequest[] = [requestOf()],
    known = 0,
  ): Promise<void> {
    await this.webhooks.expect(facts)
    this.webhooks.note(facts, known, requests, () => null)
  }

  async send(): Promise<void> {
    await this.webhooks.wake()
    await this.settled()
  }

  /** Lets the time pass until the alarm rings, and what it begins come to an end. */
  async ring(): Promise<void> {
    if (this.alarm === null) throw new Error('No alarm is armed.')
    this.now = Math.max(this.now, this.alarm)
    this.alarm = null
    await this.send()
  }
}
