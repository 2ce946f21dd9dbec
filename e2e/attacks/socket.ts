import { z } from 'zod'
import { parseJson } from './http.ts'

const serverFrame = z.looseObject({
  type: z.string(),
  id: z.string().optional(),
  code: z.string().optional(),
  done: z.boolean().optional(),
  error: z.unknown().optional(),
  answer: z
    .object({
      ok: z.boolean(),
      value: z.object({ status: z.string() }).optional(),
      error: z.object({ code: z.string() }).optional(),
    })
    .optional(),
})
export type ServerFrame = z.infer<typeof serverFrame>

/** A WebSocket from outside a browser: it may send any frame with any header. */
export class Socket {
  /** Everything that came, in order, as text. */
  readonly heard: string[] = []
  readonly #socket: WebSocket
  readonly #waiting = new Set<() => void>()
  #closed: string | null = null

  private constructor(socket: WebSocket) {
    this.#socket = socket
    const wake = () => this.#waiting.forEach((look) => look())
    socket.addEventListener('message', ({ data }) => {
      this.heard.push(String(data))
      wake()
    })
    socket.addEventListener('close', ({ code }) => {
      this.#closed = `closed ${code}`
      wake()
    })
  }

  static async open(url: string, headers: Record<string, string>): Promise<Socket> {
    // Node's WebSocket takes headers beside the protocols; the DOM's type does not say so.
    const socket: WebSocket = Reflect.construct(WebSocket, [
      url.replace(/^http/, 'ws'),
      { headers },
    ])
    const opened = new Socket(socket)
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve)
      socket.addEventListener('error', () => reject(new Error(`${url} did not open.`)))
    })
    return opened
  }

  /** Text and bytes go out as they are, everything else as JSON. */
  send(frame: unknown): void {
    const raw = typeof frame === 'string' || frame instanceof Uint8Array
    this.#socket.send(raw ? frame : JSON.stringify(frame))
  }

  /** What the server makes of this frame, in short: `refused not_allowed`, `answer stale`, `closed 4401`. */
  answerTo(frame: unknown): Promise<string> {
    const from = this.heard.length
    const answer = this.next<string>(
      (frames) => frames.map(verdictOf).find((one) => one !== null) ?? undefined,
      from,
    )
    this.send(frame)
    return answer
  }

  /** How the connection ends. */
  ended(): Promise<string> {
    return this.next<string>(() => undefined, 0)
  }

  /**
   * The first thing that `find` finds in what was heard from this place on; how the socket closed when it
   * did. Throws after ten seconds of silence.
   */
  next<T>(find: (frames: ServerFrame[]) => T | undefined, from: number): Promise<T | string> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.#waiting.delete(look)
        reject(new Error(`No answer; heard ${this.heard.slice(from).join('\n') || 'nothing'}.`))
      }, 10_000)
      const look = () => {
        const found = find(this.heard.slice(from).flatMap(frameOf)) ?? this.#closed
        if (found === null) return
        clearTimeout(late)
        this.#waiting.delete(look)
        resolve(found)
      }
      this.#waiting.add(look)
      look()
    })
  }

  close(): void {
    this.#socket.close()
  }
}

function frameOf(text: string): ServerFrame[] {
  const parsed = serverFrame.safeParse(parseJson(text))
  return parsed.success ? [parsed.data] : []
}

/** What a frame of the server says about one of the client's; null when it says nothing of it. */
export function verdictOf({ type, code, answer, done, error }: ServerFrame): string | null {
  switch (type) {
    case 'countersign_refused':
      return `refused ${code}`
    case 'countersign_answer':
      return `answer ${answer?.value?.status ?? answer?.error?.code}`
    case 'cf_agent_use_chat_response':
      return done ? (error ? 'failed' : 'answered') : null
    case 'cf_agent_stream_resume_none':
      return 'nothing to resume'
    case 'rpc':
      return 'called'
    default:
      return null
  }
}
