import type { ErrorHandler, NotFoundHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Edge } from './edge.ts'

/** An answer other than success: thrown anywhere at the edge, made into JSON in one place. */
export class Refused extends Error {
  constructor(
    readonly status: ContentfulStatusCode,
    readonly code: string,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message)
  }
}

export const notFound = (message = 'There is nothing here, or it is not yours.') =>
  new Refused(404, 'not_found', message)

export const notAllowed = (message: string, details: Record<string, unknown> = {}) =>
  new Refused(403, 'not_allowed', message, details)

export const invalid = (field: string, message: string) =>
  new Refused(422, 'invalid', message, { field })

/** `{"error":{code,message,…}}`; what nobody expected is logged and told without its details. */
export const onError: ErrorHandler<Edge> = (error, c) => {
  if (error instanceof Refused) {
    const { status, code, message, details } = error
    if (typeof details.retryAfter === 'number') c.header('Retry-After', String(details.retryAfter))
    return c.json({ error: { code, message, ...details } }, status)
  }
  console.error(error)
  const message = 'Something went wrong on our side; please try again in a moment.'
  return c.json({ error: { code: 'internal', message } }, 500)
}

const isOurs = (path: string): boolean => /^\/(api|agents)(\/|$)/.test(path)

/** What no route knows: 404 in the API, else a page of the app. */
export const onNotFound: NotFoundHandler<Edge> = (c) =>
  isOurs(c.req.path) ? onError(notFound(), c) : c.env.ASSETS.fetch(c.req.raw)
