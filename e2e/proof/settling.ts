import { setTimeout as delay } from 'node:timers/promises'
import type { Auditor } from './auditor.ts'

/** How long to wait for what must settle, in milliseconds. */
const PATIENCE = 60_000
const ends = new Set(['request.succeeded', 'request.failed', 'request.unknown'])

/** When the effect of a request ended, by the server's clock; 0 when the chain knows of no end. */
export const endOf = (requestId: string, auditor: Auditor): number =>
  auditor.factsOf(requestId).findLast(({ type }) => ends.has(type))?.at ?? 0

/**
 * Waits until the chain tells how these ended, and has each source's facts up to this number. Asks the
 * auditor alone, so that no conversation has a visitor.
 */
export async function untilEnded(
  requestIds: readonly string[],
  auditor: Auditor,
  facts: ReadonlyMap<string, number> = new Map(),
): Promise<void> {
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await delay(50)) {
    await auditor.read()
    const ended = requestIds.every((id) => endOf(id, auditor) > 0)
    if (ended && [...facts].every(([source, last]) => auditor.heard(source) >= last)) return
  }
  throw new Error(`Not settled ${PATIENCE} ms after the restart: ${requestIds.join(', ')}`)
}
