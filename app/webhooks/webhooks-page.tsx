import { useCallback, useEffect, useState } from 'react'
import { can } from '../../domain/roles.ts'
import type { WebhookItem, WebhooksPage as Page } from '../../domain/webhook.ts'
import { sentenceOf } from '../lib/api.ts'
import { useSession } from '../lib/session.ts'
import { useNow } from '../lib/time.ts'
import { useTitle } from '../ui/title.ts'
import { Endpoint } from './endpoint.tsx'
import { loadWebhooks, sendAgain } from './webhooks-api.ts'
import { WebhookList } from './webhook-list.tsx'
import { outcomeOf } from './words.ts'

/** How often the page looks again while something waits, in milliseconds. */
const LOOK_AGAIN = 5_000

/** `/webhooks`: what leaves for the workspace's own systems, and what did not arrive there. */
export default function WebhooksPage() {
  const { me } = useSession()
  useTitle('Webhooks')
  return (
    <main className="page">
      <div className="column grid gap-6">
        <div className="grid gap-2">
          <h1 className="page-title">Webhooks</h1>
          <p className="text-kumo-subtle text-pretty">
            Signed messages to your own systems about requests, reminders, escalations and outcomes.
          </p>
        </div>
        {can(me.role, 'manage-webhooks') ? (
          <Messages />
        ) : (
          <p className="empty">Managers and admins look after webhooks.</p>
        )}
      </div>
    </main>
  )
}

function Messages() {
  const [page, setPage] = useState<Page | null>(null)
  const [said, setSaid] = useState('')
  const [failed, setFailed] = useState(false)
  const now = useNow(LOOK_AGAIN)

  const load = useCallback(async () => {
    try {
      setPage(await loadWebhooks())
      setFailed(false)
    } catch (error) {
      setSaid(sentenceOf(error))
      setFailed(true)
    }
  }, [])
  useEffect(() => void load(), [load])

  const waits = (page?.counts.waiting ?? 0) > 0
  useEffect(() => {
    if (!waits) return
    const timer = setInterval(() => void load(), LOOK_AGAIN)
    return () => clearInterval(timer)
  }, [waits, load])

  async function again(item: WebhookItem): Promise<void> {
    setSaid('')
    try {
      setSaid(outcomeOf(await sendAgain(item.id)))
    } catch (error) {
      setSaid(sentenceOf(error))
    }
    await load()
  }

  return (
    <>
      <p role="status" className="said">
        {said}
      </p>
      {failed && (
        <button
          type="button"
          className="text-button"
          onClick={() => {
            setSaid('')
            void load()
          }}
        >
          Try again
        </button>
      )}
      {!page && !failed && <p className="waiting empty">Loading…</p>}
      {page && (
        <>
          <Endpoint page={page} now={now} />
          <WebhookList
            name="Given up"
            items={page.dead}
            count={page.counts.dead}
            now={now}
            onSendAgain={again}
          />
          <WebhookList
            name="Waiting"
            items={page.waiting}
            count={page.counts.waiting}
            now={now}
            onSendAgain={again}
          />
          <WebhookList name="Delivered of late" items={page.delivered} now={now} />
          {page.endpoint.state === 'connected' && isEmpty(page) && (
            <p className="empty">Nothing was sent yet. The next request makes the first message.</p>
          )}
        </>
      )}
    </>
  )
}

const isEmpty = ({ dead, waiting, delivered }: Page): boolean =>
  dead.length + waiting.length + delivered.length === 0
