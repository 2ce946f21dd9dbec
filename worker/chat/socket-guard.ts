import type { UIMessage } from 'ai'
import type { Connection } from 'agents'
import type { Ballot } from '../../domain/machine.ts'
import type { AnswerFrame, ServerFrame } from '../../domain/protocol.ts'
import type { Person } from '../../domain/roles.ts'
import type { Identified } from '../auth/connection.ts'
import { refusals } from './refusals.ts'
import { admit, sdkFrame, type UserMessage } from './wire-guard.ts'

/** What the conversation's object lends to its door. */
export type Room = {
  ownerId(): string
  /** The person of a session as they are now; null when it has ended. */
  personOf(sessionId: string): Promise<Person | null>
  mayDecideMore(): Promise<boolean>
  mayWriteMore(): Promise<boolean>
  /** The newest messages, as they are in memory. */
  messages(): readonly UIMessage[]
  isStored(messageId: string): Promise<boolean>
  /** The transcript up to the last reply, or null when that reply must stay. */
  withoutLastReply(): readonly UIMessage[] | null
  /** A person's words as they are kept. */
  received(message: UserMessage): UIMessage
  decide(voter: Person, requestId: string, ballot: Ballot): Promise<AnswerFrame['answer']>
  /** Gives an admitted frame to the SDK. */
  admit(connection: Connection, frame: string): unknown
  /** The same for a frame that asks for a reply; resolves when the reply is over. */
  turn(connection: Connection, frame: string): Promise<unknown>
}

/**
 * Stands at the conversation's socket: whoever speaks is its owner, what they say is on the allow-list,
 * within the limits, and rebuilt from the server's own transcript before the SDK sees it.
 */
export class SocketGuard {
  readonly #room: Room
  /** Ids of messages that were let in and may not be stored yet. */
  readonly #admitted = new Set<string>()

  constructor(room: Room) {
    this.#room = room
  }

  async hear(connection: Connection, frame: unknown): Promise<void> {
    const room = this.#room
    const identity = (connection as Connection<Identified>).state
    if (!identity || identity.person.id !== room.ownerId()) {
      connection.close(4401, 'Sign in first.')
      return
    }
    const admission = admit(frame, (id) => room.messages().some((message) => message.id === id))
    switch (admission.kind) {
      case 'pass':
        await room.admit(connection, admission.frame)
        return
      case 'refuse':
        refuse(connection, admission)
        return
      case 'decide':
        await this.#decide(connection, identity.sessionId, admission)
        return
      case 'regenerate':
        await this.#regenerate(connection, admission.requestId)
        return
      case 'submit':
        await this.#submit(connection, admission.requestId, admission.message)
    }
  }

  async #decide(
    connection: Connection,
    sessionId: string,
    { frameId, requestId, ballot }: { frameId: string; requestId: string; ballot: Ballot },
  ): Promise<void> {
    const room = this.#room
    const [voter, isInTime] = await Promise.all([room.personOf(sessionId), room.mayDecideMore()])
    if (!voter) {
      connection.close(4401, 'Sign in first.')
      return
    }
    const answer: AnswerFrame['answer'] = isInTime
      ? await room.decide(voter, requestId, ballot)
      : { ok: false, error: refusals.decidedTooFast }
    const frame: ServerFrame = { type: 'countersign_answer', id: frameId, answer }
    connection.send(JSON.stringify(frame))
  }

  async #regenerate(connection: Connection, requestId: string): Promise<void> {
    const room = this.#room
    if (!(await room.mayWriteMore())) {
      refuse(connection, { ...refusals.tooFast, requestId })
      return
    }
    const kept = room.withoutLastReply()
    if (kept) await room.turn(connection, sdkFrame(requestId, 'regenerate-message', kept))
    else refuse(connection, { ...refusals.replyStays, requestId })
  }

  async #submit(connection: Connection, requestId: string, message: UserMessage): Promise<void> {
    const room = this.#room
    // Two frames with one id at once would otherwise both pass, and the later one rewrite the first.
    if (this.#admitted.has(message.id)) {
      refuse(connection, { ...refusals.sentAlready, requestId })
      return
    }
    this.#admitted.add(message.id)
    try {
      const isInTime = await room.mayWriteMore()
      if (!isInTime || (await room.isStored(message.id))) {
        const refusal = isInTime ? refusals.sentAlready : refusals.tooFast
        refuse(connection, { ...refusal, requestId })
        return
      }
      const transcript = [...room.messages(), room.received(message)]
      await room.turn(connection, sdkFrame(requestId, 'submit-message', transcript))
    } finally {
      this.#admitted.delete(message.id)
    }
  }
}

function refuse(
  connection: Connection,
  refusal: { code: string; message: string; requestId?: string },
): void {
  const { code, message, requestId } = refusal
  const frame: ServerFrame = { type: 'countersign_refused', code, message }
  connection.send(JSON.stringify(frame))
  if (requestId === undefined) return
  // Ends the client's wait for a reply to the frame that was not let in.
  connection.send(
    JSON.stringify({
      type: 'cf_agent_use_chat_response',
      id: requestId,
      body: message,
      error: true,
      done: true,
    }),
  )
}
