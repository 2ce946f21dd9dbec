import { bodyLimit } from 'hono/body-limit'
import type { z } from 'zod'
import { limits } from '../../domain/protocol.ts'
import type { EdgeContext } from './edge.ts'
import { invalid } from './errors.ts'

/** The most that is read only to be thrown away, in bytes. */
const DISCARDED = 8 * 1024 * 1024

/**
 * A local workerd closes the connection of an upload that was answered before its end, and the next
 * request on it, perhaps somebody else's, would fail. So a moderate rest is read and thrown away.
 */
async function discard({ body, headers }: Request): Promise<void> {
  if (!body || body.locked || Number(headers.get('content-length')) > DISCARDED) return
  await body.pipeTo(new WritableStream()).catch(() => undefined)
}

/** Keeps no more of a body than the limit, whatever Content-Length says. */
export const boundedBody = bodyLimit({
  maxSize: limits.bodyBytes,
  onError: async (c) => {
    await discard(c.req.raw)
    throw invalid('body', `This is too long; send at most ${limits.bodyBytes / 1024} kB at once.`)
  },
})

type Issue = z.core.$ZodIssue

/** A plain reason for people instead of a parser's words. */
function reasonOf(issue: Issue, field: string): string {
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
        : `${subject} must be ${/^[aeiou]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}.`
    default:
      return `${subject} does not have the expected form.`
  }
}

/** The value as this schema understands it, or a 422 that names the first faulty field. */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value, { reportInput: true })
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const path = issue?.path.map(String).join('.')
  const field = path || (issue?.code === 'unrecognized_keys' && issue.keys[0]) || 'body'
  throw invalid(field, issue ? reasonOf(issue, field) : 'This does not have the expected form.')
}

/** The JSON body as this schema understands it; an absent body counts as `{}`. */
export async function bodyOf<Schema extends z.ZodType>(
  c: EdgeContext,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = await c.req.text()
  let value: unknown = {}
  try {
    if (text) value = JSON.parse(text)
  } catch {
    throw invalid('body', 'The body must be JSON; this could not be read.')
  }
  return parse(schema, value)
}
