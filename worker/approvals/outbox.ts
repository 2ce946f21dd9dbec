import type { Delivery } from '../desk/stub.ts'
import type { Approvals } from './approvals.ts'

const BATCH = 100

/**
 * Hands the host's facts to the desk in order, at least once: a batch that was received but not
 * marked is sent again, and the desk keeps each fact once. Ends when nothing is left.
 */
export async function drain(
  approvals: Approvals,
  source: string,
  deliver: (delivery: Delivery) => Promise<number>,
  reached: (point: string) => Promise<void>,
): Promise<void> {
  for (;;) {
    const facts = approvals.store.undelivered(BATCH)
    if (facts.length === 0) return
    const touched = new Set(facts.flatMap((fact) => fact.requestId ?? []))
    const requests = [...touched].flatMap((id) => {
      const record = approvals.store.get(id)
      return record ? [approvals.view(record)] : []
    })
    const taken = await deliver({ source, facts, requests })
    await reached('outbox.delivered')
    // A host that was put back to an earlier state must not let its new facts pass for the old ones.
    if (taken > approvals.store.lastFact)
      throw new Error(`The desk knows more facts of ${source} than it has written.`)
    approvals.store.setDelivered(taken)
    // A desk that lacks earlier facts names the last that it has, and is sent the rest from there.
    const first = facts[0]?.seq ?? 0
    if (taken < first && taken + 1 >= first) throw new Error(`The desk took no fact of ${source}.`)
  }
}
