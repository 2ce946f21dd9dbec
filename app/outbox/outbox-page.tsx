import { Button } from '@cloudflare/kumo/components/button'
import { useCallback, useEffect, useState } from 'react'
import type { OutboxItem as Item } from '../../domain/outbox.ts'
import { can } from '../../domain/roles.ts'
import { sentenceOf } from '../lib/api.ts'
import { useSession } from '../lib/session.ts'
import { useTitle } from '../ui/title.ts'
import { loadOutbox, sendMail } from './outbox-api.ts'
import { OutboxItem } from './outbox-item.tsx'

/** `/outbox`: the e-mails that people approved, and what became of each. */
export default function OutboxPage() {
  const { me } = useSession()
  const [items, setItems] = useState<Item[] | null>(null)
  const [cursor, setCursor] = useState<string | null>(null)
  const [problem, setProblem] = useState('')
  const [said, setSaid] = useState('')
  const everybody = can(me.role, 'read-outbox')
  useTitle('Outbox')

  const load = useCallback(async (after?: string) => {
    try {
      const page = await loadOutbox(after)
      setItems((known) => (after === undefined ? page.items : [...(known ?? []), ...page.items]))
      setCursor(page.nextCursor)
      setProblem('')
    } catch (error) {
      setProblem(sentenceOf(error))
    }
  }, [])
  useEffect(() => void load(), [load])

  async function send({ id, subject }: Item): Promise<void> {
    setSaid('')
    try {
      const after = await sendMail(id)
      setItems((known) => known?.map((item) => (item.id === id ? after : item)) ?? null)
      setSaid(`“${subject}”: ${after.delivery}`)
    } catch (error) {
      setSaid(sentenceOf(error))
    }
  }

  return (
    <main className="page">
      <div className="column grid gap-6">
        <div className="grid gap-2">
          <h1 className="page-title">Outbox</h1>
          <p className="text-kumo-subtle text-pretty">
            {everybody
              ? 'Every e-mail that was approved, and what became of it.'
              : 'Your e-mails that were approved, and what became of each.'}
          </p>
        </div>
        <p role="status" className="said">
          {said}
        </p>
        {items?.length === 0 && (
          <p className="empty">
            There are none yet. Ask for one in a conversation: “E-mail sam@example.com: …”
          </p>
        )}
        <ul className="grid gap-3" aria-label="E-mails" role="list">
          {items?.map((item) => (
            <OutboxItem key={item.id} item={item} onSend={() => send(item)} />
          ))}
        </ul>
        {!items && !problem && <p className="waiting empty">Loading…</p>}
        <div role="status">
          {problem && (
            <p className="empty">
              {problem}{' '}
              <button
                type="button"
                className="text-button"
                onClick={() => void load(cursor ?? undefined)}
              >
                Try again
              </button>
            </p>
          )}
        </div>
        {cursor && !problem && (
          <Button variant="secondary" className="mx-auto" onClick={() => void load(cursor)}>
            Show more
          </Button>
        )}
      </div>
    </main>
  )
}
