import type { UIMessage } from 'ai'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { LedgerEntry } from '../../worker/business/ledger.ts'
import { ChatSocket, isDone, userMessage } from '../chat-socket.ts'
import type { Running } from '../servers.ts'
import { Session } from '../session.ts'

/** A conversation of the attacker's own, with what any client can do in it. */
export type Chat = {
  socket: ChatSocket
  transcript(): Promise<UIMessage[]>
  /** Approves a waiting call as the app's own page does, and waits for the payment. */
  approve(toolCallId: string): Promise<void>
}

export type Target = {
  open(): Promise<Chat>
  ledger(): Promise<LedgerEntry[]>
}

const readJson = async <T>(url: string): Promise<T> => (await fetch(url)).json() as Promise<T>

export const plainTarget = ({ url }: Running): Target => ({
  async open() {
    const chat = `${url}/agents/plain-chat/${crypto.randomUUID()}`
    const socket = await ChatSocket.open(chat)
    return {
      socket,
      transcript: () => readJson(`${chat}/get-messages`),
      async approve(toolCallId) {
        const continued = socket.next(isDone())
        const approval = { type: 'cf_agent_tool_approval', toolCallId, approved: true }
        socket.send({ ...approval, autoContinue: true })
        await continued
      },
    }
  },
  ledger: async () => (await readJson<{ entries: LedgerEntry[] }>(`${url}/ledger`)).entries,
})

export async function countersignTarget({ url }: Running): Promise<Target> {
  const session = await Session.signIn(url, 'member')
  const auditor = await Session.signIn(url, 'auditor')
  const requests = async () =>
    (await session.call<{ items: ApprovalRequest[] }>('/api/approvals?mine=1')).items
  return {
    async open() {
      const { id } = await session.call<{ id: string }>('/api/conversations', {})
      const socket = await ChatSocket.open(`${url}/agents/chat-agent/${id}`, session.headers)
      return {
        socket,
        transcript: async () =>
          (await session.call<{ items: UIMessage[] }>(`/api/conversations/${id}/messages`)).items,
        async approve(toolCallId) {
          const request = (await requests()).find((each) => each.toolCallId === toolCallId)
          if (!request) throw new Error('The call became no request.')
          const paid = socket.next(
            (frame) =>
              frame.request?.toolCallId === toolCallId && frame.request.status === 'succeeded',
          )
          const { version, digest } = request
          const vote = { verdict: 'approve', version, digest }
          await session.call(`/api/approvals/${request.id}/decisions`, vote)
          await paid
        },
      }
    },
    ledger: async () => (await auditor.call<{ entries: LedgerEntry[] }>('/api/ledger')).entries,
  }
}

/** The tool call at the end of a transcript. */
export function callIn(transcript: readonly UIMessage[]) {
  const message = transcript.findLast(({ role }) => role === 'assistant')
  const part = message?.parts.find((each) => each.type === 'tool-pay_invoice')
  if (!message || !part || !('toolCallId' in part)) throw new Error('The assistant called nothing.')
  const approvalId = 'approval' in part ? part.approval?.id : undefined
  return { message, part, toolCallId: part.toolCallId, approvalId: approvalId ?? '' }
}

/** Asks for a payment honestly and gives the call that now waits, with the transcript around it. */
export async function askToPay(chat: Chat, invoice: string) {
  const answered = chat.socket.next(isDone())
  chat.socket.submit([userMessage(`Pay invoice ${invoice}`)])
  if (!(await answered)) throw new Error('The assistant did not answer.')
  const transcript = await chat.transcript()
  return { transcript, ...callIn(transcript) }
}
