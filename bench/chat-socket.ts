/** A frame of the Agents SDK's chat protocol, or one of Countersign's own beside it. */
export type Frame = {
  type: string
  id?: string
  body?: string
  done?: boolean
  message?: unknown
  request?: { toolCallId?: string; status: string }
  answer?: { ok: boolean }
}

type Waiter = { test: (frame: Frame) => boolean; take: (frame: Frame) => void }

/** A chat's WebSocket without a browser: whatever is given is sent, and every answer is seen. */
export class ChatSocket {
  readonly #socket: WebSocket
  #waiters: Waiter[] = []

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => {
      if (typeof data !== 'string') return
      const frame: Frame = JSON.parse(data)
      const heard = this.#waiters.filter(({ test }) => test(frame))
      this.#waiters = this.#waiters.filter((waiter) => !heard.includes(waiter))
      for (const { take } of heard) take(frame)
    })
  }

  static async open(url: string, headers: Record<string, string> = {}): Promise<ChatSocket> {
    // Node's WebSocket takes headers beside the protocols; the DOM's type does not say so.
    const socket: WebSocket = Reflect.construct(WebSocket, [
      url.replace(/^http/, 'ws'),
      { headers },
    ])
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve)
      socket.addEventListener('error', () => reject(new Error(`${url} did not open.`)))
    })
    return new ChatSocket(socket)
  }

  send(frame: object): void {
    this.#socket.send(JSON.stringify(frame))
  }

  /** Asks for a turn with this transcript, as `useAgentChat` does. */
  submit(messages: readonly object[], id: string = crypto.randomUUID()): void {
    const body = JSON.stringify({ messages, trigger: 'submit-message' })
    this.send({ type: 'cf_agent_use_chat_request', id, init: { method: 'POST', body } })
  }

  /** The next frame that passes the test; null when none came in time. Listens from the call on. */
  next(test: (frame: Frame) => boolean, milliseconds = 30_000): Promise<Frame | null> {
    return new Promise((resolve) => {
      const waiter: Waiter = {
        test,
        take: (frame) => {
          clearTimeout(timer)
          resolve(frame)
        },
      }
      const timer = setTimeout(() => {
        this.#waiters = this.#waiters.filter((each) => each !== waiter)
        resolve(null)
      }, milliseconds)
      this.#waiters.push(waiter)
    })
  }

  close(): void {
    this.#socket.close()
  }
}

/** The end of a turn; of one turn when its request's id is given. */
export const isDone =
  (requestId?: string) =>
  (frame: Frame): boolean =>
    frame.type === 'cf_agent_use_chat_response' &&
    frame.done === true &&
    (requestId === undefined || frame.id === requestId)

/** A new message of the person. */
export const userMessage = (text: string) => ({
  id: `msg_${crypto.randomUUID().replaceAll('-', '')}`,
  role: 'user' as const,
  parts: [{ type: 'text' as const, text }],
})
