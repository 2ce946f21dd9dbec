import { chatRequest, words } from '../attacks/chat-frames.ts'
import type { ServerFrame, Socket } from '../attacks/socket.ts'
import { chatPath, DESK_PATH } from '../attacks/requests.ts'
import type { oddWords } from './odd-calls.ts'
import type { Frame } from './frames.ts'
import { leaksIn } from './judge.ts'
import type { World } from './world.ts'

type Outcome = { got: string; faults: string[] }

/** Too long to be taken: the platform closes the socket instead of answering. */
const TOO_LONG = 'closed 1009'

/** Two sockets of its own, for frames one after the other. */
export class Lane {
  readonly #world: World
  readonly #open = new Map<Frame['on'], Socket>()
  #sentinels = 0

  constructor(world: World) {
    this.#world = world
  }

  async #socket(on: Frame['on']): Promise<Socket> {
    const { owner, conversation, cast } = this.#world
    const socket =
      this.#open.get(on) ??
      (await (on === 'chat' ? owner.open(chatPath(conversation)) : cast.reviewer.open(DESK_PATH)))
    this.#open.set(on, socket)
    return socket
  }

  /** Sends a malformed frame and judges what the server says to it. */
  async send({ on, data, refused }: Frame): Promise<Outcome> {
    const socket = await this.#socket(on)
    const from = socket.heard.length
    socket.send(data)
    const said = await (on === 'chat' ? this.#upToSentinel(socket, from) : listened(socket, from))
    socket.heard.splice(0)
    if (typeof said === 'string') {
      this.#open.delete(on)
      const mayClose = said === TOO_LONG && data.length > 65_536
      return { got: said, faults: mayClose ? [] : [said] }
    }
    const refusals = said.filter(({ type }) => type === 'countersign_refused')
    const codes = refusals.map(({ code }) => code)
    return {
      got: `refused ${codes[0] ?? 'not'}`,
      faults: [
        ...(refused && codes.length !== 1 ? [`was refused ${codes.length} times`] : []),
        ...said.flatMap(({ type, message }) =>
          type === 'rpc' ? ['was called'] : leaksIn(String(message ?? '')),
        ),
      ],
    }
  }

  /**
   * Everything that was said before a message without words, sent right after it, was refused by its
   * own name: the guard answers in order.
   */
  async #upToSentinel(socket: Socket, from: number): Promise<ServerFrame[] | string> {
    this.#sentinels += 1
    const id = `sentinel_${this.#sentinels}`
    socket.send(chatRequest({ messages: [words(' ')] }, {}, id))
    return socket.next((frames) => {
      const end = frames.findIndex((frame) => frame.id === id)
      return end < 0 ? undefined : frames.slice(0, end - 1)
    }, from)
  }

  /** Odd words, on a socket of the talker's. */
  async talk({ by, data }: ReturnType<typeof oddWords>): Promise<Outcome> {
    const socket = await by.session.open(chatPath(by.conversation))
    const got = await socket.answerTo(data)
    socket.close()
    const isSaid = /^(?:answered|refused (?:invalid|slow_down))$/.test(got)
    return { got, faults: isSaid ? [] : [got] }
  }

  close(): void {
    for (const socket of this.#open.values()) socket.close()
  }
}

/** The desk answers whatever it hears, and only that. */
const listened = (socket: Socket, from: number): Promise<ServerFrame[] | string> =>
  socket.next((frames) => {
    const answered = frames.some(({ type }) => type === 'countersign_refused')
    return answered ? frames : undefined
  }, from)
