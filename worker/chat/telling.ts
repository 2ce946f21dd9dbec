import type { UIMessage } from 'ai'
import { isSettled } from '../../domain/approval.ts'
import type { RequestRecord } from '../approvals/record.ts'
import type { RequestStore } from '../approvals/store.ts'
import { eventId, eventSentence } from './outcome.ts'
import { awaitedBy, projected, requestsIn } from './projection.ts'
import type { EventMetadata } from './prompt.ts'

/** What the conversation's object lends: its transcript and its turns. */
export type Transcript = {
  messages(): readonly UIMessage[]
  /** Stores a message anew and shows it to every tab. */
  update(message: UIMessage): Promise<void>
  /** Resolves when no turn runs. */
  idle(): Promise<unknown>
  /** Adds those rows that are not there yet, and lets the model speak of them. */
  speakOf(rows: readonly UIMessage[]): Promise<unknown>
  /** Goes on with the last reply. */
  goOn(): Promise<unknown>
  /** Milliseconds since the epoch. */
  now(): number
}

/**
 * Brings outcomes into the conversation: the calls of the last reply by going on with it, late ones by
 * an event row and a short turn. What was told is kept with the request, so that a crash repeats a
 * sentence at worst and never swallows an outcome.
 */
export class Telling {
  readonly #store: RequestStore
  readonly #transcript: Transcript
  #advancing: Promise<void> = Promise.resolve()
  /** Outcomes that the running turn is about. */
  #current: string[] = []

  constructor(store: RequestStore, transcript: Transcript) {
    this.#store = store
    this.#transcript = transcript
  }

  readonly find = (toolCallId: string): RequestRecord | null => this.#store.byToolCall(toolCallId)

  /**
   * Notes which outcomes the turn that begins is about: those with an event row, and those of the
   * reply that goes on. A turn that answers the member may say nothing of an outcome, so it does not
   * count as told. Answers whether there are any.
   */
  begin(continuation: boolean): boolean {
    const messages = this.#transcript.messages()
    const last = messages.findLast((message) => message.role === 'assistant')
    const here = continuation && last ? requestsIn(last, this.find) : []
    this.#current = this.#store
      .untold()
      .filter(
        (record) =>
          here.some((one) => one.id === record.id) ||
          messages.some((message) => message.id === eventId(record)),
      )
      .map((record) => record.id)
    return this.#current.length > 0
  }

  /** An outcome that came while the turn ran, and that it was given as the result of a call. */
  include(requestId: string): void {
    this.#current.push(requestId)
  }

  /** The turn has ended, and with it what it was about is told. */
  end(): void {
    for (const id of this.#current) {
      const status = this.#store.get(id)?.status
      if (status && (isSettled(status) || status === 'unknown')) this.#store.setTold(id)
    }
    this.#current = []
  }

  /** Brings the transcript to the table's state and lets the model tell what nobody has been told. */
  advance(): Promise<void> {
    const run = () => this.#advance()
    this.#advancing = this.#advancing.then(run, run)
    return this.#advancing
  }

  async #advance(): Promise<void> {
    await this.project()
    await this.#transcript.idle()
    const untold = this.#store.untold()
    if (untold.length === 0) return
    const here = awaitedBy(this.#transcript.messages().at(-1), this.find)
    const late = untold.filter((record) => !here.some((one) => one.id === record.id))
    if (late.length > 0) {
      await this.#transcript.speakOf(late.map((record) => this.#event(record)))
    } else if (here.every(({ status }) => isSettled(status) || status === 'unknown')) {
      await this.#transcript.goOn()
    }
  }

  /** Brings the tool parts in memory to the state of their requests. */
  async project(): Promise<void> {
    for (const message of this.#transcript.messages()) {
      const next = projected(message, this.find, (id) => this.#store.statusOfCall(id))
      if (next) await this.#transcript.update(next)
    }
  }

  #event(record: RequestRecord): UIMessage {
    const text = eventSentence(record)
    const event: EventMetadata['event'] = {
      requestId: record.id,
      toolCallId: record.toolCallId ?? '',
      text,
    }
    return {
      id: eventId(record),
      role: 'system',
      parts: [{ type: 'text', text }],
      metadata: { at: new Date(this.#transcript.now()).toISOString(), event },
    }
  }
}
