import type { ChangedField } from '../../domain/changes.ts'
import { type Policy, policyDocument } from '../../domain/policy.ts'
import { policyChanges } from '../../domain/policy-changes.ts'

/** What stands in the editor: a document if it is JSON, its differences if it looks like a policy. */
export type Draft = {
  document: unknown
  changes: ChangedField[] | null
  /** Whether there is anything to propose; what cannot be read yet may be. */
  differs: boolean
}

const contentOf = ({ timers, rules }: Policy) => ({ timers, rules })

/** The document as it is edited. Its version is not part of it: whoever stores it counts. */
export const textOf = (policy: Policy): string => JSON.stringify(contentOf(policy), null, 2)

/** Reads the editor's text against the version in force. */
export function draftOf(text: string, policy: Policy): Draft {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    return { document: undefined, changes: null, differs: true }
  }
  const parsed = policyDocument.safeParse(
    typeof document === 'object' && document ? { version: policy.version, ...document } : document,
  )
  if (!parsed.success) return { document, changes: null, differs: true }
  const changes = policyChanges(policy, parsed.data)
  return { document, changes, differs: changes.length > 0 }
}
