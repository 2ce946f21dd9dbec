import { useEffect, useState } from 'react'
import { failureOf, unanswered } from './failure.ts'
import { Thread } from './thread.tsx'
import { useConversation } from './use-conversation.ts'

/** What the page around the thread needs to know of it. */
export type Live = {
  busy: boolean
  /** Changes with every reply that stands there. */
  said: string
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
  const last = transcript.messages.at(-1)
  // While words arrive the page around has nothing to do with them.
  const [said, setSaid] = useState('')
  const newest = last?.parts.at(-1)
  const length = newest?.type === 'text' ? newest.text.length : 0
  const now = busy ? said : `${last?.id} ${last?.parts.length} ${length}`
  if (now !== said) setSaid(now)

  useEffect(() => {
    const status = lost ? 'Reconnecting…' : null
    onLive({ busy, said, stop: () => void stop(), status, missing })
  }, [busy, said, lost, missing, onLive, stop])

  const interrupted = chat.error?.message === 'WebSocket closed mid-stream'
  const failed = chat.status === 'error' && !interrupted
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
