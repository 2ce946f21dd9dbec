import { type RefObject, useEffect, useState } from 'react'
import type { Status, Verdict } from '../../domain/approval.ts'
import { approvalRequest, type ApprovalRequest } from '../../domain/protocol.ts'
import { ApiError, post, sentenceOf } from '../lib/api.ts'
import { castVote } from '../lib/decisions.ts'
import { loadRequest, putRequests } from '../lib/requests.ts'
import { exactTime } from '../lib/time.ts'

type Doing = Verdict | 'withdraw' | 'edit' | 'extend' | 'undo' | 'check' | 'settle'

/** The version that somebody looked at. */
export type Seen = Pick<ApprovalRequest, 'version' | 'digest'>

/** Why the server did not do it; `field` where one input is to blame. */
export type Refused = { message: string; field?: string }

/**
 * What the card says of the last attempt: why it was refused, or something worth telling that is true as
 * long as the request has this status.
 */
export type Notice = { text: string; refused: true } | { text: string; refused: false; of: Status }

export type RequestActions = ReturnType<typeof useRequestActions>

const refusedFrom = (error: unknown): Refused => {
  const field = error instanceof ApiError ? error.details.field : undefined
  return { message: sentenceOf(error), ...(typeof field === 'string' && { field }) }
}

/**
 * Sends what a person does about a request and says how it went; each gives null, or why not. Nothing
 * counts before the server has said so: in the meantime the card only says that it is recording. A
 * refusal (lost race, changed facts, not allowed) becomes a notice, and the card is read again.
 */
export function useRequestActions(request: ApprovalRequest, card: RefObject<HTMLElement | null>) {
  const [doing, setDoing] = useState<Doing | null>(null)
  const [notice, setNotice] = useState<Notice | null>(null)
  const [attempts, setAttempts] = useState(0)
  useKeptFocus(card, attempts)
  const path = `/api/approvals/${encodeURIComponent(request.id)}`

  async function attempt(
    kind: Doing,
    call: () => Promise<ApprovalRequest>,
    {
      told = () => null,
      ownFields = false,
    }: { told?: (now: ApprovalRequest) => string | null; ownFields?: boolean } = {},
  ): Promise<Refused | null> {
    if (doing) return { message: 'One thing at a time.' }
    setDoing(kind)
    setNotice(null)
    try {
      const now = await call()
      putRequests([now])
      const text = told(now)
      if (text) setNotice({ text, refused: false, of: now.status })
      return null
    } catch (error) {
      const refused = refusedFrom(error)
      // A form says beside its own field what is wrong with it.
      if (!(ownFields && refused.field)) setNotice({ text: refused.message, refused: true })
      await loadRequest(request.id).catch(() => undefined)
      return refused
    } finally {
      setDoing(null)
      setAttempts((count) => count + 1)
    }
  }

  const act = (kind: Doing, body: object, options?: Parameters<typeof attempt>[2]) =>
    attempt(kind, () => post(`${path}/${kind}`, body, approvalRequest), options)

  return {
    doing,
    notice: notice?.refused || notice?.of === request.status ? notice : null,
    /** Quotes the version and digest that were seen, so that what was seen is what runs. */
    decide: (verdict: Verdict, { version, digest }: Seen, reason?: string) =>
      attempt(verdict, () =>
        castVote(request, { verdict, version, digest, ...(reason && { reason }) }),
      ),
    edit: ({ version, digest }: Seen, input: Record<string, unknown>) =>
      attempt('edit', () => post(`${path}/edits`, { version, digest, input }, approvalRequest), {
        ownFields: true,
      }),
    withdraw: () => act('withdraw', {}),
    extend: (expiresAt: string) =>
      act('extend', { expiresAt }, { told: () => `It now waits until ${exactTime(expiresAt)}.` }),
    undo: () => act('undo', {}),
    check: () =>
      act(
        'check',
        {},
        {
          told: ({ status }) =>
            status === 'unknown' ? 'It is still not known. It is looked up again by itself.' : null,
        },
      ),
    settle: (outcome: 'succeeded' | 'failed', reason: string) => act('settle', { outcome, reason }),
  }
}

/** Frames in which a form that has done its work may take its leave, however busy the machine. */
const PATIENCE = 30

/** A button that has done its work is gone; whoever was on it stays at the card. */
function useKeptFocus(card: RefObject<HTMLElement | null>, attempts: number): void {
  useEffect(() => {
    if (attempts === 0) return
    let frame = 0
    const look = (left: number) => {
      if (document.activeElement === document.body) card.current?.focus({ preventScroll: true })
      else if (left > 0) frame = requestAnimationFrame(() => look(left - 1))
    }
    frame = requestAnimationFrame(() => look(PATIENCE))
    return () => cancelAnimationFrame(frame)
  }, [attempts, card])
}
