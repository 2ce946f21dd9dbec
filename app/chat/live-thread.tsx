import { useEffect, useState } from 'react'
import { failureOf, unanswered } from './failure.ts'
import { Thread } from './thread.tsx'
import { useConversation } from './use-conversation.ts'

/** What the page around the thread needs to know of it. */
export type Live = {
  busy: boolean
  stop: () => void
  status: string | null
  /** There is no such conversation for this person. */
  missing: boolean
}

type Props = {
  id: string
  onLive: (live: Live) => void
  onRefused: (sentence: string, unsent: string | null) => void
}

/** The thread with its connection; loaded after the composer already accepts text. */
export default function LiveThread({ id, onLive, onRefused }: Props) {
  const { chat, transcript, outbox, busy, connection, regenerate } = useConversation(id, onRefused)
  const lost = useAfter(connection === 'lost', 800)
  const missing = transcript.state === 'missing'
  const { stop } = chat

  useEffect(() => {
    const status = lost ? 'Reconnecting…' : null
    onLive({ busy, stop: () => void stop(), status, missing })
  }, [busy, lost, missing, onLive, stop])

  const interrupted = chat.error?.message === 'WebSocket closed mid-stream'
  const failed = chat.status === 'error' && !interrupted
  const last = transcript.messages.at(-1)
  const idle = !busy && outbox.length === 0 && connection === 'open' && transcript.state === 'ready'
  // A reply that is on its way, or one that goes on after a reload, needs a moment to show.
  const forgotten = useAfter(idle && last?.role === 'user', 4_000)

  if (missing) return null
  return (
    <Thread
      transcript={transcript}
      outbox={outbox}
      busy={busy}
      failure={failed ? failureOf(chat.error, last) : forgotten ? unanswered(last) : null}
      onRegenerate={regenerate}
    />
  )
}

/** True once something has been true for a while, so that a blink goes unmentioned. */
function useAfter(condition: boolean, delay: number): boolean {
  const [passed, setPassed] = useState(false)
  useEffect(() => {
    if (!condition) return setPassed(false)
    const timer = setTimeout(() => setPassed(true), delay)
    return () => clearTimeout(timer)
  }, [condition, delay])
  return passed
}
