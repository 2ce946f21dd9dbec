import type { UIMessage } from 'ai'
import { z } from 'zod'
import type { Status } from '../../domain/approval.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Role } from '../../domain/roles.ts'
import type { Cast } from './cast.ts'
import { told } from './http.ts'
import { ballotOf, chatPath, requestsOf } from './requests.ts'
import { Session } from './session.ts'
import type { Socket } from './socket.ts'
import { until } from './until.ts'

const created = z.object({ id: z.string() })

/** One attack's own people, conversations and requests. */
export class Stage {
  readonly cast: Cast
  /** A fresh member, whose requests are under attack; perhaps they are the attacker. */
  readonly owner: Session
  readonly conversations: string[] = []
  /** How far the clock of the first conversation was moved, in milliseconds. */
  moved = 0
  #request: ApprovalRequest | undefined
  readonly #sockets: Socket[] = []
  readonly #chats = new Map<string, Promise<Socket>>()
  /** Conversations in which nothing was said. */
  readonly #silent = new Set<string>()
  readonly #marks: (() => Promise<void>)[] = []

  private constructor(cast: Cast, owner: Session) {
    this.cast = cast
    this.owner = owner
  }

  static async set(cast: Cast, role: Role = 'member'): Promise<Stage> {
    const stage = new Stage(cast, await Session.signUp(cast.url, role))
    await stage.newConversation()
    return stage
  }

  /** The conversation that it began with. */
  get conversation(): string {
    return this.conversations[0] ?? ''
  }

  /** What the attack is about: the first request that was asked. */
  get request(): ApprovalRequest {
    if (!this.#request) throw new Error('Nothing was asked on this stage.')
    return this.#request
  }

  /** Its address in the API. */
  get path(): string {
    return `/api/approvals/${this.request.id}`
  }

  async newConversation(owner = this.owner): Promise<string> {
    const { id } = created.parse(await owner.must('POST', '/api/conversations', {}))
    if (owner === this.owner) this.conversations.push(id)
    this.#silent.add(id)
    return id
  }

  // ── asking ───────────────────────────────────────────────────────────────────────────────────

  async write(
    text: string,
    { owner = this.owner, conversation = this.conversation } = {},
  ): Promise<void> {
    this.#silent.delete(conversation)
    await owner.must('POST', `/api/conversations/${conversation}/messages`, { text })
  }

  /** Writes this and gives the request that comes of it. */
  async ask(
    text: string,
    { owner = this.owner, conversation = this.conversation } = {},
  ): Promise<ApprovalRequest> {
    const read = () => requestsOf(owner, conversation)
    const known = this.#silent.has(conversation) ? [] : (await read()).map(({ id }) => id)
    await this.write(text, { owner, conversation })
    const isNew = ({ id }: ApprovalRequest) => !known.includes(id)
    const found = await until(read, (all) => all.some(isNew), `“${text}” becomes a request`)
    const request = found.find(isNew)
    if (!request) throw new Error('The request has gone.')
    this.#request ??= request
    return request
  }

  /** Asks to pay an invoice that nobody else knows of. `amount` in cents. */
  async askToPay(
    amount: number,
    where: Parameters<Stage['ask']>[1] = {},
  ): Promise<ApprovalRequest> {
    const { number } = await this.cast.workshop.invoice(amount)
    return this.ask(`Pay invoice ${number}`, where)
  }

  // ── looking ──────────────────────────────────────────────────────────────────────────────────

  /** All requests of the stage as their owner sees them now. */
  async requests(): Promise<ApprovalRequest[]> {
    return (await Promise.all(this.conversations.map((id) => requestsOf(this.owner, id)))).flat()
  }

  async transcript(): Promise<UIMessage[]> {
    const path = `/api/conversations/${this.conversation}/messages`
    return ((await this.owner.must('GET', path)) as { items: UIMessage[] }).items
  }

  /** Waits until a request of the stage is in this status; the first one unless another is named. */
  async becomes(status: Status, id = this.request.id): Promise<ApprovalRequest> {
    const found = await until(
      async () => (await this.requests()).find((request) => request.id === id),
      (request) => request?.status === status,
      `${id} becomes ${status}`,
    )
    if (!found) throw new Error(`There is no request ${id}.`)
    return found
  }

  // ── acting ───────────────────────────────────────────────────────────────────────────────────

  /** Somebody else of this role, with an account of their own. */
  newcomer(role: Role, name?: string): Promise<Session> {
    return Session.signUp(this.cast.url, role, name)
  }

  /** Decides on what was first shown of the request. */
  decide(who: Session, verdict: 'approve' | 'deny', seen = this.request): Promise<string> {
    const path = `/api/approvals/${seen.id}/decisions`
    return who.send('POST', path, ballotOf(seen, verdict)).then(told)
  }

  edit(who: Session, input: unknown, seen = this.request): Promise<string> {
    const { version, digest } = seen
    return who.post(`/api/approvals/${seen.id}/edits`, { version, digest, input })
  }

  /** The owner's socket to a conversation, one for all who ask. */
  chat(conversation = this.conversation): Promise<Socket> {
    const open = this.#chats.get(conversation) ?? this.open(this.owner, chatPath(conversation))
    this.#chats.set(conversation, open)
    return open
  }

  /** A socket of its own, closed with the stage. */
  async open(who: Session, path = chatPath(this.conversation)): Promise<Socket> {
    const socket = await who.open(path)
    this.#sockets.push(socket)
    return socket
  }

  async moveClock(advanceMs: number): Promise<void> {
    this.moved += advanceMs
    await this.cast.workshop.moveClock({ advanceMs, conversationId: this.conversation })
  }

  // ── around ───────────────────────────────────────────────────────────────────────────────────

  /** Calls this whenever the stage is marked. */
  onMark(take: () => Promise<void>): void {
    this.#marks.push(take)
  }

  /** What came before was honest; what comes now must change nothing. */
  async mark(): Promise<void> {
    for (const take of this.#marks) await take()
  }

  clear(): void {
    for (const socket of this.#sockets) socket.close()
  }
}
