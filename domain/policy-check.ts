import { z } from 'zod'
import { accessIsAsked } from './access-guard.ts'
import type { CatalogueEntry } from './catalogue.ts'
import { covers } from './evaluate.ts'
import { type Policy, policyDocument, type Rule } from './policy.ts'
import { type Check, type Fault, faultAt, faultsOf, type Finding, found } from './policy-faults.ts'
import { changesAreAsked } from './policy-guard.ts'
import { unreachable } from './policy-reach.ts'

const sameIds: Check = ({ rules }) =>
  rules.flatMap(({ id }, index) =>
    rules.findIndex((other) => other.id === id) < index
      ? [
          found(
            `Another rule is called \`${id}\` already; each needs a name of its own.`,
            'rules',
            index,
            'id',
          ),
        ]
      : [],
  )

const unknownTools: Check = ({ rules }, catalogue) =>
  rules.flatMap(({ tool }, index) =>
    catalogue.some((entry) => covers(tool, entry.tool))
      ? []
      : [found(`There is no action \`${tool}\`.`, 'rules', index, 'tool')],
  )

const unknownFields: Check = ({ rules }, catalogue) =>
  rules.flatMap(({ tool, when }, index) => {
    const meant = catalogue.filter((entry) => covers(tool, entry.tool))
    if (meant.length === 0) return []
    return when.flatMap(({ fact }, place) =>
      fact === 'rollingAmount' || meant.some(({ fields }) => fields.includes(fact))
        ? []
        : [found(`\`${tool}\` has no field \`${fact}\`.`, 'rules', index, 'when', place, 'fact')],
    )
  })

type Timers = NonNullable<Rule['timers']>

/** Only what is set here can be out of order here; what is inherited and comes too late never comes. */
function timersAt(own: Timers, inherited: Timers, ...path: PropertyKey[]): Finding[] {
  const all = { ...inherited, ...own }
  const late = (
    first: 'remindAfter' | 'escalateAfter',
    second: 'escalateAfter' | 'expireAfter',
  ) => {
    const [one, other] = [own[first], second === 'escalateAfter' ? own[second] : all[second]]
    return one !== undefined && other !== undefined && one >= other
      ? [found(`\`${first}\` must be shorter than \`${second}\`.`, ...path, first)]
      : []
  }
  const lacks = (one: 'escalateAfter' | 'escalateTo', other: 'escalateAfter' | 'escalateTo') =>
    own[one] !== undefined && all[other] === undefined
      ? [found(`\`${one}\` needs \`${other}\` beside it.`, ...path, one)]
      : []
  return [
    ...lacks('escalateAfter', 'escalateTo'),
    ...lacks('escalateTo', 'escalateAfter'),
    ...late('remindAfter', 'escalateAfter'),
    ...late('remindAfter', 'expireAfter'),
    ...late('escalateAfter', 'expireAfter'),
  ]
}

const timersInOrder: Check = ({ timers, rules }) => [
  ...timersAt(timers, {}, 'timers'),
  ...rules.flatMap((rule, index) => timersAt(rule.timers ?? {}, timers, 'rules', index, 'timers')),
]

const silence: Check = ({ rules }, catalogue) =>
  rules.flatMap(({ onExpiry, tool }, index) => {
    if (onExpiry === 'deny') return []
    // A prefix would mean actions that do not exist yet.
    const undoable = catalogue.some((entry) => entry.tool === tool && entry.undoable)
    const reason = `Silence approves only one named action that can be undone; \`${tool}\` is not.`
    return undoable ? [] : [found(reason, 'rules', index, 'onExpiry')]
  })

const checks: readonly Check[] = [
  sameIds,
  unknownTools,
  unknownFields,
  unreachable,
  timersInOrder,
  silence,
  changesAreAsked,
  accessIsAsked,
]

/** As people send it: whoever stores a document gives it its version. */
const sentDocument = policyDocument.extend({ version: z.int().positive().default(1) })

/**
 * Whether a document can be a policy. All faults are told, each with its place and rule: those of its
 * form first, those of its meaning once the form is right.
 */
export function checkPolicy(
  document: unknown,
  catalogue: readonly CatalogueEntry[],
): { ok: true; policy: Policy } | { ok: false; faults: Fault[] } {
  const parsed = sentDocument.safeParse(document, { reportInput: true })
  if (!parsed.success) return { ok: false, faults: faultsOf(document, parsed.error) }
  const policy = parsed.data
  const faults = checks
    .flatMap((check) => check(policy, catalogue))
    .map(({ path, reason }) => faultAt(document, path, reason))
  return faults.length > 0 ? { ok: false, faults } : { ok: true, policy }
}
