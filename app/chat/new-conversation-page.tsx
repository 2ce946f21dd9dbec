import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { sentenceOf } from '../lib/api.ts'
import { useSession } from '../lib/session.ts'
import { useTitle } from '../ui/title.ts'
import { Composer } from './composer.tsx'
import { ModelLabel } from './model-label.tsx'
import { startConversation } from './start.ts'
import { Suggestions } from './suggestions.tsx'

/** `/`: a conversation that exists only once its first message is sent. */
export function NewConversationPage() {
  const { demo } = useSession()
  const [, navigate] = useLocation()
  const [text, setText] = useState('')
  const [status, setStatus] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  useTitle('New conversation')
  useEffect(() => {
    // Fetched while the person writes, so that the conversation opens without a pause.
    const idle = setTimeout(() => void import('./conversation-page.tsx'), 300)
    return () => clearTimeout(idle)
  }, [])

  async function start(message: string): Promise<void> {
    if (busy) return
    setBusy(true)
    setStatus(null)
    try {
      navigate(`/c/${await startConversation(message)}`)
    } catch (error) {
      setText(message)
      setStatus(sentenceOf(error))
      setBusy(false)
    }
  }

  return (
    <main className="start">
      <div className="column start-body">
        <h1 className="start-title">
          {demo.enabled ? 'An assistant that asks before it acts' : 'What shall I take care of?'}
        </h1>
        <p className="start-lead">
          I book, pay, send and delete for you, and do none of it before the right person has seen
          exactly what will happen and said yes.
        </p>
        {demo.enabled && <Suggestions onPick={(suggestion) => void start(suggestion)} />}
      </div>
      <div className="composer-dock">
        <div className="column">
          <Composer
            text={text}
            onText={setText}
            onSend={(message) => void start(message)}
            status={status}
            onStatus={setStatus}
            autoFocus
          />
          <ModelLabel />
        </div>
      </div>
    </main>
  )
}
