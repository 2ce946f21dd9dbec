import { z } from 'zod'
import { digestOf } from '../../domain/digest.ts'
import { type Policy, policyDocument } from '../../domain/policy.ts'
import { changeInWords, changesInBrief, policyChanges } from '../../domain/policy-changes.ts'
import { checkPolicy } from '../../domain/policy-check.ts'
import { CHANGE_POLICY } from '../../domain/policy-guard.ts'
import type { Person } from '../../domain/roles.ts'
import { catalogue } from './catalogue.ts'
import { defineEffect, type Outcome, type Problem, type Proposal } from './tool.ts'

/** Where the versions of the policy are kept. All of it is synchronous: one object's SQLite. */
export type PolicyVersions = {
  /** The version in force. */
  current(): Policy
  /** Puts the next version in force, once per key. */
  put(key: string, document: Policy, by: Person, at: number): Policy
  /** The version that this key put in force, or null when it put none. */
  madeBy(key: string): Policy | null
}

type Proposed = { base: number; document: unknown }
type Change = { base: number; document: Policy }

/** What a document would change of the version in force, for people; or why it cannot be proposed. */
function describe(current: Policy, base: number, document: unknown): Proposal<Change> | Problem {
  if (base !== current.version) {
    return { problem: `The policy is at version ${current.version} now; change that one.` }
  }
  const checked = checkPolicy(document, catalogue)
  if (!checked.ok) {
    const [fault] = checked.faults
    return { problem: `${fault?.place ?? 'document'}: ${fault?.reason ?? 'This is no policy.'}` }
  }
  const next = { ...checked.policy, version: base + 1 }
  const changes = policyChanges(current, next)
  if (changes.length === 0) return { problem: 'This is the policy that is in force already.' }
  return {
    title: `Change the policy: ${changesInBrief(changes)}`,
    summary: [
      ...changes.map((change) => ({ label: change.label, value: changeInWords(change) })),
      { label: 'Version', value: `${base} becomes ${next.version}` },
      { label: 'For', value: 'Whatever is asked from then on; what waits keeps its rule' },
      { label: 'Undo', value: 'Cannot be undone; changing it back would be a new request' },
    ],
    risk: 'high',
    arguments: { base, document: next },
  }
}

const changed = (policy: Policy, key: string): Outcome => ({
  status: 'succeeded',
  receipt: {
    title: `Changed the policy to version ${policy.version}`,
    facts: [
      { label: 'Version', value: String(policy.version) },
      { label: 'Rules', value: String(policy.rules.length) },
      { label: 'Reference', value: key },
    ],
  },
})

const contentOf = (document: unknown): unknown => {
  const { version: _, ...content } = z.looseObject({}).parse(document ?? {})
  return content
}

/** A new version of the policy; a request like any other, so that another person decides it. */
export const changePolicy = (versions: PolicyVersions) =>
  defineEffect<Proposed, Change>({
    kind: 'effect',
    name: CHANGE_POLICY,
    description: 'Replace the policy by a new version. Somebody else confirms it.',
    input: z.object({ base: z.int().positive(), document: z.unknown() }),

    arguments: z.object({ base: z.int().positive(), document: policyDocument }),

    // The same document twice is the same ask; another one is another, and is described anew once the
    // first of them is in force.
    target: ({ document }) => `policy:${digestOf(contentOf(document))}`,

    describe: async ({ base, document }) => describe(versions.current(), base, document),

    async check({ base, document }) {
      const current = versions.current()
      if (current.version === base) return null
      const anew = describe(current, current.version, document)
      return 'problem' in anew ? null : anew
    },

    async run(key, { base, document }, { actor, now }) {
      // An earlier attempt, whose outcome a crash took away.
      const made = versions.madeBy(key)
      if (made) return changed(made, key)
      if (versions.current().version !== base) {
        const error =
          'The policy has changed since this was proposed, so nothing was changed; propose it again.'
        return { status: 'failed', error }
      }
      return changed(versions.put(key, document, actor, now), key)
    },
  })
