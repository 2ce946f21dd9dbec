import type { z } from 'zod'

type Issue = z.core.$ZodIssue

/** A plain reason for people instead of a parser's words. Parse with `reportInput`. */
export function reasonOf(issue: Issue, field: string): string {
  const subject = `\`${field}\``
  switch (issue.code) {
    case 'unrecognized_keys':
      return `\`${issue.keys[0]}\` is not expected here; please leave it out.`
    case 'too_small':
      return issue.origin === 'string'
        ? Number(issue.minimum) <= 1
          ? `${subject} must not be empty.`
          : `${subject} must have at least ${issue.minimum} characters.`
        : `${subject} must be at least ${issue.minimum}.`
    case 'too_big':
      return issue.origin === 'string'
        ? `${subject} must have at most ${issue.maximum} characters.`
        : `${subject} must be at most ${issue.maximum}.`
    case 'invalid_value':
      return `${subject} must be one of: ${issue.values.map(String).join(', ')}.`
    case 'invalid_type':
      return issue.input === undefined
        ? `${subject} is missing.`
        : `${subject} must be ${kinds[issue.expected] ?? `a ${issue.expected}`}.`
    default:
      return `${subject} does not have the expected form.`
  }
}

/** What JSON calls its values, for those who did not write the schema. */
const kinds: Readonly<Record<string, string>> = {
  int: 'a whole number',
  array: 'an array',
  tuple: 'an array',
  object: 'an object',
  record: 'an object',
}
