import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Plugin, PreviewServer, ViteDevServer } from 'vite'

/** What the local server itself refuses, said as the API says it: `{"error":{code,message}}`, no stack. */
export function plainErrors(): Plugin[] {
  return [
    {
      name: 'countersign:read-only-pages',
      // Before the Cloudflare plugin gets to see the request.
      enforce: 'pre',
      configurePreviewServer: refuseChanges,
    },
    {
      name: 'countersign:plain-errors',
      // After it, because the errors are its.
      enforce: 'post',
      configureServer: (server) => () => tellPlainly(server),
      configurePreviewServer: (server) => () => tellPlainly(server),
    },
  ]
}

function answer(response: ServerResponse, status: number, code: string, message: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify({ error: { code, message } }))
}

/** As a URL is understood: `/api/../page` is a page. */
function isOfTheWorker(address = '/'): boolean {
  const url = URL.parse(address, 'http://localhost')
  return !url || /^\/(?:api|agents|e2e)(?:\/|$)/.test(url.pathname)
}

/**
 * Pages are files and never read a body, and a local workerd closes a connection whose body was not
 * read: the next request on it, perhaps somebody else's, would fail.
 */
function refuseChanges({ middlewares }: PreviewServer): void {
  middlewares.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
    const { method = 'GET', url } = request
    if (method === 'GET' || method === 'HEAD' || isOfTheWorker(url)) {
      next()
      return
    }
    request.resume()
    answer(response, 405, 'not_allowed', 'Pages can only be read.')
  })
}

/** What goes wrong before a request reaches the Worker would be told as a page with its stack. */
function tellPlainly({ middlewares }: ViteDevServer | PreviewServer): void {
  middlewares.use(
    // Four parameters are what makes it a handler of errors.
    (error: unknown, request: IncomingMessage, response: ServerResponse, _next: unknown) => {
      if (response.headersSent) {
        response.destroy()
        return
      }
      if (!isSound(request)) {
        answer(response, 400, 'invalid', 'This is no request that a server can answer.')
        return
      }
      if (isLostConnection(error)) {
        answer(response, 503, 'unavailable', 'The server was not reached; please try again.')
        return
      }
      console.error(error)
      const message = 'Something went wrong on our side; please try again in a moment.'
      answer(response, 500, 'internal', message)
    },
  )
}

/**
 * A local workerd closes connections that were idle for a while, and one that is just closing may be used
 * once more: what was sent on it has not arrived.
 */
const isLostConnection = (error: unknown): boolean =>
  error instanceof TypeError &&
  error.message === 'fetch failed' &&
  error.cause instanceof Error &&
  'code' in error.cause &&
  ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(String(error.cause.code))

/** Methods that a `Request` cannot have (Fetch, 2.2.1). */
const impossible = ['CONNECT', 'TRACE', 'TRACK']

/** Whether method, host and address make a `Request` at all. */
const isSound = ({ method = 'GET', url = '/', headersDistinct }: IncomingMessage): boolean =>
  !impossible.includes(method) &&
  URL.canParse(url, `http://${(headersDistinct.host ?? ['localhost']).join(', ')}`)
