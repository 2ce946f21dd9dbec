import { z } from 'zod'
import type { CatalogueEntry } from './catalogue.ts'
import { inList } from './durations.ts'
import type { Policy } from './policy.ts'

/** What a check found at a path of the document. */
export type Finding = { path: PropertyKey[]; reason: string }
export const found = (reason: string, ...path: PropertyKey[]): Finding => ({ path, reason })

/** Looks at a document whose form is right. */
export type Check = (policy: Policy, catalogue: readonly CatalogueEntry[]) => Finding[]

/** What is wrong with a policy, where, and in which rule, as one sentence for people. */
export type Fault = { place: string; rule?: string; reason: string }

/** `rules[3].approvers`: a path into the document as people write it. */
const placeOf = (path: readonly PropertyKey[]): string =>
  path
    .map((step, index) =>
      typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${String(step)}`,
    )
    .join('') || 'document'

const identified = z.object({ id: z.string().min(1).max(80) })
const withRules = z.object({ rules: z.array(z.unknown()) })

/** The id of the rule that a path leads into, as far as the document names it. */
function ruleAt(document: unknown, path: readonly PropertyKey[]): string | undefined {
  const [first, index] = path
  const rules = withRules.safeParse(document)
  if (first !== 'rules' || typeof index !== 'number' || !rules.success) return undefined
  return identified.safeParse(rules.data.rules[index]).data?.id
}

/** One fault at a path of the document. */
export function faultAt(document: unknown, path: readonly PropertyKey[], reason: string): Fault {
  const rule = ruleAt(document, path)
  return { place: placeOf(path), ...(rule !== undefined && { rule }), reason }
}

type Issue = z.core.$ZodIssue

const quoted = (values: readonly unknown[]): string =>
  inList(
    values.map((value) => `\`${String(value)}\``),
    'or',
  )

const kinds: Record<string, string> = {
  int: 'a whole number',
  array: 'a list',
  object: 'an object',
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
}

function tooSmall(subject: string, { origin, minimum }: Extract<Issue, { code: 'too_small' }>) {
  if (origin === 'string' || origin === 'array') return `${subject} must not be empty.`
  return `${subject} must be at least ${minimum}.`
}

function tooBig(subject: string, { origin, maximum }: Extract<Issue, { code: 'too_big' }>) {
  if (origin === 'string') return `${subject} must have at most ${maximum} characters.`
  if (origin === 'array') return `${subject} must have at most ${maximum} entries.`
  return `${subject} must be at most ${maximum}.`
}

/** A parser's finding in plain words. */
function reasonOf(issue: Issue): string {
  const name = issue.path.findLast((step) => typeof step === 'string')
  const subject = name === undefined ? 'The document' : `\`${String(name)}\``
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${quoted(issue.keys)} is not known here; leave it out or correct its name.`
    case 'too_small':
      return tooSmall(subject, issue)
    case 'too_big':
      return tooBig(subject, issue)
    case 'invalid_value':
      return `${subject} must be ${quoted(issue.values)}.`
    case 'invalid_type':
      return issue.input === undefined
        ? `${subject} is missing.`
        : `${subject} must be ${kinds[issue.expected] ?? issue.expected}.`
    case 'invalid_union':
      return issue.discriminator === undefined
        ? `${subject} must be a number, a text, or true or false.`
        : `${subject} must be ${quoted('options' in issue ? (issue.options ?? []) : [])}.`
    case 'invalid_format':
      return `${subject} ${issue.message}`
    case 'custom':
      // Written as a whole sentence, or as what follows the field's name.
      return /^[A-Z]/.test(issue.message) ? issue.message : `${subject} ${issue.message}`
    default:
      return `${subject} does not have the expected form.`
  }
}

/** Every finding of a schema, each with its place. */
export const faultsOf = (document: unknown, { issues }: z.ZodError): Fault[] =>
  issues.map((issue) => faultAt(document, issue.path, reasonOf(issue)))
