import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import type { z } from 'zod'
import { reasonOf } from '../../domain/issue.ts'
import { readJson } from '../../domain/json.ts'
import { limits } from '../../domain/protocol.ts'
import { isLoopback } from './deployment.ts'
import type { Edge, EdgeContext } from './edge.ts'
import { invalid, Refused } from './errors.ts'

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

/** The same for what was refused before anybody read it. Deployed, the platform minds it by itself. */
export const readThrough = createMiddleware<Edge>(async (c, next) => {
  const { raw } = c.req
  await next()
  if (!raw.bodyUsed && isLoopback(new URL(raw.url))) await discard(raw)
})

const limited = bodyLimit({
  maxSize: limits.bodyBytes,
  onError: async (c) => {
    await discard(c.req.raw)
    throw invalid('body', `This is too long; send at most ${limits.bodyBytes / 1024} kB at once.`)
  },
})

/** A body whose framing lies or that broke off: the sender's fault, so 400 (RFC 9112, section 8). */
const unreadable = (): Refused =>
  new Refused(400, 'unreadable', 'What you sent did not arrive whole; please send it again.')

/** Keeps no more of a body than the limit, whatever Content-Length says. */
export const boundedBody = createMiddleware<Edge>(async (c, next) => {
  let isRead = false
  const proceed = () => {
    isRead = true
    return next()
  }
  try {
    return await limited(c, proceed)
  } catch (error) {
    throw isRead || error instanceof Refused ? error : unreadable()
  }
})

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
  const text = await c.req.text().catch(() => {
    throw unreadable()
  })
  const read = readJson(text || '{}')
  if (!read.ok) throw invalid('body', read.message)
  return parse(schema, read.value)
}
