import { type APIRequestContext, type APIResponse, expect, type Page } from '@playwright/test'
import { approvalRequest, type ApprovalRequest } from '../domain/protocol.ts'
import { person, type Person, type Role } from '../domain/roles.ts'
import { ChatPage } from './pages/chat-page.ts'
import { ReviewPage } from './pages/review-page.ts'
import { Shell } from './pages/shell.ts'

/** One person with an account of their own, in a browser of their own. */
export class Actor {
  readonly person: Person
  readonly page: Page
  readonly chat: ChatPage
  readonly review: ReviewPage
  readonly shell: Shell

  constructor(person: Person, page: Page) {
    this.person = person
    this.page = page
    this.chat = new ChatPage(page)
    this.review = new ReviewPage(page)
    this.shell = new Shell(page)
  }

  /** Makes a fresh account and signs this page's browser in to it. */
  static async signUp(page: Page, role: Role): Promise<Actor> {
    const answer = await page.request.post('/e2e/accounts', { data: { role } })
    return new Actor(person.parse(await json(answer)), page)
  }

  get name(): string {
    return this.person.name
  }

  /** The API as this person's scripts would use it. */
  get api(): APIRequestContext {
    return this.page.request
  }

  /** Another tab of the same browser. */
  async secondTab(): Promise<Actor> {
    return new Actor(this.person, await this.page.context().newPage())
  }

  /** A new conversation, made over HTTP. */
  async newConversation(): Promise<string> {
    const { id } = await json(await this.api.post('/api/conversations'))
    return id
  }

  /** The request as the server has it now. */
  async request(id: string): Promise<ApprovalRequest> {
    return approvalRequest.parse(await json(await this.api.get(`/api/approvals/${id}`)))
  }

  /** Decides over HTTP on what the server shows now. */
  async decide(id: string, verdict: 'approve' | 'deny', reason?: string): Promise<APIResponse> {
    const { version, digest } = await this.request(id)
    return this.api.post(`/api/approvals/${id}/decisions`, {
      data: { verdict, version, digest, ...(reason !== undefined && { reason }) },
    })
  }

  /** Sends raw frames over a socket of its own and gives the code of each refusal. */
  sendFrames(conversationId: string, frames: string[]): Promise<string[]> {
    return this.page.evaluate(
      ([path, wanted]) => {
        const { promise, resolve, reject } = Promise.withResolvers<string[]>()
        const codes: string[] = []
        const socket = new WebSocket(path)
        socket.addEventListener('error', () => reject(new Error('The socket was refused.')))
        socket.addEventListener('open', () => wanted.forEach((frame) => socket.send(frame)))
        socket.addEventListener('message', ({ data }) => {
          const frame = JSON.parse(data)
          if (frame.type === 'countersign_refused') codes.push(frame.code)
          if (codes.length < wanted.length) return
          resolve(codes)
          socket.close()
        })
        return promise
      },
      [`/agents/chat-agent/${conversationId}`, frames] as const,
    )
  }

  /** The requests of a conversation, newest first. */
  async requestsOf(conversationId: string): Promise<ApprovalRequest[]> {
    const answer = await this.api.get(`/api/approvals?conversationId=${conversationId}`)
    return approvalRequest.array().parse((await json(answer)).items)
  }
}

/** The body of an answer that must be a success. */
export async function json(answer: APIResponse) {
  expect(answer.ok(), `${answer.url()} answered ${answer.status()}`).toBe(true)
  return answer.json()
}

/** The `{code, message, …}` of an answer that must be this refusal. */
export async function refusal(answer: APIResponse, status: number) {
  expect(answer.status()).toBe(status)
  return (await answer.json()).error
}
