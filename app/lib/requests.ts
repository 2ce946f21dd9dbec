import { useEffect, useMemo } from 'react'
import { z } from 'zod'
import { isSettled, type Status } from '../../domain/approval.ts'
import { approvalRequest, type ApprovalRequest } from '../../domain/protocol.ts'
import { get } from './api.ts'
import { createStore, useStore } from './store.ts'

/** How far along a status is; a later answer never takes a card back to an earlier one. */
function progress(status: Status): number {
  if (status === 'pending') return 0
  if (status === 'approved') return 1
  if (status === 'executing') return 2
  if (status === 'unknown') return 3
  return isSettled(status) ? 4 : 0
}

/** What only ever grows while a version stands; the first of these that differs tells which is newer. */
const marks = ({ status, votes, effect, remindedAt, escalatedAt, expiresAt }: ApprovalRequest) => [
  progress(status),
  votes.length,
  effect?.attempts ?? 0,
  Number(remindedAt !== undefined) + Number(escalatedAt !== undefined),
  expiresAt === undefined ? 0 : Date.parse(expiresAt),
]

/**
 * Whether `next` may replace `now`. Answers arrive over HTTP and two sockets in any order, so age is
 * read from the request itself: its version, its place in the state machine, its votes, its clock.
 */
export function isNewer(now: ApprovalRequest, next: ApprovalRequest): boolean {
  if (next.version !== now.version) return next.version > now.version
  const before = marks(now)
  const step = marks(next)
    .map((mark, index) => mark - (before[index] ?? 0))
    .find((gap) => gap !== 0)
  return step === undefined || step > 0
}

type Table = ReadonlyMap<string, ApprovalRequest>
const table = createStore<Table>(new Map())

/** Takes in requests from wherever they came; older states of one that is known are dropped. */
export function putRequests(requests: readonly ApprovalRequest[]): void {
  table.set((now) => {
    const fresh = requests.filter((request) => {
      const known = now.get(request.id)
      return !known || isNewer(known, request)
    })
    return fresh.length === 0
      ? now
      : new Map([...now, ...fresh.map((request) => [request.id, request] as const)])
  })
}

/** One request as it stands now, or undefined while it is unknown. */
export const useRequest = (id: string): ApprovalRequest | undefined =>
  useStore(table, (requests) => requests.get(id))

/** The request that came out of this tool call. */
export function useRequestOfCall(toolCallId: string): ApprovalRequest | undefined {
  return useStore(table, (requests) => {
    for (const request of requests.values()) if (request.toolCallId === toolCallId) return request
    return undefined
  })
}

/** All known requests that pass a test, newest first. Pass a stable function. */
export function useRequests(test: (request: ApprovalRequest) => boolean): ApprovalRequest[] {
  const all = useStore(table)
  return useMemo(
    () =>
      [...all.values()]
        .filter(test)
        .sort((one, other) => other.requestedAt.localeCompare(one.requestedAt)),
    [all, test],
  )
}

const page = z.object({ items: z.array(approvalRequest), nextCursor: z.string().nullable() })

/** Loads one page of the request table into the store; gives the cursor of the next. */
export async function loadRequests(query: Record<string, string>): Promise<string | null> {
  const { items, nextCursor } = await get(`/api/approvals?${new URLSearchParams(query)}`, page)
  putRequests(items)
  return nextCursor
}

/** Loads one request into the store. */
export async function loadRequest(id: string): Promise<void> {
  putRequests([await get(`/api/approvals/${encodeURIComponent(id)}`, approvalRequest)])
}

const requestFrame = z.object({ type: z.literal('countersign_request'), request: approvalRequest })

/** Takes in a socket frame if it carries a request; other frames are somebody else's. */
export function takeFrame(data: unknown): void {
  if (typeof data !== 'string' || !data.includes('"countersign_request"')) return
  const frame = requestFrame.safeParse(JSON.parse(data))
  if (frame.success) putRequests([frame.data.request])
}

/** Fetches a request that a message or an address speaks of and the store does not know yet. */
export function useLoadRequest(id: string, onError?: (error: unknown) => void): void {
  const known = useRequest(id) !== undefined
  useEffect(() => {
    if (!known) loadRequest(id).catch((error: unknown) => onError?.(error))
  }, [id, known, onError])
}
