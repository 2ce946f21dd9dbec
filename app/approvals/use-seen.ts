import { useRef } from 'react'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import type { Seen } from './use-request-actions.ts'

/**
 * For forms that take a while to fill in: what they send quotes the version that stood when they were
 * opened. If that has changed, the server refuses once and the person is told; from then on they have
 * seen what stands now.
 */
export function useSeen(request: ApprovalRequest) {
  const opened = useRef<Seen>(request)
  const told = useRef(false)
  return {
    seen: (): Seen => (told.current ? request : opened.current),
    toldOfChange: () => {
      told.current = true
    },
  }
}
