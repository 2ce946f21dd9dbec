import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Plugin, PreviewServer, ViteDevServer } from 'vite'

/**
 * What goes wrong before a request reaches the Worker would be told by the local server as a page with
 * its stack. This says it as the API does, without the inside.
 */
export function plainErrors(): Plugin {
  return {
    name: 'countersign:plain-errors',
    // After the Cloudflare plugin, whose errors these are.
    enforce: 'post',
    configureServer: (server) => () => tellPlainly(server),
    configurePreviewServer: (server) => () => tellPlainly(server),
  }
}

function tellPlainly({ middlewares }: ViteDevServer | PreviewServer): void {
  middlewares.use(
    // Four parameters are what makes it a handler of errors.
    (error: unknown, request: IncomingMessage, response: ServerResponse, _next: unknown) => {
      const [status, code, message] = isSound(request)
        ? [500, 'internal', 'Something went wrong on our side; please try again in a moment.']
        : [400, 'invalid', 'This is no request that a server can answer.']
      if (status === 500) console.error(error)
      if (response.headersSent) {
        response.destroy()
        return
      }
      response.writeHead(Number(status), { 'Content-Type': 'application/json' })
      response.end(JSON.stringify({ error: { code, message } }))
    },
  )
}

/** Methods that a `Request` cannot have (Fetch, 2.2.1). */
const impossible = ['CONNECT', 'TRACE', 'TRACK']

/** Whether method, host and address make a `Request` at all. */
const isSound = ({ method = 'GET', url = '/', headersDistinct }: IncomingMessage): boolean =>
  !impossible.includes(method) &&
  URL.canParse(url, `http://${(headersDistinct.host ?? ['localhost']).join(', ')}`)
