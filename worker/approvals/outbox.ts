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
): Promise<void> {
  for (;;) {
    const facts = approvals.store.undelivered(BATCH)
    if (facts.length === 0) return
    const touched = new Set(facts.flatMap((fact) => fact.requestId ?? []))
    const requests = [...touched].flatMap((id) => {
      const record = approvals.store.get(id)
      return record ? [approvals.view(record)] : []
    })
    approvals.store.setDelivered(await deliver({ source, facts, requests }))
  }
}
