import { useState } from 'react'
import type { Verdict } from '../../domain/approval.ts'
import { approvalRequest, type ApprovalRequest } from '../../domain/protocol.ts'
import { post, sentenceOf } from '../lib/api.ts'
import { castVote } from '../lib/decisions.ts'
import { loadRequest, putRequests } from '../lib/requests.ts'

type Doing = 'approve' | 'deny' | 'withdraw'

/**
 * Sends answers to a request and says how it went. Nothing counts before the server has said so: in
 * the meantime the card only says that it is recording. A refusal (lost race, changed facts, not
 * allowed) becomes a notice, and the card is read again.
 */
export function useDecision(request: ApprovalRequest) {
  const [doing, setDoing] = useState<Doing | null>(null)
  const [notice, setNotice] = useState<string | null>(null)
  const path = `/api/approvals/${encodeURIComponent(request.id)}`

  async function attempt(kind: Doing, call: () => Promise<ApprovalRequest>): Promise<void> {
    if (doing) return
    setDoing(kind)
    setNotice(null)
    try {
      putRequests([await call()])
    } catch (error) {
      setNotice(sentenceOf(error))
      await loadRequest(request.id).catch(() => undefined)
    } finally {
      setDoing(null)
    }
  }

  return {
    doing,
    notice,
    /** Quotes the version and digest that this card shows, so that what was seen is what runs. */
    decide: (verdict: Verdict, reason?: string) =>
      attempt(verdict, () =>
        castVote(request, {
          verdict,
          version: request.version,
          digest: request.digest,
          ...(reason && { reason }),
        }),
      ),
    withdraw: () => attempt('withdraw', () => post(`${path}/withdraw`, {}, approvalRequest)),
  }
}
