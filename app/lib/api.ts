import type { z } from 'zod'
import { apiError } from '../../domain/protocol.ts'

/** A refusal or failure of the API, with a sentence that may be shown as it is. */
export class ApiError extends Error {
  readonly status: number
  /** `not_allowed`, `stale`, `invalid`, …; `offline` when no answer came at all. */
  readonly code: string
  /** What stands beside the message: `field`, `version`, `decidedBy`, `retryAfter`, … */
  readonly details: Readonly<Record<string, unknown>>

  constructor(
    status: number,
    code: string,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.details = details
  }
}

type Listener = () => void
const signedOutListeners = new Set<Listener>()

/** Calls back when an answer says that the session is over. Returns the way to stop listening. */
export function onSignedOut(listener: Listener): () => void {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}

async function toError(response: Response): Promise<ApiError> {
  const parsed = apiError.safeParse(await response.json().catch(() => null))
  if (parsed.success) {
    const { code, message, ...details } = parsed.data.error
    return new ApiError(response.status, code, message, details)
  }
  const message =
    response.status >= 500
      ? 'The server cannot answer at the moment; please try again shortly.'
      : 'The server did not accept this; please reload the page and try again.'
  return new ApiError(response.status, 'unavailable', message)
}

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  } catch {
    throw new ApiError(
      0,
      'offline',
      'The server could not be reached; check your connection and try again.',
    )
  }
  if (response.ok) return response
  const error = await toError(response)
  if (error.status === 401) signedOutListeners.forEach((listener) => listener())
  throw error
}

async function parsed<T>(schema: z.ZodType<T>, response: Response): Promise<T> {
  const result = schema.safeParse(await response.json().catch(() => null))
  if (result.success) return result.data
  throw new ApiError(
    response.status,
    'unreadable',
    'The server answered in a way this page does not understand; please reload it.',
  )
}

/** `GET`, parsed by its schema. Throws an ApiError. */
export const get = async <T>(path: string, schema: z.ZodType<T>): Promise<T> =>
  parsed(schema, await call('GET', path))

/** `POST` with a JSON body, parsed by its schema. Throws an ApiError. */
export const post = async <T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T> =>
  parsed(schema, await call('POST', path, body))

/** `PUT` that changes the version which `match` names, parsed by its schema. Throws an ApiError. */
export const put = async <T>(
  path: string,
  body: unknown,
  match: string,
  schema: z.ZodType<T>,
): Promise<T> => parsed(schema, await call('PUT', path, body, { 'if-match': match }))

/** A mutation whose answer carries nothing that the page needs. Throws an ApiError. */
export async function send(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<void> {
  await call(method, path, body)
}

/** The sentence for people, whatever was thrown. */
export const sentenceOf = (error: unknown): string =>
  error instanceof ApiError
    ? error.message
    : 'Something unexpected happened on this page; please reload it.'
