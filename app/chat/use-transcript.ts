import type { UIMessage } from 'ai'
import { useCallback, useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import type { MessageMetadata } from '../../domain/protocol.ts'
import { ApiError, get, sentenceOf } from '../lib/api.ts'
import { merge, prepend, rebase } from './transcript.ts'

export type Message = UIMessage<MessageMetadata>

const isMessage = (value: unknown): value is Message =>
  z
    .object({
      id: z.string(),
      role: z.string(),
      parts: z.array(z.looseObject({ type: z.string() })),
    })
    .safeParse(value).success

const page = z.object({
  items: z.array(z.custom<Message>(isMessage)),
  nextCursor: z.string().nullable(),
})

const load = (conversationId: string, cursor?: string) =>
  get(
    `/api/conversations/${conversationId}/messages?latest=1${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    page,
  )

type Earlier = { state: 'none' | 'some' | 'loading'; problem: string | null; show: () => void }

/**
 * The transcript as the page shows it: the newest page over HTTP, the live window of the socket laid
 * over it, and earlier pages on request. What slides out of the server's window stays on the page.
 */
export function useTranscript(conversationId: string, window: readonly Message[]) {
  const [known, setKnown] = useState<Message[]>([])
  const [seen, setSeen] = useState(window)
  const [cursor, setCursor] = useState<string | null>(null)
  const [state, setState] = useState<'loading' | 'ready' | 'missing' | 'failed'>('loading')
  const loaded = useRef(false)
  const [earlier, setEarlier] = useState({ loading: false, problem: null as string | null })

  // Taken in while rendering, not in an effect, so that no frame shows a transcript without its end.
  let messages = known
  if (window !== seen) {
    messages = merge(known, window)
    setSeen(window)
    setKnown(messages)
  }

  const refresh = useCallback(async () => {
    try {
      const newest = await load(conversationId)
      const isFirst = !loaded.current
      setKnown((now) => {
        const overlaps = now.some(({ id }) => newest.items.some((item) => item.id === id))
        // After a long absence the page may share nothing with what is shown: then it starts over.
        // An empty page is only older than the first message.
        const startsOver = !isFirst && !overlaps && newest.items.length > 0
        return rebase(startsOver ? [] : now, newest.items)
      })
      setCursor((now) => (loaded.current && now !== null ? now : newest.nextCursor))
      loaded.current = true
      setState('ready')
    } catch (error) {
      setState(error instanceof ApiError && error.status === 404 ? 'missing' : 'failed')
    }
  }, [conversationId])

  useEffect(() => void refresh(), [refresh])

  const show = () => {
    if (!cursor || earlier.loading) return
    setEarlier({ loading: true, problem: null })
    load(conversationId, cursor).then(
      (older) => {
        setKnown((now) => prepend(older.items, now))
        setCursor(older.nextCursor)
        setEarlier({ loading: false, problem: null })
      },
      (error: unknown) => setEarlier({ loading: false, problem: sentenceOf(error) }),
    )
  }

  return {
    messages,
    state,
    refresh,
    /** Drops a message that the server did not take. */
    forget: (id: string) => setKnown((now) => now.filter((message) => message.id !== id)),
    earlier: {
      state: earlier.loading ? 'loading' : cursor ? 'some' : 'none',
      problem: earlier.problem,
      show,
    } satisfies Earlier,
  }
}
