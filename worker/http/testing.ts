import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { apiError } from '../../domain/protocol.ts'
import type { Env } from '../env.ts'
import { createApp } from './app.ts'

export const ORIGIN = 'http://localhost:5173'

export const testEnv: Env = {
  ...env,
  DEMO: '1',
  SESSION_SECRET: 'a secret of the tests, long enough to sign with',
}

type Call = {
  cookie?: string
  /** Sent as it is when it is text, else as JSON. */
  body?: unknown
  stream?: ReadableStream
  headers?: Record<string, string>
  env?: Env
  origin?: string
}

/** The `error` of an answer that is one. */
export const errorOf = async (response: Response) => apiError.parse(await response.json()).error

const app = createApp()

/** One request through the whole edge, as a browser or script would send it. */
export async function call(method: string, path: string, options: Call = {}): Promise<Response> {
  const { cookie, body, stream, headers, origin = ORIGIN } = options
  const request = new Request(origin + path, {
    method,
    headers: { ...(cookie && { cookie }), ...headers },
    ...(stream && { body: stream }),
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const context = createExecutionContext()
  const response = await app.fetch(request, options.env ?? testEnv, context)
  await waitOnExecutionContext(context)
  return response
}

export const cookieOf = (response: Response): string =>
  response.headers.getSetCookie()[0]?.split(';')[0] ?? ''

/** A demo account with a session of its own. */
export async function actor(account: string) {
  const cookie = cookieOf(await call('POST', '/api/demo/sign-in', { body: { account } }))
  return {
    cookie,
    get: (path: string, options: Call = {}) => call('GET', path, { cookie, ...options }),
    post: (path: string, body?: unknown, options: Call = {}) =>
      call('POST', path, { cookie, body, ...options }),
    send: (method: string, path: string, options: Call = {}) =>
      call(method, path, { cookie, ...options }),
  }
}
