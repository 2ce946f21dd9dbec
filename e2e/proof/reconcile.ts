import { isUnresolved } from '../../domain/approval.ts'
import type { ApprovalRequest } from '../../domain/protocol.ts'
import { replay } from '../../domain/replay.ts'
import type { Auditor, Payment } from './auditor.ts'

/** The request that an effect's key names. */
const requestOfKey = (key: string): string => key.split('.')[0] ?? ''

/**
 * Holds the journal of a settled request (what its host answers), the audit chain and the books against
 * each other; gives a sentence for whatever does not agree.
 */
function disagreements(
  request: ApprovalRequest,
  auditor: Auditor,
  payments: readonly Payment[],
): string[] {
  const { id, status, version, effect, votes } = request
  const told = auditor.factsOf(id)
  const story = replay(told)
  const paid = payments.filter(({ key }) => requestOfKey(key) === id)
  const cast = told.filter(({ type }) => type === 'vote.cast').length
  const posted = told.filter(({ type }) => type === 'ledger.posted').length
  const said = (so: boolean, sentence: string) => (so ? [] : [`${id}: ${sentence}`])
  return [
    ...said(!isUnresolved(status), `nobody knows yet what became of it (${status}).`),
    ...story.problems.map((problem) => `${id}: ${problem}`),
    ...said(story.status === status, `the chain says ${story.status}, the journal ${status}.`),
    ...said(story.version === version, `the chain is at version ${story.version}, not ${version}.`),
    ...said(cast === votes.length, `the chain has ${cast} votes, the journal ${votes.length}.`),
    ...said(
      paid.length === (status === 'succeeded' ? 1 : 0),
      `${status}, and paid ${paid.length} times.`,
    ),
    ...said(
      paid.every(({ key }) => key === effect?.key),
      `paid under another key than its effect's.`,
    ),
    ...said(
      posted === paid.length,
      `the chain has ${posted} postings for ${paid.length} payments.`,
    ),
  ]
}

/** Every payment stands for a request that the chain tells as approved and done; else a sentence. */
function unfounded(payments: readonly Payment[], auditor: Auditor): string[] {
  const seen = new Set<string>()
  return payments.flatMap(({ key }) => {
    const twice = seen.has(key)
    seen.add(key)
    const { status } = replay(auditor.factsOf(requestOfKey(key)))
    return [
      ...(twice ? [`${key} stands in the books twice.`] : []),
      ...(status === 'succeeded' ? [] : [`${key} was paid for a request that is ${status}.`]),
    ]
  })
}

/**
 * Whatever is wrong with these settled requests and with all payments of the workspace, as far as journal,
 * audit chain and books can tell; reads the latter two anew.
 */
export async function problemsOf(
  requests: readonly ApprovalRequest[],
  auditor: Auditor,
): Promise<string[]> {
  const payments = await auditor.payments()
  await auditor.read()
  return [
    ...unfounded(payments, auditor),
    ...requests.flatMap((request) => disagreements(request, auditor, payments)),
  ]
}
