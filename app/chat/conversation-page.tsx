import { lazy, Suspense, useCallback, useState } from 'react'
import { useConversations } from '../lib/conversations.ts'
import { NotFound } from '../ui/not-found.tsx'
import { useTitle } from '../ui/title.ts'
import { Composer } from './composer.tsx'
import type { Live } from './live-thread.tsx'
import { ModelLabel } from './model-label.tsx'
import { enqueue } from './outbox.ts'

const LiveThread = lazy(() => import('./live-thread.tsx'))

const IDLE: Live = { busy: false, said: '', stop: () => undefined, status: null, missing: false }

/**
 * One conversation. The composer accepts text at once; the code that speaks to the server loads
 * beside it and takes what was sent in the meantime from the outbox.
 */
export default function ConversationPage({ id }: { id: string }) {
  const [text, setText] = useState('')
  const [status, setStatus] = useState<string | null>(null)
  const [live, setLive] = useState<Live>(IDLE)
  const { items } = useConversations()
  useTitle(items.find((item) => item.id === id)?.title ?? 'Conversation')

  const onRefused = useCallback((sentence: string, unsent: string | null) => {
    setStatus(sentence)
    if (unsent !== null) setText((now) => (now === '' ? unsent : now))
  }, [])

  if (live.missing) {
    return <NotFound text="This conversation is gone, or it is not yours to see." />
  }
  return (
    <main className="chat">
      <h1 className="sr-only">Conversation</h1>
      <Suspense fallback={<div className="thread" />}>
        <LiveThread id={id} onLive={setLive} onRefused={onRefused} />
      </Suspense>
      <div className="composer-dock">
        <div className="column">
          <Composer
            text={text}
            onText={setText}
            onSend={(message) => {
              enqueue(id, message)
              setText('')
            }}
            onStop={live.busy ? live.stop : undefined}
            status={status ?? live.status}
            onStatus={setStatus}
            autoFocus
          />
          <ModelLabel conversationId={id} busy={live.busy} said={live.said} />
        </div>
      </div>
    </main>
  )
}
