import { ChatSocket, isDone } from '../bench/chat-socket.ts'
import type { ApprovalRequest } from '../domain/protocol.ts'
import { isEffect } from '../worker/tools/index.ts'
import type { Observed } from './judge.ts'
import type { MadeCall } from './matching.ts'
import type { NewPerson } from './person.ts'
import { Reply, type StreamedCall } from './stream.ts'

/** How long a reply may take, in milliseconds: a small model on a laptop is slow. */
const PATIENCE = 180_000

/** A member's conversation, written over HTTP and heard over its socket. */
export class Conversation {
  readonly id: string
  readonly #member: NewPerson
  readonly #socket: ChatSocket
  /** What the model itself said in each call; a stored call may spell out more. */
  readonly #said = new Map<string, StreamedCall>()
  #known = new Set<string>()
  /** The requests that the last turn made. */
  #latest: ApprovalRequest[] = []

  private constructor(member: NewPerson, id: string, socket: ChatSocket) {
    this.#member = member
    this.id = id
    this.#socket = socket
  }

  /** A new one, in which it is `now` (milliseconds since the epoch). */
  static async start(member: NewPerson, now: number): Promise<Conversation> {
    const { id } = await member.call<{ id: string }>('/api/conversations', {})
    await member.call('/e2e/clock', { conversationId: id, now })
    const socket = await ChatSocket.open(`${member.url}/agents/chat-agent/${id}`, member.headers)
    return new Conversation(member, id, socket)
  }

  /** Writes, and waits until the assistant has answered. */
  async say(text: string, timeZone: string): Promise<Observed> {
    return this.#turn(async () => {
      await this.#member.call(`/api/conversations/${this.id}/messages`, { text, timeZone })
    })
  }

  /** What comes of something that the assistant will speak about, such as a decision. */
  async hear(happens: () => Promise<void>): Promise<Observed> {
    return this.#turn(happens)
  }

  /**
   * What waits for an answer. Requests of several replies would each get a reply of their own, and
   * nobody could say which is heard: such a case is refused.
   */
  async waiting(): Promise<ApprovalRequest[]> {
    const waiting = (await this.#requests()).filter(({ status }) => status === 'pending')
    if (waiting.length === 0) throw new Error('There is nothing to decide.')
    if (
      waiting.length > 1 &&
      !waiting.every(({ id }) => this.#latest.some((one) => one.id === id))
    ) {
      throw new Error('Requests of several replies wait: a case decides those of one.')
    }
    return waiting
  }

  async #requests(): Promise<ApprovalRequest[]> {
    const path = `/api/approvals?conversationId=${this.id}`
    return (await this.#member.call<{ items: ApprovalRequest[] }>(path)).items
  }

  close(): void {
    this.#socket.close()
  }

  async #turn(begin: () => Promise<void>): Promise<Observed> {
    const reply = new Reply()
    const done = this.#socket.next((frame) => {
      reply.hear(frame)
      return isDone()(frame)
    }, PATIENCE)
    await begin()
    if (!(await done)) throw new Error('The assistant did not answer in time.')
    if (reply.error) throw new Error(`The reply failed: ${reply.error}`)
    for (const call of reply.calls) this.#said.set(call.toolCallId, call)
    return this.#observe(reply)
  }

  async #observe({ text, calls }: Reply): Promise<Observed> {
    const requests = await this.#requests()
    const fresh = requests.filter(({ id }) => !this.#known.has(id))
    this.#known = new Set(requests.map(({ id }) => id))
    this.#latest = fresh
    const turnedDown = calls.filter(
      ({ tool, toolCallId }) =>
        isEffect(tool) && !requests.some((request) => request.toolCallId === toolCallId),
    )
    return {
      text,
      reads: calls.map(({ tool }) => tool).filter((tool) => !isEffect(tool)),
      effects: [
        ...fresh.toReversed().map((request) => ({ ...this.#made(request), proposed: true })),
        ...turnedDown.map(({ tool, input }) => ({ tool, input, proposed: false })),
      ],
      waiting: requests
        .filter(({ status }) => status === 'pending')
        .map((request) => this.#made(request)),
    }
  }

  #made({ tool, toolCallId = '', input, version }: ApprovalRequest): MadeCall {
    const said = this.#said.get(toolCallId)?.input ?? input
    // An edit is the newest word on the fields that it names.
    return { tool, input: version > 1 ? { ...said, ...input } : said, frozen: input }
  }
}
