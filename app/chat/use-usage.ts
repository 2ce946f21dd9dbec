import { useEffect, useState } from 'react'
import { type Usage, usage } from '../../domain/usage.ts'
import { get } from '../lib/api.ts'

/** What a conversation has used so far; read again whenever a reply has ended. Null while not wanted. */
export function useUsage(conversationId: string | null, busy: boolean): Usage | null {
  const [known, setKnown] = useState<{ id: string; usage: Usage } | null>(null)
  useEffect(() => {
    if (conversationId === null || busy) return
    let wanted = true
    void get(`/api/conversations/${conversationId}/usage`, usage).then(
      (read) => wanted && setKnown({ id: conversationId, usage: read }),
      // It is only a line for those who care; the next reply reads it again.
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [conversationId, busy])
  return known?.id === conversationId ? known.usage : null
}
