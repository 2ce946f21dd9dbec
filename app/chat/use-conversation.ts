import { useAgentChat } from '@cloudflare/ai-chat/react'
import { useAgent } from 'agents/react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import { refreshConversations } from '../lib/conversations.ts'
import { offerChannel, takeAnswer } from '../lib/decisions.ts'
import { loadRequests, takeFrame } from '../lib/requests.ts'
import { loadMe } from '../lib/session.ts'
import { timeZone } from '../lib/time.ts'
import { dequeue, useOutbox } from './outbox.ts'
import { type Message, useTranscript } from './use-transcript.ts'

const refusal = z.object({
  type: z.literal('countersign_refused'),
  code: z.string(),
  message: z.string(),
})

const textOf = (message: Message): string =>
  message.parts.map((part) => (part.type === 'text' ? part.text : '')).join('')

/** `opening` before the first contact; `lost` when a contact broke. */
type Connection = 'opening' | 'open' | 'lost'

/**
 * A conversation over its socket: transcript, sending, stopping, and the requests that belong to it.
 * The page uploads the new message and its time zone; the server's transcript is the only one.
 */
export function useConversation(
  id: string,
  onRefused: (sentence: string, unsent: string | null) => void,
) {
  const [connection, setConnection] = useState<Connection>('opening')
  const onMessage = useRef<(data: unknown) => void>(() => undefined)
  const onReopen = useRef<() => void>(() => undefined)
  const refused = useRef<string | null>(null)
  /** The messages before the last reply was asked for anew, in case the server keeps it. */
  const regenerating = useRef<Message[] | null>(null)

  const agent = useAgent({
    agent: 'chat-agent',
    name: id,
    onOpen: () => {
      setConnection('open')
      onReopen.current()
    },
    onClose: () => setConnection('lost'),
    onMessage: (event) => onMessage.current(event.data),
  })
  const chat = useAgentChat<unknown, Message>({
    agent,
    getInitialMessages: null,
    // Without this every local change would be sent back as a transcript, which the server refuses.
    syncMessagesToServer: false,
    prepareSendMessagesRequest: ({ messages, trigger }) => ({
      body: {
        messages:
          trigger === 'regenerate-message'
            ? []
            : messages.filter(({ role }) => role === 'user').slice(-1),
        timeZone: timeZone(),
      },
    }),
  })
  const transcript = useTranscript(id, chat.messages)
  const { refresh, state, messages: stored } = transcript
  // A continued or regenerated reply is laid over the stored one, so the SDK has to know that one too.
  const { setMessages } = chat
  const unseen = chat.messages.length === 0 && state === 'ready'
  useEffect(() => {
    if (unseen) setMessages((now) => (now.length === 0 ? stored : now))
  }, [unseen, stored, setMessages])

  const busy =
    chat.status === 'submitted' ||
    chat.status === 'streaming' ||
    chat.isServerStreaming ||
    chat.isRecovering

  const readRequests = useCallback(
    () => loadRequests({ conversationId: id }).catch(() => null),
    [id],
  )
  useEffect(() => void readRequests(), [readRequests])
  useEffect(
    () =>
      offerChannel(id, (frame) => {
        if (agent.readyState !== WebSocket.OPEN) return false
        agent.send(frame)
        return true
      }),
    [id, agent],
  )

  onReopen.current = () => {
    void refresh()
    void readRequests()
  }
  onMessage.current = (data) => {
    takeFrame(data)
    takeAnswer(data)
    if (typeof data !== 'string' || !data.includes('"countersign_refused"')) return
    const frame = refusal.safeParse(JSON.parse(data))
    if (!frame.success) return
    refused.current = frame.data.message
    // Only a message without any reply can have been refused; it goes back to the composer.
    const last = chat.messages.at(-1)
    const unsent = regenerating.current || last?.role !== 'user' ? null : last
    if (unsent) {
      transcript.forget(unsent.id)
      chat.setMessages((now) => now.filter((message) => message.id !== unsent.id))
    }
    if (regenerating.current) chat.setMessages(regenerating.current)
    onRefused(frame.data.message, unsent && textOf(unsent))
  }

  // The refused frame also ends as a failed turn; the refusal has been told already.
  const { error, clearError } = chat
  useEffect(() => {
    if (error && error.message === refused.current) clearError()
  }, [error, clearError])

  const regenerate = () => {
    regenerating.current = chat.messages
    void chat.regenerate().finally(() => (regenerating.current = null))
  }

  // A closed socket may mean that the session is over; the answer says so to the whole page.
  useEffect(() => {
    if (connection !== 'lost') return
    const timer = setTimeout(() => void loadMe().catch(() => null), 1_000)
    return () => clearTimeout(timer)
  }, [connection])

  const outbox = useOutbox(id)
  const sending = useRef(false)
  const { sendMessage } = chat
  const [, settle] = useState(0)
  useEffect(() => {
    if (connection !== 'open' || busy || sending.current || outbox.length === 0) return
    const text = dequeue(id)
    if (text === undefined) return
    sending.current = true
    void sendMessage({ text }).finally(() => {
      sending.current = false
      settle((count) => count + 1)
    })
  })

  // The title of a conversation comes from its first message, its place in the list from its last.
  const wasBusy = useRef(false)
  useEffect(() => {
    if (wasBusy.current && !busy) void refreshConversations().catch(() => undefined)
    wasBusy.current = busy
  }, [busy])

  return { chat, transcript, outbox, busy, connection, regenerate }
}
