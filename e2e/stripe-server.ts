import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { StripeApi, type StripeOptions } from './stripe-api.ts'

export type StripeServer = {
  /** What it does and holds, and how to make it fail. */
  api: StripeApi
  /** For STRIPE_BASE_URL. */
  url: string
  close(): Promise<void>
}

async function requestFrom(incoming: IncomingMessage, url: string): Promise<Request> {
  const parts: Buffer[] = []
  for await (const chunk of incoming) parts.push(chunk as Buffer)
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (typeof value === 'string') headers.set(name, value)
  }
  const { method = 'GET', url: path = '/' } = incoming
  return new Request(url + path, {
    method,
    headers,
    ...(method === 'POST' && { body: Buffer.concat(parts).toString() }),
  })
}

/** Writes an answer; where its body breaks off, so does the connection. */
async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  for await (const chunk of response.body ?? []) {
    await new Promise((written) => outgoing.write(chunk, written))
  }
  outgoing.end()
}

/**
 * A Stripe on this machine: the answers of `StripeApi` over real HTTP, broken connections
 * included. Port 0 takes a free one.
 */
export async function startStripeServer(
  options: StripeOptions = {},
  port = 0,
): Promise<StripeServer> {
  const api = new StripeApi(options)
  let url = ''
  const server = createServer((incoming, outgoing) => {
    requestFrom(incoming, url)
      .then((request) => api.handle(request))
      .then((response) => send(response, outgoing))
      // A broken connection is one of its answers.
      .catch(() => outgoing.destroy())
  })
  const listening = Promise.withResolvers<void>()
  server.listen(port, '127.0.0.1', listening.resolve)
  await listening.promise
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    api,
    url,
    async close() {
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      server.closeAllConnections()
      await closed.promise
    },
  }
}
