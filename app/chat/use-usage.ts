import { useEffect, useState } from 'react'
import { type Usage, usage } from '../../domain/usage.ts'
import { get } from '../lib/api.ts'

/** A reply that arrives in one go changes several things at once, in milliseconds. */
const PAUSE = 100

/**
 * What a conversation has used so far; read again whenever a reply has ended. A short one of the server's own
 * accord may begin and end between two drawings of the page, so that it was never busy: `said` changes
 * with what stands there. Null while not wanted.
 */
export function useUsage(conversationId: string | null, busy: boolean, said: string): Usage | null {
  const [known, setKnown] = useState<{ id: string; usage: Usage } | null>(null)
  useEffect(() => {
    if (conversationId === null || busy) return
    let wanted = true
    const read = () =>
      get(`/api/conversations/${conversationId}/usage`, usage).then(
        (now) => wanted && setKnown({ id: conversationId, usage: now }),
        // It is only a line for those who care; the next reply reads it again.
        () => undefined,
      )
    const timer = setTimeout(() => void read(), PAUSE)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [conversationId, busy, said])
  return known?.id === conversationId ? known.usage : null
}
